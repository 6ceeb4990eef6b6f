ALTER TABLE "events" ADD COLUMN "poster_bare" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "picture_id" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "picture_version" text;