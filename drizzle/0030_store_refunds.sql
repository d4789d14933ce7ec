CREATE TABLE "store_refunds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"status" text DEFAULT 'wanted' NOT NULL,
	"wanted_at" timestamp with time zone NOT NULL,
	"wanted_by" text NOT NULL,
	"lines" jsonb NOT NULL,
	"left_minor" bigint NOT NULL,
	"wanted_minor" bigint,
	"resolution" text,
	"note" text,
	"offers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"offer" integer,
	"asked_at" timestamp with time zone,
	"asked_by" text,
	"entry_id" bigint,
	"declines" integer DEFAULT 0 NOT NULL,
	"why" text,
	"external_id" text,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "case_entries" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "store_links" ADD COLUMN "refunds" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "store_refunds_case" ON "store_refunds" USING btree ("case_id","wanted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "store_refunds_live" ON "store_refunds" USING btree ("case_id") WHERE status not in ('done', 'ended');