ALTER TABLE "orders" ADD COLUMN "cancelled_in_store_at" timestamp with time zone;--> statement-breakpoint
-- What a store cancelled, and no person here, is open again once the store has it again.
UPDATE "orders" SET "cancelled_in_store_at" = "orders"."cancelled_at" FROM "events"
  WHERE "events"."about" = "orders"."id"::text AND "events"."name" = 'order.cancelled'
  AND "events"."actor"->>'side' = 'system' AND "orders"."cancelled_at" IS NOT NULL;
