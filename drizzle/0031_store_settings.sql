ALTER TABLE "store_links" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "keep_addresses_days" integer;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "keep_words_days" integer;