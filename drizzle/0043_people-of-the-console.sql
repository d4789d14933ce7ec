CREATE TABLE "console_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user" text,
	"device" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"user" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"staff" boolean NOT NULL,
	"password" text,
	"invitation" text,
	"invited_until" timestamp with time zone,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "console_sessions_device" ON "console_sessions" USING btree ("device");--> statement-breakpoint
CREATE UNIQUE INDEX "people_invitation" ON "people" USING btree ("invitation");