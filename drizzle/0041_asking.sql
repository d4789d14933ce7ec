CREATE TABLE "questions" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"asker" text NOT NULL,
	"asked_by" text NOT NULL,
	"question" text NOT NULL,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "closures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"supplier_id" uuid NOT NULL,
	"days" jsonb NOT NULL,
	"announced_at" timestamp with time zone NOT NULL,
	"announced_by" text NOT NULL,
	"accepted_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"answered_by" text
);
--> statement-breakpoint
CREATE INDEX "closures_supplier" ON "closures" USING btree ("supplier_id","announced_at");