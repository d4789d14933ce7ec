CREATE SEQUENCE "public"."case_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "budgets" (
	"room" text NOT NULL,
	"window_at" timestamp with time zone NOT NULL,
	"told" integer NOT NULL,
	CONSTRAINT "budgets_room_window_at_pk" PRIMARY KEY("room","window_at")
);
--> statement-breakpoint
CREATE TABLE "case_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"ledger" text NOT NULL,
	"kind" text NOT NULL,
	"currency" text NOT NULL,
	"minor" bigint NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"entered_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_files" (
	"case_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"shows" text,
	"side" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" text NOT NULL,
	CONSTRAINT "case_files_case_id_file_id_pk" PRIMARY KEY("case_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"purchase_order_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"owner_chat" text,
	"owner_user" text,
	"owner_name" text,
	"waiting_for" text NOT NULL,
	"answered_at" timestamp with time zone,
	"next_at" timestamp with time zone,
	"rung" integer DEFAULT 0 NOT NULL,
	"snoozed_until" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"close_reason" text,
	"close_note" text
);
--> statement-breakpoint
CREATE TABLE "ladders" (
	"kind" text PRIMARY KEY NOT NULL,
	"rungs" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "complaint_lines" (
	"case_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "complaint_lines_case_id_order_line_id_pk" PRIMARY KEY("case_id","order_line_id")
);
--> statement-breakpoint
CREATE TABLE "complaints" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"happened" text NOT NULL,
	"sent_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answered_by" text,
	"answer" text,
	"resolved_at" timestamp with time zone,
	"resolved_by" text,
	"resolution" text,
	"resolution_note" text,
	"replacement_id" uuid,
	"claim_by" timestamp with time zone,
	"claim_from" timestamp with time zone,
	"claim_since" text,
	"claim_evidence" jsonb NOT NULL,
	"claimed_at" timestamp with time zone,
	"warn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "conversation_ends" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"conversation_id" uuid NOT NULL,
	"side" text NOT NULL,
	CONSTRAINT "conversation_ends_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"about" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "utterances" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"position" bigserial NOT NULL,
	"conversation_id" uuid NOT NULL,
	"side" text,
	"chat" text,
	"user" text,
	"name" text,
	"room_id" uuid,
	"message" text,
	"text" text NOT NULL,
	"lacks" jsonb DEFAULT '[]' NOT NULL,
	"files" jsonb DEFAULT '[]' NOT NULL,
	"held_for" jsonb,
	"said_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	"earlier" jsonb DEFAULT '[]' NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "digest_hours" (
	"room_id" uuid PRIMARY KEY NOT NULL,
	"hour" integer
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"room_id" uuid NOT NULL,
	"day" date NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "digests_room_id_day_pk" PRIMARY KEY("room_id","day")
);
--> statement-breakpoint
CREATE TABLE "slack_files" (
	"file" uuid NOT NULL,
	"message" text NOT NULL,
	"ref" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"refused" text,
	CONSTRAINT "slack_files_file_message_pk" PRIMARY KEY("file","message")
);
--> statement-breakpoint
CREATE TABLE "cron_runs" (
	"tick" text PRIMARY KEY NOT NULL,
	"taken_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "heard_chats" (
	"chat" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ping_limit" (
	"id" integer PRIMARY KEY NOT NULL,
	"most" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pings" (
	"chat" text NOT NULL,
	"user" text NOT NULL,
	"day" date NOT NULL,
	"name" text NOT NULL,
	"called" integer DEFAULT 0 NOT NULL,
	"left_out" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "pings_chat_user_day_pk" PRIMARY KEY("chat","user","day")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"purchase_order_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"noticed_at" timestamp with time zone NOT NULL,
	"case_id" uuid,
	"told" text,
	"told_staff" text
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"purchase_order_id" uuid PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "return_lines" (
	"case_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"fates" jsonb,
	CONSTRAINT "return_lines_case_id_order_line_id_pk" PRIMARY KEY("case_id","order_line_id")
);
--> statement-breakpoint
CREATE TABLE "returns" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"purchase_order_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"happened" text NOT NULL,
	"approved_at" timestamp with time zone,
	"approved_by" text,
	"rma" text,
	"expires_at" timestamp with time zone,
	"return_to" text,
	"instructions" text,
	"declined_at" timestamp with time zone,
	"declined_by" text,
	"decline_reason" text,
	"decline_note" text,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" text,
	"carrier" text,
	"carrier_name" text,
	"tracking" text,
	"posted_at" timestamp with time zone,
	"received_at" timestamp with time zone,
	"received_by" text,
	"inspected_at" timestamp with time zone,
	"inspected_by" text,
	"refunded_at" timestamp with time zone,
	"credited_at" timestamp with time zone,
	"warn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"supplier_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"proposed_by" text NOT NULL,
	"accepted_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"answered_by" text,
	"note" text
);
--> statement-breakpoint
ALTER TABLE "console_messages" ALTER COLUMN "card" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "console_messages" ADD COLUMN "author" text;--> statement-breakpoint
ALTER TABLE "console_messages" ADD COLUMN "author_name" text;--> statement-breakpoint
ALTER TABLE "console_messages" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "console_messages" ADD COLUMN "files" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "console_messages" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "console_messages" ADD COLUMN "closed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "thread" text;--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "position" bigserial NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "closed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "shown_closed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "agreement_id" uuid;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "acknowledge_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "replaces" uuid;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "scan_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "scanned_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "case_entries_case" ON "case_entries" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_entries_order" ON "case_entries" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_one_late" ON "cases" USING btree ("purchase_order_id") WHERE kind = 'late' and closed_at is null;--> statement-breakpoint
CREATE INDEX "cases_purchase_order" ON "cases" USING btree ("purchase_order_id");--> statement-breakpoint
CREATE INDEX "cases_order" ON "cases" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("supplier_id","opened_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "cases_next" ON "cases" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "complaints_order" ON "complaints" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "complaints_replacement" ON "complaints" USING btree ("replacement_id") WHERE replacement_id is not null;--> statement-breakpoint
CREATE INDEX "complaints_warn" ON "complaints" USING btree ("warn_at") WHERE warn_at is not null;--> statement-breakpoint
CREATE INDEX "conversation_ends_conversation" ON "conversation_ends" USING btree ("conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "utterances_message" ON "utterances" USING btree ("room_id","message") WHERE message is not null;--> statement-breakpoint
CREATE INDEX "utterances_conversation" ON "utterances" USING btree ("conversation_id","position");--> statement-breakpoint
CREATE INDEX "pings_day" ON "pings" USING btree ("day");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("purchase_order_id","rule","due_at");--> statement-breakpoint
CREATE INDEX "notices_supplier" ON "notices" USING btree ("supplier_id","noticed_at");--> statement-breakpoint
CREATE INDEX "notices_case" ON "notices" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "notices_staff_digest" ON "notices" USING btree ("noticed_at") WHERE told_staff = 'digest';--> statement-breakpoint
CREATE INDEX "watches_next" ON "watches" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "returns_order" ON "returns" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "returns_tracking" ON "returns" USING btree ("tracking");--> statement-breakpoint
CREATE INDEX "returns_warn" ON "returns" USING btree ("warn_at") WHERE warn_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "agreements_version" ON "agreements" USING btree ("supplier_id","version");--> statement-breakpoint
CREATE INDEX "inbox_thread" ON "inbox" USING btree ("thread","position") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "messages_ref" ON "messages" USING btree ("ref");--> statement-breakpoint
-- What was sent before there was a clock is watched from now on.
INSERT INTO "watches" ("purchase_order_id", "next_at") SELECT "id", now() FROM "purchase_orders" WHERE "sent_at" IS NOT NULL AND "shipped_at" IS NULL AND "declined_at" IS NULL AND "cancelled_at" IS NULL;
