ALTER TABLE "stores" ADD COLUMN "send_authorized_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "send_cash_on_delivery_at" timestamp with time zone;