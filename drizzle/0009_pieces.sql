CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"purchase_order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"price_minor" bigint,
	"currency" text,
	"sku" text,
	"offered_at" timestamp with time zone NOT NULL,
	"offered_by" text NOT NULL,
	"accepted_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"decided_by" text
);
--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ADD COLUMN "waiting" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ADD COLUMN "backordered" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ADD COLUMN "declined" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "answers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "answered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "answered_by" text;--> statement-breakpoint
CREATE INDEX "offers_purchase_order" ON "offers" USING btree ("purchase_order_id");--> statement-breakpoint
-- What nobody acknowledged before this day still waits for an answer.
UPDATE "purchase_order_lines" SET "waiting" = "purchase_order_lines"."quantity" FROM "purchase_orders" WHERE "purchase_orders"."id" = "purchase_order_lines"."purchase_order_id" AND "purchase_orders"."acknowledged_at" IS NULL;
