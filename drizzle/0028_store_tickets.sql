CREATE TABLE "store_tickets" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"name" text,
	"asked_by" text NOT NULL,
	"until" timestamp with time zone NOT NULL
);
