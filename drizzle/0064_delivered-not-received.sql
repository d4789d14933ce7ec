CREATE TABLE "complaint_steps" (
	"case_id" uuid NOT NULL,
	"step" text NOT NULL,
	"note" text,
	"reference" text,
	"is_skipped" boolean NOT NULL,
	"done_at" timestamp with time zone NOT NULL,
	"done_by" text NOT NULL,
	CONSTRAINT "complaint_steps_case_id_step_pk" PRIMARY KEY("case_id","step")
);
--> statement-breakpoint
ALTER TABLE "case_files" ADD COLUMN "is_private" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "complaints" ADD COLUMN "step_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "complaints_step" ON "complaints" USING btree ("step_at") WHERE step_at is not null;