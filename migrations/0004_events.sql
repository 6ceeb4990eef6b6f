CREATE TABLE "event_capacities" (
	"session" text NOT NULL,
	"quota" text NOT NULL,
	"capacity" integer NOT NULL,
	"waitlist" integer,
	"taken" integer DEFAULT 0 NOT NULL,
	"held" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"last_position" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_capacities_key" PRIMARY KEY("session","quota"),
	CONSTRAINT "event_capacities_counters" CHECK (capacity >= 0 and taken >= 0 and held >= 0 and waiting >= 0)
);
--> statement-breakpoint
CREATE TABLE "event_questions" (
	"event" text NOT NULL,
	"key" text NOT NULL,
	"ordinal" smallint NOT NULL,
	"label_zh" text NOT NULL,
	"label_en" text NOT NULL,
	"type" text NOT NULL,
	"required" boolean NOT NULL,
	"personal" boolean NOT NULL,
	"options" jsonb NOT NULL,
	CONSTRAINT "event_questions_key" PRIMARY KEY("event","key"),
	CONSTRAINT "event_questions_type" CHECK (type in ('text', 'choice', 'number', 'phone', 'link', 'yes_no'))
);
--> statement-breakpoint
CREATE TABLE "event_quotas" (
	"event" text NOT NULL,
	"key" text NOT NULL,
	"ordinal" smallint NOT NULL,
	"label_zh" text NOT NULL,
	"label_en" text NOT NULL,
	"capacity" integer NOT NULL,
	"question" text NOT NULL,
	"option" text NOT NULL,
	CONSTRAINT "event_quotas_key" PRIMARY KEY("event","key")
);
--> statement-breakpoint
CREATE TABLE "event_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"occurrence" text NOT NULL,
	"key" text NOT NULL,
	"title_zh" text,
	"title_en" text,
	"cancelled" boolean DEFAULT false NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"starts_local" text NOT NULL,
	"ends_local" text NOT NULL,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_sessions_key" UNIQUE("event","occurrence","key")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"description_zh" text NOT NULL,
	"description_en" text NOT NULL,
	"place_zh" text NOT NULL,
	"place_en" text NOT NULL,
	"bring_zh" text,
	"bring_en" text,
	"zone" text NOT NULL,
	"approval" boolean NOT NULL,
	"guests" smallint NOT NULL,
	"reminders" integer[] NOT NULL,
	"plan" jsonb NOT NULL,
	"poster" "bytea",
	"poster_type" text,
	"sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_code_key" UNIQUE("code"),
	CONSTRAINT "events_state" CHECK (state in ('draft', 'open', 'closed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "event_reminders" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"person" text NOT NULL,
	"session" text NOT NULL,
	"seat" text,
	"minutes" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"useful_until" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "event_reminders_kind" CHECK (kind in ('before', 'offer_ending', 'waiting', 'opens', 'feedback')),
	CONSTRAINT "event_reminders_state" CHECK (state in ('due', 'said', 'skipped'))
);
--> statement-breakpoint
CREATE TABLE "quiet_hours" (
	"person" text PRIMARY KEY NOT NULL,
	"starts_at" time NOT NULL,
	"ends_at" time NOT NULL,
	"zone" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"seat" text PRIMARY KEY NOT NULL,
	"by" text NOT NULL,
	"way" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_feedback" (
	"seat" text PRIMARY KEY NOT NULL,
	"rating" smallint NOT NULL,
	"masked" text,
	"sealed" "bytea",
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seat_answers" (
	"seat" text NOT NULL,
	"question" text NOT NULL,
	"option" text,
	"masked" text NOT NULL,
	"sealed" "bytea",
	CONSTRAINT "seat_answers_key" PRIMARY KEY("seat","question")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" text PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"occurrence" text NOT NULL,
	"session" text NOT NULL,
	"quota" text NOT NULL,
	"person" text NOT NULL,
	"state" text NOT NULL,
	"places" smallint NOT NULL,
	"position" integer NOT NULL,
	"pass" text NOT NULL,
	"locale" text NOT NULL,
	"guest_masked" text,
	"guest_sealed" "bytea",
	"offered_until" timestamp with time zone,
	"released" text,
	"confirmed_at" timestamp with time zone,
	"no_show" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seats_person_key" UNIQUE("session","person"),
	CONSTRAINT "seats_pass_key" UNIQUE("event","pass"),
	CONSTRAINT "seats_state" CHECK (state in ('requested', 'taken', 'waiting', 'offered', 'released')),
	CONSTRAINT "seats_released" CHECK (released in ('self', 'staff', 'expired', 'declined', 'cancelled', 'erased')),
	CONSTRAINT "seats_places" CHECK (places > 0)
);
--> statement-breakpoint
ALTER TABLE "event_capacities" ADD CONSTRAINT "event_capacities_session_event_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."event_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_questions" ADD CONSTRAINT "event_questions_event_events_id_fk" FOREIGN KEY ("event") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_quotas" ADD CONSTRAINT "event_quotas_event_events_id_fk" FOREIGN KEY ("event") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_sessions" ADD CONSTRAINT "event_sessions_event_events_id_fk" FOREIGN KEY ("event") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reminders" ADD CONSTRAINT "event_reminders_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reminders" ADD CONSTRAINT "event_reminders_session_event_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."event_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reminders" ADD CONSTRAINT "event_reminders_seat_seats_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_hours" ADD CONSTRAINT "quiet_hours_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_seat_seats_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_feedback" ADD CONSTRAINT "event_feedback_seat_seats_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_answers" ADD CONSTRAINT "seat_answers_seat_seats_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_event_events_id_fk" FOREIGN KEY ("event") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_capacity_fk" FOREIGN KEY ("session","quota") REFERENCES "public"."event_capacities"("session","quota") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_capacities_waiting" ON "event_capacities" USING btree ("session") WHERE waiting > 0;--> statement-breakpoint
CREATE INDEX "event_sessions_starts" ON "event_sessions" USING btree ("starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "event_reminders_once" ON "event_reminders" USING btree ("session","person","kind","minutes") WHERE state = 'due';--> statement-breakpoint
CREATE INDEX "event_reminders_due" ON "event_reminders" USING btree ("due_at") WHERE state = 'due';--> statement-breakpoint
CREATE INDEX "event_reminders_seat" ON "event_reminders" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "event_reminders_person" ON "event_reminders" USING btree ("person");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_occurrence_key" ON "seats" USING btree ("event","occurrence","person") WHERE state <> 'released';--> statement-breakpoint
CREATE INDEX "seats_queue" ON "seats" USING btree ("session","quota","position") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "seats_offered" ON "seats" USING btree ("offered_until") WHERE state = 'offered';--> statement-breakpoint
CREATE INDEX "seats_person" ON "seats" USING btree ("person");