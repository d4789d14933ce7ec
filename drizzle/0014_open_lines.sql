ALTER TABLE "order_lines" ADD COLUMN "asked_of_suppliers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "in_parcels" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "order_lines_open" ON "order_lines" USING btree ("order_id") WHERE quantity - asked_of_suppliers - greatest(fulfilled - in_parcels, 0) > 0;--> statement-breakpoint
CREATE INDEX "orders_new" ON "orders" USING btree ("received_at","id") WHERE forwarded_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "orders_held" ON "orders" USING btree ("received_at","id") WHERE held_at is not null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "orders_cancelled" ON "orders" USING btree ("received_at","id") WHERE cancelled_at is not null;--> statement-breakpoint
CREATE INDEX "purchase_orders_to_ship" ON "purchase_orders" USING btree ("ship_by") WHERE shipped_at is null and declined_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "purchase_orders_to_acknowledge" ON "purchase_orders" USING btree ("acknowledge_by") WHERE sent_at is not null and acknowledged_at is null and shipped_at is null and declined_at is null and cancelled_at is null;--> statement-breakpoint
-- What of an order's lines suppliers are asked for and what is in their parcels, counted where it changes: so the lines that
-- nobody is asked for can be indexed.
CREATE FUNCTION "count_pieces"("lines" uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE order_lines AS line SET asked_of_suppliers = counted.asked, in_parcels = counted.shipped
  FROM (
    SELECT named.id,
      (SELECT coalesce(sum(part.quantity), 0)::int FROM purchase_order_lines AS part
        JOIN purchase_orders AS po ON po.id = part.purchase_order_id
        WHERE part.order_line_id = named.id AND po.replaces IS NULL AND po.declined_at IS NULL AND po.cancelled_at IS NULL) AS asked,
      (SELECT coalesce(sum(inside.quantity), 0)::int FROM order_lines AS own
        JOIN purchase_orders AS po ON po.order_id = own.order_id AND po.replaces IS NULL
        JOIN shipments AS parcel ON parcel.purchase_order_id = po.id
        JOIN shipment_lines AS inside ON inside.shipment_id = parcel.id AND inside.order_line_id = own.id
        WHERE own.id = named.id) AS shipped
    FROM (SELECT DISTINCT unnest(lines) AS id) AS named
  ) AS counted
  WHERE line.id = counted.id AND (line.asked_of_suppliers, line.in_parcels) IS DISTINCT FROM (counted.asked, counted.shipped);
END $$;--> statement-breakpoint
CREATE FUNCTION "count_new_pieces"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_pieces(array(SELECT order_line_id FROM added));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "count_changed_pieces"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_pieces(array[OLD.order_line_id]);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "count_pieces_of_purchase_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_pieces(array(SELECT order_line_id FROM purchase_order_lines WHERE purchase_order_id = NEW.id));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "count_new" AFTER INSERT ON "purchase_order_lines" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_new_pieces();--> statement-breakpoint
CREATE TRIGGER "count_changed" AFTER UPDATE ON "purchase_order_lines"
  FOR EACH ROW WHEN (OLD.quantity <> NEW.quantity) EXECUTE FUNCTION count_changed_pieces();--> statement-breakpoint
CREATE TRIGGER "count_removed" AFTER DELETE ON "purchase_order_lines"
  FOR EACH ROW EXECUTE FUNCTION count_changed_pieces();--> statement-breakpoint
CREATE TRIGGER "count_new" AFTER INSERT ON "shipment_lines" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_new_pieces();--> statement-breakpoint
CREATE TRIGGER "count_changed" AFTER UPDATE ON "shipment_lines"
  FOR EACH ROW WHEN (OLD.quantity <> NEW.quantity) EXECUTE FUNCTION count_changed_pieces();--> statement-breakpoint
CREATE TRIGGER "count_removed" AFTER DELETE ON "shipment_lines"
  FOR EACH ROW EXECUTE FUNCTION count_changed_pieces();--> statement-breakpoint
CREATE TRIGGER "count_ended" AFTER UPDATE ON "purchase_orders"
  FOR EACH ROW WHEN ((OLD.declined_at IS NULL AND OLD.cancelled_at IS NULL) <> (NEW.declined_at IS NULL AND NEW.cancelled_at IS NULL))
  EXECUTE FUNCTION count_pieces_of_purchase_order();--> statement-breakpoint
SELECT count_pieces(array(SELECT order_line_id FROM purchase_order_lines));
