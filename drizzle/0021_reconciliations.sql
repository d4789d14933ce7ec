CREATE TABLE "found_orders" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"found_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"store_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"compared_at" timestamp with time zone NOT NULL,
	"there" integer,
	"shown" integer NOT NULL,
	"here" integer NOT NULL,
	"found" integer NOT NULL,
	"passed_over" integer NOT NULL,
	"turned_away" integer NOT NULL,
	CONSTRAINT "reconciliations_store_id_since_pk" PRIMARY KEY("store_id","since")
);
--> statement-breakpoint
CREATE INDEX "found_orders_at" ON "found_orders" USING btree ("found_at");