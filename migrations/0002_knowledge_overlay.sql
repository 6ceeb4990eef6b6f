CREATE TABLE "knowledge_edits" (
	"clause" text NOT NULL,
	"version" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "knowledge_edits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"content" text,
	"base" text,
	"author" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "knowledge_edits_key" PRIMARY KEY("clause","version"),
	CONSTRAINT "knowledge_edits_id_key" UNIQUE("id"),
	CONSTRAINT "knowledge_edits_state" CHECK (state in ('live', 'withdrawn', 'draft'))
);
--> statement-breakpoint
CREATE TABLE "question_feedback" (
	"question" text NOT NULL,
	"person" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"masked" text,
	"sealed" "bytea",
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "question_feedback_key" PRIMARY KEY("question","person")
);
--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "detail" text;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "repeats" text;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "question_feedback" ADD CONSTRAINT "question_feedback_question_questions_reference_fk" FOREIGN KEY ("question") REFERENCES "public"."questions"("reference") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_feedback" ADD CONSTRAINT "question_feedback_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "question_feedback_person" ON "question_feedback" USING btree ("person");