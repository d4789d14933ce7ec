ALTER TABLE "changes" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ADD COLUMN "position" integer;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ADD COLUMN "sku" text;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ADD COLUMN "options" text;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ADD COLUMN "image_url" text;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ADD COLUMN "asked" integer;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "method" text;--> statement-breakpoint
-- What was sent before is on record as the order has it on this day: nothing older is known.
UPDATE "purchase_order_lines" SET "position" = "order_lines"."position", "sku" = "order_lines"."sku", "title" = "order_lines"."title", "options" = "order_lines"."options", "image_url" = "order_lines"."image_url", "asked" = "purchase_order_lines"."quantity" FROM "order_lines" WHERE "order_lines"."id" = "purchase_order_lines"."order_line_id";--> statement-breakpoint
UPDATE "purchase_orders" SET "method" = "orders"."method" FROM "orders" WHERE "orders"."id" = "purchase_orders"."order_id";--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ALTER COLUMN "position" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ALTER COLUMN "title" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_order_lines" ALTER COLUMN "asked" SET NOT NULL;
