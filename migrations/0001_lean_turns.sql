ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_installation_installations_id_fk";
--> statement-breakpoint
ALTER TABLE "outbound" DROP CONSTRAINT "outbound_to_space_spaces_id_fk";
--> statement-breakpoint
ALTER TABLE "inbound" DROP CONSTRAINT "inbound_installation_installations_id_fk";
--> statement-breakpoint
ALTER TABLE "transcript" DROP CONSTRAINT "transcript_person_people_id_fk";
--> statement-breakpoint
ALTER TABLE "transcript" DROP CONSTRAINT "transcript_space_spaces_id_fk";
--> statement-breakpoint
DROP INDEX "deliveries_installation";--> statement-breakpoint
DROP INDEX "outbound_to_space";--> statement-breakpoint
DROP INDEX "transcript_turn";--> statement-breakpoint
DROP INDEX "transcript_person";--> statement-breakpoint
DROP INDEX "transcript_space";--> statement-breakpoint
DROP INDEX "transcript_said_at";--> statement-breakpoint
ALTER TABLE "transcript" DROP COLUMN "id";--> statement-breakpoint
ALTER TABLE "transcript" ADD CONSTRAINT "transcript_key" PRIMARY KEY("lane","revision");--> statement-breakpoint
ALTER TABLE "transcript" DROP COLUMN "person";