CREATE TABLE "console_channels" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "console_clock" (
	"id" integer PRIMARY KEY NOT NULL,
	"revision" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "console_messages" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"channel" text NOT NULL,
	"thread" bigint,
	"card" jsonb NOT NULL,
	"revision" bigint NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	CONSTRAINT "console_messages_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"source" text NOT NULL,
	"key" text NOT NULL,
	"heard_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"about" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"key" text PRIMARY KEY NOT NULL,
	"heard" jsonb,
	"heard_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"room_id" uuid PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"owner" text,
	"parked_at" timestamp with time zone,
	"parked_why" text
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"room_id" uuid NOT NULL,
	"thread_of" uuid,
	"card" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"shown_version" integer DEFAULT 0 NOT NULL,
	"ref" text,
	"posted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"room_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sending_since" timestamp with time zone,
	"owed_at" timestamp with time zone NOT NULL,
	"why" text
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"chat" text NOT NULL,
	"channel" text NOT NULL,
	"name" text NOT NULL,
	"side" text NOT NULL,
	"purpose" text,
	"supplier_id" uuid,
	"listed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"command" text NOT NULL,
	"input" jsonb NOT NULL,
	"asks" jsonb NOT NULL,
	"room_id" uuid NOT NULL,
	"user" text,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"order_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"position" integer NOT NULL,
	"sku" text,
	"title" text NOT NULL,
	"options" text,
	"quantity" integer NOT NULL,
	"price_minor" bigint NOT NULL,
	"image_url" text,
	"requires_shipping" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"store_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"number" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"placed_offset" text,
	"updated_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"financial_status" text,
	"method" text,
	"customer_note" text,
	"held_at" timestamp with time zone,
	"hold_reason" text,
	"hold_note" text,
	"held_by" text,
	"cancelled_at" timestamp with time zone,
	"cancel_reason" text,
	"forwarded_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ship_tos" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"company" text,
	"street" text,
	"street2" text,
	"city" text,
	"region" text,
	"postal_code" text,
	"country" text,
	"phone" text,
	"email" text
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"purchase_order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"what" text NOT NULL,
	"quantities" jsonb NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"answered_by" text,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "purchase_order_lines" (
	"purchase_order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "purchase_order_lines_purchase_order_id_order_line_id_pk" PRIMARY KEY("purchase_order_id","order_line_id")
);
--> statement-breakpoint
CREATE TABLE "purchase_orders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"order_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"number" text NOT NULL,
	"drafted_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"ship_by" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	"promised_on" date,
	"declined_at" timestamp with time zone,
	"declined_by" text,
	"decline_reason" text,
	"decline_note" text,
	"partly_shipped_at" timestamp with time zone,
	"shipped_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "former_numbers" (
	"shipment_id" uuid NOT NULL,
	"carrier_name" text NOT NULL,
	"number" text NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL,
	"replaced_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipment_lines" (
	"shipment_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "shipment_lines_shipment_id_order_line_id_pk" PRIMARY KEY("shipment_id","order_line_id")
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"purchase_order_id" uuid NOT NULL,
	"carrier" text NOT NULL,
	"carrier_name" text NOT NULL,
	"number" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stores" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"auto_forward_at" timestamp with time zone,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"supplier_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"user" text NOT NULL,
	"name" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supplier_skus" (
	"sku_key" text NOT NULL,
	"sku" text NOT NULL,
	"supplier_id" uuid NOT NULL,
	"listed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "supplier_skus_sku_key_supplier_id_pk" PRIMARY KEY("sku_key","supplier_id")
);
--> statement-breakpoint
CREATE TABLE "suppliers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"ship_hours" integer NOT NULL,
	"instructions" text,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "console_messages" ADD CONSTRAINT "console_messages_thread_console_messages_id_fk" FOREIGN KEY ("thread") REFERENCES "public"."console_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "console_messages_roots" ON "console_messages" USING btree ("channel","id") WHERE "console_messages"."thread" is null;--> statement-breakpoint
CREATE INDEX "console_messages_thread" ON "console_messages" USING btree ("thread","id");--> statement-breakpoint
CREATE INDEX "console_messages_revision" ON "console_messages" USING btree ("revision");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_key" ON "deliveries" USING btree ("source","key");--> statement-breakpoint
CREATE INDEX "events_about" ON "events" USING btree ("about","id");--> statement-breakpoint
CREATE INDEX "inbox_open" ON "inbox" USING btree ("lease_until") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "lanes_next" ON "lanes" USING btree ("next_at");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_place" ON "messages" USING btree ("kind","subject","room_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_queued" ON "outbox" USING btree ("message_id") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("room_id","id") WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "rooms_channel" ON "rooms" USING btree ("chat","channel");--> statement-breakpoint
CREATE INDEX "rooms_supplier" ON "rooms" USING btree ("supplier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_lines_external" ON "order_lines" USING btree ("order_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_external" ON "orders" USING btree ("store_id","external_id");--> statement-breakpoint
CREATE INDEX "orders_number" ON "orders" USING btree ("number");--> statement-breakpoint
CREATE INDEX "orders_received" ON "orders" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "changes_purchase_order" ON "changes" USING btree ("purchase_order_id");--> statement-breakpoint
CREATE INDEX "purchase_order_lines_line" ON "purchase_order_lines" USING btree ("order_line_id");--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_orders_number" ON "purchase_orders" USING btree ("order_id","number");--> statement-breakpoint
CREATE INDEX "purchase_orders_by_number" ON "purchase_orders" USING btree ("number");--> statement-breakpoint
CREATE INDEX "purchase_orders_supplier" ON "purchase_orders" USING btree ("supplier_id","sent_at");--> statement-breakpoint
CREATE INDEX "former_numbers_number" ON "former_numbers" USING btree ("number");--> statement-breakpoint
CREATE INDEX "former_numbers_shipment" ON "former_numbers" USING btree ("shipment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shipments_number" ON "shipments" USING btree ("purchase_order_id","number");--> statement-breakpoint
CREATE INDEX "shipments_by_number" ON "shipments" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "stores_key" ON "stores" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_person" ON "contacts" USING btree ("supplier_id","chat","user");--> statement-breakpoint
CREATE INDEX "contacts_user" ON "contacts" USING btree ("chat","user");--> statement-breakpoint
CREATE INDEX "supplier_skus_supplier" ON "supplier_skus" USING btree ("supplier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppliers_name" ON "suppliers" USING btree (lower("name"));