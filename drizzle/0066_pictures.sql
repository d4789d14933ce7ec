CREATE TABLE "product_pictures" (
	"key" text PRIMARY KEY NOT NULL,
	"type" text,
	"bytes" "bytea",
	"fetched_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "product_pictures_fetched" ON "product_pictures" USING btree ("fetched_at");--> statement-breakpoint
CREATE INDEX "order_lines_picture" ON "order_lines" USING btree (md5("image_url")) WHERE image_url is not null;--> statement-breakpoint
CREATE INDEX "purchase_order_lines_picture" ON "purchase_order_lines" USING btree (md5("image_url")) WHERE image_url is not null;