CREATE TABLE "access_links" (
	"id" text PRIMARY KEY NOT NULL,
	"room_id" uuid NOT NULL,
	"user" text NOT NULL,
	"kind" text,
	"subject" text,
	"made_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "access_links_room" ON "access_links" USING btree ("room_id","user");