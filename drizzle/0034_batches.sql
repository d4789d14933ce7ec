CREATE TABLE "batch_items" (
	"batch_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"subject" uuid NOT NULL,
	"number" text NOT NULL,
	"outcome" text,
	"why" text,
	CONSTRAINT "batch_items_batch_id_position_pk" PRIMARY KEY("batch_id","position")
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"command" text NOT NULL,
	"argument" text NOT NULL,
	"input" jsonb NOT NULL,
	"thing" text NOT NULL,
	"deed" text NOT NULL,
	"asked_by" jsonb NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
