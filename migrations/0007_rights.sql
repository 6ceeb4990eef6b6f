CREATE TABLE "erasures" (
	"account" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"person" text NOT NULL,
	"other" text,
	"confirmed_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"joined_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "link_codes_code_key" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "link_tries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "link_tries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "merged_into" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "merged_runs" integer;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "erasure_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "link_codes" ADD CONSTRAINT "link_codes_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_codes" ADD CONSTRAINT "link_codes_other_people_id_fk" FOREIGN KEY ("other") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_tries" ADD CONSTRAINT "link_tries_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_codes_person" ON "link_codes" USING btree ("person");--> statement-breakpoint
CREATE INDEX "link_codes_other" ON "link_codes" USING btree ("other");--> statement-breakpoint
CREATE INDEX "link_codes_accepted" ON "link_codes" USING btree ("accepted_at") WHERE accepted_at is not null and joined_at is null;--> statement-breakpoint
CREATE INDEX "link_tries_person" ON "link_tries" USING btree ("person","at");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_merged_into_people_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "people_merged_into" ON "people" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "people_erasure_asked" ON "people" USING btree ("erasure_asked_at") WHERE erasure_asked_at is not null and erased_at is null;