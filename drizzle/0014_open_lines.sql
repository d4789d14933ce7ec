ALTER TABLE "order_lines" ADD COLUMN "asked_of_suppliers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "in_parcels" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "order_lines_open" ON "order_lines" USING btree ("order_id") WHERE quantity - asked_of_suppliers - greatest(fulfilled - in_parcels, 0) > 0;--> statement-breakpoint
CREATE INDEX "orders_new" ON "orders" USING btree ("received_at","id") WHERE forwarded_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "orders_held" ON "orders" USING btree ("received_at","id") WHERE held_at is not null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "orders_cancelled" ON "orders" USING btree ("received_at","id") WHERE cancelled_at is not null;--> statement-breakpoint
CREATE INDEX "purchase_orders_to_ship" ON "purchase_orders" USING btree ("ship_by") WHERE shipped_at is null and declined_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "purchase_orders_to_acknowledge" ON "purchase_orders" USING btree ("acknowledge_by") WHERE sent_at is not null and acknowledged_at is null and shipped_at is null and declined_at is null and cancelled_at is null;--> statement-breakpoint
-- What of an order's lines suppliers are asked for and what is in their parcels, counted where it changes: so the lines that
-- nobody is asked for can be indexed. What replaces other pieces is not the order's own.
UPDATE "order_lines" AS line SET "asked_of_suppliers" = counted.pieces FROM (
  SELECT part.order_line_id AS id, sum(part.quantity)::int AS pieces FROM purchase_order_lines AS part
  JOIN purchase_orders AS po ON po.id = part.purchase_order_id
  WHERE po.replaces IS NULL AND po.declined_at IS NULL AND po.cancelled_at IS NULL GROUP BY 1
) AS counted WHERE line.id = counted.id;--> statement-breakpoint
UPDATE "order_lines" AS line SET "in_parcels" = counted.pieces FROM (
  SELECT inside.order_line_id AS id, sum(inside.quantity)::int AS pieces FROM shipment_lines AS inside
  JOIN shipments AS parcel ON parcel.id = inside.shipment_id
  JOIN purchase_orders AS po ON po.id = parcel.purchase_order_id
  WHERE po.replaces IS NULL GROUP BY 1
) AS counted WHERE line.id = counted.id;--> statement-breakpoint
CREATE FUNCTION "count_asked"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE order_lines SET asked_of_suppliers = asked_of_suppliers + coalesce(NEW.quantity, 0) - coalesce(OLD.quantity, 0)
  WHERE id = coalesce(NEW.order_line_id, OLD.order_line_id) AND EXISTS (
    SELECT FROM purchase_orders WHERE id = coalesce(NEW.purchase_order_id, OLD.purchase_order_id)
      AND replaces IS NULL AND declined_at IS NULL AND cancelled_at IS NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "count_in_parcels"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE order_lines SET in_parcels = in_parcels + coalesce(NEW.quantity, 0) - coalesce(OLD.quantity, 0)
  WHERE id = coalesce(NEW.order_line_id, OLD.order_line_id) AND EXISTS (
    SELECT FROM shipments AS parcel JOIN purchase_orders AS po ON po.id = parcel.purchase_order_id
    WHERE parcel.id = coalesce(NEW.shipment_id, OLD.shipment_id) AND po.replaces IS NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "count_asked_of_ended"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sign int := CASE WHEN NEW.declined_at IS NULL AND NEW.cancelled_at IS NULL THEN 1 ELSE -1 END;
BEGIN
  UPDATE order_lines AS line SET asked_of_suppliers = asked_of_suppliers + sign * part.quantity
  FROM purchase_order_lines AS part WHERE part.purchase_order_id = NEW.id AND line.id = part.order_line_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "count_asked" AFTER INSERT OR DELETE ON "purchase_order_lines"
  FOR EACH ROW EXECUTE FUNCTION count_asked();--> statement-breakpoint
CREATE TRIGGER "count_asked_again" AFTER UPDATE ON "purchase_order_lines"
  FOR EACH ROW WHEN (OLD.quantity <> NEW.quantity) EXECUTE FUNCTION count_asked();--> statement-breakpoint
CREATE TRIGGER "count_in_parcels" AFTER INSERT OR UPDATE OR DELETE ON "shipment_lines"
  FOR EACH ROW EXECUTE FUNCTION count_in_parcels();--> statement-breakpoint
CREATE TRIGGER "count_asked_of_ended" AFTER UPDATE ON "purchase_orders"
  FOR EACH ROW WHEN (NEW.replaces IS NULL
    AND (OLD.declined_at IS NULL AND OLD.cancelled_at IS NULL) <> (NEW.declined_at IS NULL AND NEW.cancelled_at IS NULL))
  EXECUTE FUNCTION count_asked_of_ended();
