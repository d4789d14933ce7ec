ALTER TABLE "stores" ADD COLUMN "order_page" text;--> statement-breakpoint
UPDATE "stores" SET "order_page" = CASE "store_links"."kind"
  WHEN 'shopify' THEN 'https://' || "store_links"."address" || '/admin/orders/{id}'
  ELSE 'https://' || "store_links"."address" || '/wp-admin/post.php?post={id}&action=edit' END
  FROM "store_links" WHERE "store_links"."store_id" = "stores"."id" AND "store_links"."kind" IN ('shopify', 'woocommerce');
