CREATE TABLE "mail_replies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"mail_id" uuid,
	"order_id" uuid,
	"case_id" uuid,
	"to" text NOT NULL,
	"sent_from" text,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"files" jsonb DEFAULT '[]' NOT NULL,
	"answers" text,
	"thread" jsonb DEFAULT '[]' NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"by_chat" text,
	"by_user" text,
	"by_name" text NOT NULL,
	"sent_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"why" text
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "customer_wrote_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "sent_to" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "answers" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "files" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "is_doubtful" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "matched_by" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "senders_orders" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "suggested_id" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "settled_how" text;--> statement-breakpoint
CREATE INDEX "mail_replies_mail" ON "mail_replies" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "mail_replies_order" ON "mail_replies" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "mail_replies_case" ON "mail_replies" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "mails_case" ON "mails" USING btree ("case_id");