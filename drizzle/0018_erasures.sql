CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"store" text NOT NULL,
	"external_id" text,
	"number" text,
	"person" text,
	"salt" text,
	"address" boolean NOT NULL,
	"words" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"pending" boolean DEFAULT true NOT NULL,
	"fields" integer DEFAULT 0 NOT NULL,
	"files" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "words_erased_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_order" ON "erasures" USING btree ("store","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "erasures_wide" ON "erasures" USING btree ("store") WHERE external_id is null;--> statement-breakpoint
CREATE INDEX "erasures_at" ON "erasures" USING btree ("at");--> statement-breakpoint
CREATE INDEX "erasures_to_do" ON "erasures" USING btree ("at") WHERE pending;--> statement-breakpoint
CREATE INDEX "messages_subject" ON "messages" USING btree (split_part("subject", '/', 1));--> statement-breakpoint
CREATE INDEX "orders_kept" ON "orders" USING btree ("received_at","id") WHERE erased_at is null;--> statement-breakpoint
CREATE INDEX "orders_words_kept" ON "orders" USING btree ("received_at","id") WHERE words_erased_at is null;