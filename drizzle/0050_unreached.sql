CREATE TABLE "unreached" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"supplier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"waiting" integer NOT NULL,
	"numbers" jsonb NOT NULL,
	"why" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "unreached_open" ON "unreached" USING btree ("supplier_id") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "unreached_card" ON "unreached" USING btree ("kind","subject");