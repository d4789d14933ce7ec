CREATE TABLE "unread_threads" (
	"thread" text PRIMARY KEY NOT NULL,
	"after" text NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"noted_at" timestamp with time zone NOT NULL
);
