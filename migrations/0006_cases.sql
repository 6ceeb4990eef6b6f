CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_name_key" UNIQUE("name"),
	CONSTRAINT "api_keys_hash_key" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "case_attempts" (
	"scope" text NOT NULL,
	"subject" text NOT NULL,
	"failed" integer NOT NULL,
	"blocked_until" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_attempts_key" PRIMARY KEY("scope","subject"),
	CONSTRAINT "case_attempts_scope" CHECK (scope in ('person', 'case', 'space'))
);
--> statement-breakpoint
CREATE TABLE "case_bindings" (
	"case_id" text NOT NULL,
	"person" text NOT NULL,
	"proof" text NOT NULL,
	"muted" boolean DEFAULT false NOT NULL,
	"remind_at" timestamp with time zone,
	"bound_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_bindings_key" PRIMARY KEY("case_id","person")
);
--> statement-breakpoint
CREATE TABLE "case_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" text NOT NULL,
	"change_hash" text NOT NULL,
	"status" text NOT NULL,
	"previous_status" text,
	"sealed" "bytea" NOT NULL,
	"due_at" timestamp with time zone,
	"visible" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"by" text NOT NULL,
	"told" text DEFAULT 'nobody' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_changes_change_key" UNIQUE("change_hash"),
	CONSTRAINT "case_changes_told" CHECK (told in ('nobody', 'told', 'unreachable'))
);
--> statement-breakpoint
CREATE TABLE "case_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text,
	"person" text,
	"kind" text NOT NULL,
	"code_hash" text NOT NULL,
	"sealed" "bytea",
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"number_hash" text NOT NULL,
	"phone_hash" text NOT NULL,
	"programme" text NOT NULL,
	"status" text NOT NULL,
	"masked" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"due_at" timestamp with time zone,
	"visible" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"digest" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cases_number_key" UNIQUE("number_hash")
);
--> statement-breakpoint
ALTER TABLE "case_bindings" ADD CONSTRAINT "case_bindings_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_bindings" ADD CONSTRAINT "case_bindings_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_changes" ADD CONSTRAINT "case_changes_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_codes" ADD CONSTRAINT "case_codes_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_codes" ADD CONSTRAINT "case_codes_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_attempts_last_at" ON "case_attempts" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "case_bindings_person" ON "case_bindings" USING btree ("person");--> statement-breakpoint
CREATE INDEX "case_bindings_remind_at" ON "case_bindings" USING btree ("remind_at") WHERE remind_at is not null;--> statement-breakpoint
CREATE INDEX "case_changes_case" ON "case_changes" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "case_changes_unreachable" ON "case_changes" USING btree ("recorded_at") WHERE told = 'unreachable';--> statement-breakpoint
CREATE INDEX "case_codes_case" ON "case_codes" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_codes_person" ON "case_codes" USING btree ("person");--> statement-breakpoint
CREATE INDEX "case_codes_expires_at" ON "case_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "case_codes_to_send" ON "case_codes" USING btree ("created_at") WHERE sealed is not null;--> statement-breakpoint
CREATE INDEX "cases_updated_at" ON "cases" USING btree ("updated_at");