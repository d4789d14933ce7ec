CREATE TABLE "removed_shipments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purchase_order_id" uuid NOT NULL,
	"carrier" text NOT NULL,
	"carrier_name" text NOT NULL,
	"number" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"scan_by" timestamp with time zone,
	"scanned_at" timestamp with time zone,
	"pieces" jsonb NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	"removed_by" text NOT NULL,
	"why" text
);
--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "told_quantity" integer;--> statement-breakpoint
ALTER TABLE "ship_tos" ADD COLUMN "told" text;--> statement-breakpoint
CREATE INDEX "removed_shipments_purchase_order" ON "removed_shipments" USING btree ("purchase_order_id");