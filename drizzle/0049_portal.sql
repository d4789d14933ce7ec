CREATE TABLE "portal_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"session" text NOT NULL,
	"answer" jsonb,
	"tokens" jsonb NOT NULL,
	"about" text,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"path" text,
	"link" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "portal_sessions_path_unique" UNIQUE("path")
);
--> statement-breakpoint
CREATE INDEX "portal_answers_session" ON "portal_answers" USING btree ("session");--> statement-breakpoint
CREATE INDEX "portal_answers_made" ON "portal_answers" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "portal_sessions_link" ON "portal_sessions" USING btree ("link","begun_at");