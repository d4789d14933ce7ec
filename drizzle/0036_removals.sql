ALTER TABLE "rooms" ADD COLUMN "quiet_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "suppliers" ADD COLUMN "removed_at" timestamp with time zone;