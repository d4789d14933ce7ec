DROP INDEX "messages_ref";--> statement-breakpoint
CREATE INDEX "messages_ref" ON "messages" USING btree ("ref") WHERE ref is not null;--> statement-breakpoint
-- What new lines of purchase orders ask of suppliers is counted once a statement, however many lines it writes.
CREATE FUNCTION "count_newly_asked"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE order_lines AS line SET asked_of_suppliers = asked_of_suppliers + part.pieces
  FROM (
    SELECT added.order_line_id AS id, sum(added.quantity)::int AS pieces FROM added
    JOIN purchase_orders AS po ON po.id = added.purchase_order_id
    WHERE po.replaces IS NULL AND po.declined_at IS NULL AND po.cancelled_at IS NULL GROUP BY 1
  ) AS part WHERE line.id = part.id;
  RETURN NULL;
END $$;--> statement-breakpoint
DROP TRIGGER "count_asked" ON "purchase_order_lines";--> statement-breakpoint
CREATE TRIGGER "count_asked" AFTER DELETE ON "purchase_order_lines"
  FOR EACH ROW EXECUTE FUNCTION count_asked();--> statement-breakpoint
CREATE TRIGGER "count_newly_asked" AFTER INSERT ON "purchase_order_lines"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_newly_asked();
