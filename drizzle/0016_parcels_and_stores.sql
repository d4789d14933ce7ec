ALTER TABLE "purchase_order_lines" ADD COLUMN "returned" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "removed_shipments" ADD COLUMN "delivered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "delivered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "of_files" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "same_as" uuid;--> statement-breakpoint
UPDATE "stores" SET "of_files" = true WHERE "kind" = 'csv';--> statement-breakpoint
UPDATE "shipments" SET "delivered_at" = "po"."delivered_at" FROM "purchase_orders" "po" WHERE "po"."id" = "shipments"."purchase_order_id" AND "po"."delivered_at" IS NOT NULL;--> statement-breakpoint
UPDATE "purchase_order_lines" "pin" SET "returned" = "back"."pieces" FROM (SELECT "r"."purchase_order_id", "l"."order_line_id", sum("l"."quantity" - coalesce(("l"."fates"->>'missing')::int, 0) - coalesce(("l"."fates"->>'wrong')::int, 0))::int AS "pieces" FROM "return_lines" "l" JOIN "returns" "r" ON "r"."case_id" = "l"."case_id" WHERE "r"."received_at" IS NOT NULL GROUP BY 1, 2) "back" WHERE "back"."purchase_order_id" = "pin"."purchase_order_id" AND "back"."order_line_id" = "pin"."order_line_id";
