CREATE TABLE "checkpoints" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"tag" text,
	"detail" text,
	"status" text NOT NULL,
	"words" text,
	"place" text,
	"feed" text NOT NULL,
	"heard_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "tag" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "detail" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "says" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "said_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "checkpoints_once" ON "checkpoints" USING btree ("number","key");--> statement-breakpoint
CREATE INDEX "checkpoints_heard" ON "checkpoints" USING btree ("heard_at");