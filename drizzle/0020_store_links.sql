CREATE TABLE "fulfilled_orders" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"elsewhere" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"told_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"why" text
);
--> statement-breakpoint
CREATE TABLE "fulfilments" (
	"shipment_id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"intended_at" timestamp with time zone NOT NULL,
	"external_id" text,
	"number" text,
	"told_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "task_queues" (
	"name" text PRIMARY KEY NOT NULL,
	"paused_until" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"owner" text
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"queue" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"failing_since" timestamp with time zone,
	"why" text,
	"reported_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "store_links" (
	"store_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"secrets" text,
	"notes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"notifies_customers" boolean DEFAULT true NOT NULL,
	"completes_orders" boolean DEFAULT false NOT NULL,
	"connected_at" timestamp with time zone NOT NULL,
	"connected_by" text NOT NULL,
	"checked_at" timestamp with time zone,
	"troubles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"read_until" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "fulfilments_order" ON "fulfilments" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_subject" ON "tasks" USING btree ("name","subject");--> statement-breakpoint
CREATE INDEX "tasks_due" ON "tasks" USING btree ("queue","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "store_links_address" ON "store_links" USING btree ("kind","address");