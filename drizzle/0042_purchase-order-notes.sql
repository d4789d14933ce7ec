ALTER TABLE "purchase_orders" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "noted_by" text;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "customer_note" text;