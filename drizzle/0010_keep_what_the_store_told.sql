ALTER TABLE "order_lines" ADD COLUMN "told_quantity" integer;--> statement-breakpoint
ALTER TABLE "ship_tos" ADD COLUMN "told" text;