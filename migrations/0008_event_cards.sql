CREATE TABLE "event_cards" (
	"space" text NOT NULL,
	"event" text NOT NULL,
	"thread" text,
	"posted" integer DEFAULT 1 NOT NULL,
	"edition" integer DEFAULT 1 NOT NULL,
	"shown" text,
	"shown_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_cards_key" PRIMARY KEY("space","event")
);
--> statement-breakpoint
ALTER TABLE "event_cards" ADD CONSTRAINT "event_cards_space_spaces_id_fk" FOREIGN KEY ("space") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "event_cards" ADD CONSTRAINT "event_cards_event_events_id_fk" FOREIGN KEY ("event") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_cards_event" ON "event_cards" USING btree ("event");