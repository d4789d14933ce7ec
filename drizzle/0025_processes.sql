ALTER TABLE "inbox" ADD COLUMN "process" text;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "process" text;