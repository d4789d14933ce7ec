CREATE TABLE "mail_stops" (
	"address" text PRIMARY KEY NOT NULL,
	"why" text NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "suppliers" ADD COLUMN "mails_ship_to" boolean DEFAULT false NOT NULL;