CREATE TABLE "awaited_posters" (
	"event" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"person" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "poster_version" text;--> statement-breakpoint
ALTER TABLE "awaited_posters" ADD CONSTRAINT "awaited_posters_event_events_id_fk" FOREIGN KEY ("event") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awaited_posters" ADD CONSTRAINT "awaited_posters_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "awaited_posters_due" ON "awaited_posters" USING btree ("due_at");