ALTER TABLE "returns" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "store_state" text;--> statement-breakpoint
CREATE UNIQUE INDEX "returns_external" ON "returns" USING btree ("order_id","external_id","purchase_order_id");