DROP INDEX "orders_number";--> statement-breakpoint
DROP INDEX "purchase_orders_by_number";--> statement-breakpoint
CREATE INDEX "orders_by_number" ON "orders" USING btree ((lower("number") collate "C"));--> statement-breakpoint
CREATE INDEX "purchase_orders_by_key" ON "purchase_orders" USING btree ((lower("number") collate "C"));--> statement-breakpoint
CREATE INDEX "purchase_orders_supplier_key" ON "purchase_orders" USING btree ("supplier_id",(lower("number") collate "C"));--> statement-breakpoint
CREATE INDEX "purchase_orders_drafted" ON "purchase_orders" USING btree ("drafted_at");--> statement-breakpoint
CREATE INDEX "supplier_skus_patterns" ON "supplier_skus" USING btree ("sku_key") WHERE sku_key like '%*%';