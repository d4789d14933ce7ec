CREATE TABLE "mailboxes" (
	"name" text PRIMARY KEY NOT NULL,
	"uid_validity" text NOT NULL,
	"uid" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "received_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" bigserial NOT NULL,
	"via" text NOT NULL,
	"to" text NOT NULL,
	"from" text,
	"raw" "bytea",
	"received_at" timestamp with time zone NOT NULL,
	"message_id" uuid,
	"done_at" timestamp with time zone,
	"outcome" text,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"address" text NOT NULL,
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"whole" text NOT NULL,
	"lacks" jsonb DEFAULT '[]' NOT NULL,
	"room_id" uuid,
	"purchase_order_id" uuid,
	"order_id" uuid,
	"settled_at" timestamp with time zone,
	"settled_by" text
);
--> statement-breakpoint
ALTER TABLE "utterances" ADD COLUMN "whole" text;--> statement-breakpoint
CREATE INDEX "received_mails_open" ON "received_mails" USING btree ("position") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "received_mails_from" ON "received_mails" USING btree ("from","received_at");--> statement-breakpoint
CREATE INDEX "received_mails_message" ON "received_mails" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "mails_order" ON "mails" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "mails_purchase_order" ON "mails" USING btree ("purchase_order_id");