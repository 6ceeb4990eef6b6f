CREATE TABLE "case_file_bytes" (
	"file" text PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_files" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"person" text NOT NULL,
	"item" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"state" text DEFAULT 'fetching' NOT NULL,
	"kind" text,
	"size" integer,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"received_at" timestamp with time zone,
	"taken_at" timestamp with time zone,
	"taken_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_files_state" CHECK (state in ('fetching', 'received', 'refused', 'withdrawn', 'replaced'))
);
--> statement-breakpoint
CREATE TABLE "playground_files" (
	"id" text PRIMARY KEY NOT NULL,
	"author" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_file_bytes" ADD CONSTRAINT "case_file_bytes_file_case_files_id_fk" FOREIGN KEY ("file") REFERENCES "public"."case_files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_files" ADD CONSTRAINT "case_files_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_files" ADD CONSTRAINT "case_files_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_files_case" ON "case_files" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_files_person" ON "case_files" USING btree ("person","created_at");--> statement-breakpoint
CREATE INDEX "case_files_fetching" ON "case_files" USING btree ("due_at") WHERE state = 'fetching';--> statement-breakpoint
CREATE INDEX "case_files_received" ON "case_files" USING btree ("received_at") WHERE state = 'received';--> statement-breakpoint
CREATE INDEX "playground_files_at" ON "playground_files" USING btree ("at");