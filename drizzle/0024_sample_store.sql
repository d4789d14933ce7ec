CREATE TABLE "sample_fulfilments" (
	"id" text PRIMARY KEY NOT NULL,
	"order_external_id" text NOT NULL,
	"order_number" text NOT NULL,
	"parcel" text NOT NULL,
	"carrier" text NOT NULL,
	"number" text NOT NULL,
	"url" text,
	"pieces" jsonb NOT NULL,
	"notified_at" timestamp with time zone,
	"fulfilled_at" timestamp with time zone NOT NULL
);
