DROP INDEX "order_lines_open";--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "open_pieces" integer GENERATED ALWAYS AS (quantity - asked_of_suppliers - greatest(fulfilled - in_parcels, 0)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "ship_tos_email" ON "ship_tos" USING btree ((lower("email") collate "C"));--> statement-breakpoint
CREATE INDEX "removed_shipments_number" ON "removed_shipments" USING btree ("number");--> statement-breakpoint
CREATE INDEX "order_lines_open" ON "order_lines" USING btree ("order_id") WHERE open_pieces > 0;