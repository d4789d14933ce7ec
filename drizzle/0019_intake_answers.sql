CREATE TABLE "intake_answers" (
	"store" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"status" integer,
	"answer" text,
	CONSTRAINT "intake_answers_store_key_pk" PRIMARY KEY("store","key")
);
