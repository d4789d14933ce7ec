ALTER TABLE "webhook_endpoints" RENAME COLUMN "store_id" TO "owner_id";--> statement-breakpoint
ALTER TABLE "webhook_messages" RENAME COLUMN "store_id" TO "owner_id";--> statement-breakpoint
DROP INDEX "webhook_messages_store";--> statement-breakpoint
CREATE INDEX "webhook_messages_store" ON "webhook_messages" USING btree ("owner_id","made_at");