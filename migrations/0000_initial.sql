CREATE SEQUENCE "public"."ticket_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1;--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"who" text NOT NULL,
	"what" text NOT NULL,
	"on_what" text NOT NULL,
	"details" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"reference" text PRIMARY KEY NOT NULL,
	"lane" text NOT NULL,
	"revision" integer NOT NULL,
	"ordinal" smallint NOT NULL,
	"asker" text,
	"space" text NOT NULL,
	"thread" text,
	"message_id" text,
	"public" boolean NOT NULL,
	"locale" text NOT NULL,
	"masked" text NOT NULL,
	"sealed" "bytea",
	"outcome" text NOT NULL,
	"clauses" text[] NOT NULL,
	"facts" text[] NOT NULL,
	"confidence" real NOT NULL,
	"desk" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "questions_turn_key" UNIQUE("lane","revision","ordinal")
);
--> statement-breakpoint
CREATE TABLE "ticket_messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ticket_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket" text NOT NULL,
	"author" text NOT NULL,
	"person" text NOT NULL,
	"masked" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text DEFAULT 'T-' || nextval('ticket_numbers') NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"desk" text NOT NULL,
	"suggested_desk" text,
	"asker" text NOT NULL,
	"locale" text NOT NULL,
	"masked" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"contact_sealed" "bytea",
	"public" boolean NOT NULL,
	"space" text NOT NULL,
	"thread" text,
	"message_id" text,
	"source_question" text,
	"taken_by" text,
	"rating" text,
	"rating_masked" text,
	"rating_sealed" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "tickets_code_key" UNIQUE("code"),
	CONSTRAINT "tickets_state" CHECK (state in ('open', 'taken', 'answered', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "service_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"master_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"outbound" text PRIMARY KEY NOT NULL,
	"installation" text,
	"chat" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"priority" smallint NOT NULL,
	"state" text NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"message_id" text,
	"reason" text,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deliveries_state" CHECK (state in ('queued', 'sending', 'sent', 'uncertain', 'later', 'unreachable', 'refused', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "outbound" (
	"id" text PRIMARY KEY NOT NULL,
	"cause" text NOT NULL,
	"revision" integer NOT NULL,
	"ordinal" smallint NOT NULL,
	"destination" text NOT NULL,
	"to_space" text,
	"to_person" text,
	"thread" text,
	"reply_to" text,
	"card_key" text,
	"locale" text NOT NULL,
	"purpose" text NOT NULL,
	"masked" text NOT NULL,
	"sealed" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbound_cause_key" UNIQUE("cause","revision","ordinal")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"installation" text NOT NULL,
	"platform_id" text NOT NULL,
	"name_masked" text,
	"name_sealed" "bytea",
	"locale_tag" text,
	"direct_space" text,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_platform_key" UNIQUE("installation","platform_id")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "consents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person" text NOT NULL,
	"purpose" text NOT NULL,
	"text_version" integer NOT NULL,
	"given_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"platform_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installations_platform_key" UNIQUE("platform","platform_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"data_key" "bytea",
	"master_key" text,
	"locale" text,
	"erased_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spaces" (
	"id" text PRIMARY KEY NOT NULL,
	"installation" text NOT NULL,
	"platform_id" text NOT NULL,
	"kind" text NOT NULL,
	"title_masked" text,
	"title_sealed" "bytea",
	"locale" text,
	"mode" text DEFAULT 'quiet' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "spaces_platform_key" UNIQUE("installation","platform_id")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"person" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"desks" text[] DEFAULT '{}' NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "playground_messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "playground_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"space" text NOT NULL,
	"thread" text,
	"author" text NOT NULL,
	"only_for" text,
	"reply_to" text,
	"body" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"edited_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	CONSTRAINT "playground_messages_key" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "playground_reads" (
	"member" text NOT NULL,
	"space" text NOT NULL,
	"message" bigint NOT NULL,
	CONSTRAINT "playground_reads_key" PRIMARY KEY("member","space")
);
--> statement-breakpoint
CREATE TABLE "effects" (
	"key" text PRIMARY KEY NOT NULL,
	"lane" text NOT NULL,
	"result" "bytea",
	"performed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "failed_events" (
	"id" text PRIMARY KEY NOT NULL,
	"lane" text NOT NULL,
	"open_question" text,
	"cause" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inbound" (
	"installation" text NOT NULL,
	"delivery_key" text NOT NULL,
	"content_key" text,
	"outcome" text NOT NULL,
	"lane" text,
	"revision" integer,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbound_delivery_key" PRIMARY KEY("installation","delivery_key"),
	CONSTRAINT "inbound_content_key" UNIQUE("installation","content_key")
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"id" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"state" "bytea",
	"state_format" smallint,
	"open_flow" text,
	"open_step" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"lane" text NOT NULL,
	"run" integer NOT NULL,
	"name" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "timers_key" PRIMARY KEY("lane","run","name")
);
--> statement-breakpoint
CREATE TABLE "transcript" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "transcript_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lane" text NOT NULL,
	"revision" integer NOT NULL,
	"person" text,
	"space" text NOT NULL,
	"thread" text,
	"message_id" text,
	"masked" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"said_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"lane" text NOT NULL,
	"revision" integer NOT NULL,
	"occurrence" text NOT NULL,
	"flow" text,
	"version" integer,
	"step_before" text,
	"step_after" text,
	"outcome" text NOT NULL,
	"clauses" text[] NOT NULL,
	"confidence" real,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "turns_key" PRIMARY KEY("lane","revision")
);
--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_asker_people_id_fk" FOREIGN KEY ("asker") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_space_spaces_id_fk" FOREIGN KEY ("space") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_ticket_tickets_id_fk" FOREIGN KEY ("ticket") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_asker_people_id_fk" FOREIGN KEY ("asker") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_space_spaces_id_fk" FOREIGN KEY ("space") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_source_question_questions_reference_fk" FOREIGN KEY ("source_question") REFERENCES "public"."questions"("reference") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_outbound_outbound_id_fk" FOREIGN KEY ("outbound") REFERENCES "public"."outbound"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_installation_installations_id_fk" FOREIGN KEY ("installation") REFERENCES "public"."installations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbound" ADD CONSTRAINT "outbound_to_space_spaces_id_fk" FOREIGN KEY ("to_space") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbound" ADD CONSTRAINT "outbound_to_person_people_id_fk" FOREIGN KEY ("to_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_installation_installations_id_fk" FOREIGN KEY ("installation") REFERENCES "public"."installations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_direct_space_spaces_id_fk" FOREIGN KEY ("direct_space") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spaces" ADD CONSTRAINT "spaces_installation_installations_id_fk" FOREIGN KEY ("installation") REFERENCES "public"."installations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_installation_installations_id_fk" FOREIGN KEY ("installation") REFERENCES "public"."installations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timers" ADD CONSTRAINT "timers_lane_lanes_id_fk" FOREIGN KEY ("lane") REFERENCES "public"."lanes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript" ADD CONSTRAINT "transcript_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript" ADD CONSTRAINT "transcript_space_spaces_id_fk" FOREIGN KEY ("space") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript" ADD CONSTRAINT "transcript_turn" FOREIGN KEY ("lane","revision") REFERENCES "public"."turns"("lane","revision") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_lane_lanes_id_fk" FOREIGN KEY ("lane") REFERENCES "public"."lanes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_on_what" ON "audit" USING btree ("on_what");--> statement-breakpoint
CREATE INDEX "questions_asker" ON "questions" USING btree ("asker");--> statement-breakpoint
CREATE INDEX "questions_space" ON "questions" USING btree ("space");--> statement-breakpoint
CREATE INDEX "questions_at" ON "questions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "ticket_messages_ticket" ON "ticket_messages" USING btree ("ticket");--> statement-breakpoint
CREATE INDEX "ticket_messages_person" ON "ticket_messages" USING btree ("person");--> statement-breakpoint
CREATE INDEX "tickets_waiting" ON "tickets" USING btree ("desk","created_at") WHERE state in ('open', 'taken');--> statement-breakpoint
CREATE INDEX "tickets_asker" ON "tickets" USING btree ("asker");--> statement-breakpoint
CREATE INDEX "tickets_space" ON "tickets" USING btree ("space");--> statement-breakpoint
CREATE INDEX "tickets_source_question" ON "tickets" USING btree ("source_question");--> statement-breakpoint
CREATE INDEX "tickets_taken_by" ON "tickets" USING btree ("taken_by");--> statement-breakpoint
CREATE INDEX "deliveries_installation" ON "deliveries" USING btree ("installation");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("priority" DESC NULLS FIRST,"position") WHERE state in ('queued', 'later');--> statement-breakpoint
CREATE INDEX "deliveries_chat" ON "deliveries" USING btree ("chat","position") WHERE state in ('queued', 'later', 'sending');--> statement-breakpoint
CREATE INDEX "deliveries_unsure" ON "deliveries" USING btree ("updated_at") WHERE state in ('sending', 'uncertain');--> statement-breakpoint
CREATE INDEX "outbound_to_space" ON "outbound" USING btree ("to_space");--> statement-breakpoint
CREATE INDEX "outbound_to_person" ON "outbound" USING btree ("to_person") WHERE to_person is not null;--> statement-breakpoint
CREATE INDEX "outbound_card" ON "outbound" USING btree ("to_space","card_key") WHERE card_key is not null;--> statement-breakpoint
CREATE INDEX "outbound_created_at" ON "outbound" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("person");--> statement-breakpoint
CREATE INDEX "accounts_direct_space" ON "accounts" USING btree ("direct_space");--> statement-breakpoint
CREATE INDEX "consents_person" ON "consents" USING btree ("person");--> statement-breakpoint
CREATE INDEX "playground_messages_space" ON "playground_messages" USING btree ("space","id");--> statement-breakpoint
CREATE INDEX "playground_messages_unacknowledged" ON "playground_messages" USING btree ("id") WHERE acknowledged_at is null and author <> 'bot';--> statement-breakpoint
CREATE INDEX "effects_lane" ON "effects" USING btree ("lane");--> statement-breakpoint
CREATE INDEX "effects_performed_at" ON "effects" USING btree ("performed_at");--> statement-breakpoint
CREATE INDEX "failed_events_lane" ON "failed_events" USING btree ("lane");--> statement-breakpoint
CREATE INDEX "failed_events_at" ON "failed_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "inbound_received_at" ON "inbound" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "timers_due_at" ON "timers" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "transcript_turn" ON "transcript" USING btree ("lane","revision");--> statement-breakpoint
CREATE INDEX "transcript_person" ON "transcript" USING btree ("person");--> statement-breakpoint
CREATE INDEX "transcript_space" ON "transcript" USING btree ("space");--> statement-breakpoint
CREATE INDEX "transcript_said_at" ON "transcript" USING btree ("said_at");--> statement-breakpoint
CREATE INDEX "turns_at" ON "turns" USING btree ("at");