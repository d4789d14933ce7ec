CREATE TABLE "questions" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"asker" text NOT NULL,
	"asked_by" text NOT NULL,
	"question" text NOT NULL,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp with time zone
);
