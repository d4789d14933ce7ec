CREATE TABLE "tracking_import_rows" (
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"place" text NOT NULL,
	"purchase_order" text NOT NULL,
	"purchase_order_id" uuid,
	"number" text NOT NULL,
	"carrier" text NOT NULL,
	"pieces" text NOT NULL,
	"verdict" text NOT NULL,
	"why" text,
	CONSTRAINT "tracking_import_rows_import_id_position_pk" PRIMARY KEY("import_id","position")
);
--> statement-breakpoint
CREATE TABLE "tracking_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"room_id" uuid,
	"supplier_id" uuid,
	"name" text NOT NULL,
	"files" jsonb NOT NULL,
	"carrier" text,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" text NOT NULL,
	"read_at" timestamp with time zone,
	"why" text,
	"confirmed_at" timestamp with time zone,
	"confirmed_by" jsonb,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "tracking_import_rows_purchase_order" ON "tracking_import_rows" USING btree ("purchase_order_id");--> statement-breakpoint
CREATE INDEX "tracking_imports_made" ON "tracking_imports" USING btree ("made_at");