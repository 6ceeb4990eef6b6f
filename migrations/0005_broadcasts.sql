CREATE TABLE "broadcast_amendments" (
	"outbound" text PRIMARY KEY NOT NULL,
	"broadcast" text NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "broadcast_reads" (
	"broadcast" text NOT NULL,
	"person" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "broadcast_reads_key" PRIMARY KEY("broadcast","person")
);
--> statement-breakpoint
CREATE TABLE "broadcast_recipients" (
	"broadcast" text NOT NULL,
	"ordinal" integer NOT NULL,
	"person" text,
	"space" text,
	"installation" text,
	"locale" text,
	"outbound" text,
	"generation" integer DEFAULT 0 NOT NULL,
	"recalled" boolean DEFAULT false NOT NULL,
	"skipped" text,
	CONSTRAINT "broadcast_recipients_key" PRIMARY KEY("broadcast","ordinal"),
	CONSTRAINT "broadcast_recipients_whom" CHECK (num_nonnulls(person, space) = 1)
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"playground" boolean NOT NULL,
	"topic" text NOT NULL,
	"masked" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"audience" jsonb NOT NULL,
	"buttons" jsonb NOT NULL,
	"required" text[] DEFAULT '{}' NOT NULL,
	"edit_generation" integer DEFAULT 0 NOT NULL,
	"scheduled_at" timestamp with time zone,
	"override_sealed" "bytea",
	"author" text NOT NULL,
	"approved_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_ms" bigint DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"recalled_at" timestamp with time zone,
	CONSTRAINT "broadcasts_state" CHECK (state in ('draft', 'awaiting_approval', 'scheduled', 'sending', 'paused', 'done', 'cancelled', 'recalled'))
);
--> statement-breakpoint
CREATE TABLE "topic_choices" (
	"person" text NOT NULL,
	"topic" text NOT NULL,
	"choice" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "topic_choices_key" PRIMARY KEY("person","topic")
);
--> statement-breakpoint
CREATE TABLE "console_links" (
	"kept" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "console_sessions" (
	"kept" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbound" ADD COLUMN "act" text DEFAULT 'send' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbound" ADD COLUMN "target" text;--> statement-breakpoint
ALTER TABLE "broadcast_amendments" ADD CONSTRAINT "broadcast_amendments_outbound_outbound_id_fk" FOREIGN KEY ("outbound") REFERENCES "public"."outbound"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_amendments" ADD CONSTRAINT "broadcast_amendments_broadcast_broadcasts_id_fk" FOREIGN KEY ("broadcast") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_reads" ADD CONSTRAINT "broadcast_reads_broadcast_broadcasts_id_fk" FOREIGN KEY ("broadcast") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_reads" ADD CONSTRAINT "broadcast_reads_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_broadcast_broadcasts_id_fk" FOREIGN KEY ("broadcast") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_space_spaces_id_fk" FOREIGN KEY ("space") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_outbound_outbound_id_fk" FOREIGN KEY ("outbound") REFERENCES "public"."outbound"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_author_people_id_fk" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_approved_by_people_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_choices" ADD CONSTRAINT "topic_choices_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "console_links" ADD CONSTRAINT "console_links_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "console_sessions" ADD CONSTRAINT "console_sessions_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broadcast_amendments_recipient" ON "broadcast_amendments" USING btree ("broadcast","ordinal");--> statement-breakpoint
CREATE INDEX "broadcast_reads_person" ON "broadcast_reads" USING btree ("person");--> statement-breakpoint
CREATE INDEX "broadcast_recipients_waiting" ON "broadcast_recipients" USING btree ("broadcast","installation","ordinal") WHERE outbound is null and skipped is null;--> statement-breakpoint
CREATE INDEX "broadcast_recipients_outbound" ON "broadcast_recipients" USING btree ("outbound");--> statement-breakpoint
CREATE INDEX "broadcast_recipients_person" ON "broadcast_recipients" USING btree ("person");--> statement-breakpoint
CREATE INDEX "broadcast_recipients_space" ON "broadcast_recipients" USING btree ("space");--> statement-breakpoint
CREATE INDEX "broadcasts_active" ON "broadcasts" USING btree ("state") WHERE state in ('scheduled', 'sending', 'recalled');--> statement-breakpoint
CREATE INDEX "broadcasts_created_at" ON "broadcasts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "broadcasts_author" ON "broadcasts" USING btree ("author");--> statement-breakpoint
CREATE INDEX "broadcasts_approved_by" ON "broadcasts" USING btree ("approved_by");--> statement-breakpoint
CREATE INDEX "topic_choices_topic" ON "topic_choices" USING btree ("topic","choice");--> statement-breakpoint
CREATE INDEX "console_links_person" ON "console_links" USING btree ("person");--> statement-breakpoint
CREATE INDEX "console_links_expires_at" ON "console_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "console_sessions_person" ON "console_sessions" USING btree ("person");--> statement-breakpoint
CREATE INDEX "console_sessions_expires_at" ON "console_sessions" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "outbound" ADD CONSTRAINT "outbound_target_outbound_id_fk" FOREIGN KEY ("target") REFERENCES "public"."outbound"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbound_target" ON "outbound" USING btree ("target") WHERE target is not null;--> statement-breakpoint
CREATE VIEW "public"."broadcast_counts" AS (
  select one.broadcast,
    count(*)::int as audience,
    count(*) filter (where fate.state = 'sent')::int as sent,
    count(*) filter (where fate.state in ('unreachable', 'refused'))::int as failed,
    count(*) filter (where one.skipped is not null or fate.state = 'cancelled')::int as skipped,
    count(*) filter (where fate.state = 'uncertain')::int as uncertain,
    count(*) filter (where one.skipped is null
      and (fate.state is null or fate.state in ('queued', 'later', 'sending')))::int as queued
  from broadcast_recipients one
  left join deliveries fate on fate.outbound = one.outbound
  group by one.broadcast);