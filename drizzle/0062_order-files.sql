CREATE TABLE "order_files" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"mark" text NOT NULL
);
