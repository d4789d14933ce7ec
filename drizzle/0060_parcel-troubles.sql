CREATE TABLE "carrier_silences" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"carrier" text NOT NULL,
	"carrier_name" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"noticed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "parcel_cases" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"shipment_id" uuid NOT NULL,
	"shared_at" timestamp with time zone,
	"question" text,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"complaint_id" uuid
);
--> statement-breakpoint
CREATE TABLE "parcel_limits" (
	"store" text PRIMARY KEY NOT NULL,
	"limits" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parcel_looks" (
	"shipment_id" uuid PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parcel_troubles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shipment_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"purchase_order_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"part" text NOT NULL,
	"carrier_name" text NOT NULL,
	"number" text NOT NULL,
	"trouble" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"noticed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"how" text,
	"case_id" uuid,
	"notified" text,
	"staff_notified" text
);
--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "tag_since" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "carrier_silences_open" ON "carrier_silences" USING btree ("carrier") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "carrier_silences_carrier" ON "carrier_silences" USING btree ("carrier","ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "parcel_cases_shipment" ON "parcel_cases" USING btree ("shipment_id");--> statement-breakpoint
CREATE INDEX "parcel_looks_next" ON "parcel_looks" USING btree ("next_at");--> statement-breakpoint
CREATE UNIQUE INDEX "parcel_troubles_once" ON "parcel_troubles" USING btree ("shipment_id","number","trouble");--> statement-breakpoint
CREATE INDEX "parcel_troubles_open" ON "parcel_troubles" USING btree ("noticed_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "parcel_troubles_case" ON "parcel_troubles" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "parcel_troubles_purchase_order" ON "parcel_troubles" USING btree ("purchase_order_id");--> statement-breakpoint
CREATE INDEX "parcel_troubles_digest" ON "parcel_troubles" USING btree ("noticed_at") WHERE staff_notified = 'digest' or notified = 'digest';--> statement-breakpoint
CREATE INDEX "shipments_said" ON "shipments" USING btree ("carrier","said_at") WHERE said_at is not null;