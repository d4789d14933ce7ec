CREATE TABLE "feed_states" (
	"feed" text PRIMARY KEY NOT NULL,
	"failing_since" timestamp with time zone,
	"why" text,
	"quota_left" integer,
	"quota_of" integer,
	"quota_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "followed_numbers" (
	"feed" text NOT NULL,
	"number" text NOT NULL,
	"carrier" text NOT NULL,
	"carrier_name" text NOT NULL,
	"is_back" boolean DEFAULT false NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"registered_at" timestamp with time zone,
	"refused" text,
	"read_at" timestamp with time zone,
	CONSTRAINT "followed_numbers_feed_number_pk" PRIMARY KEY("feed","number")
);
--> statement-breakpoint
ALTER TABLE "returns" ADD COLUMN "scanned_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "followed_numbers_waiting" ON "followed_numbers" USING btree ("feed","asked_at") WHERE registered_at is null and refused is null;--> statement-breakpoint
CREATE INDEX "followed_numbers_read" ON "followed_numbers" USING btree ("read_at") WHERE read_at is not null;