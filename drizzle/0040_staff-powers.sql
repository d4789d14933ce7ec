CREATE TABLE "staff_powers" (
	"power" text NOT NULL,
	"chat" text NOT NULL,
	"user" text NOT NULL,
	"name" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_powers_power_chat_user_pk" PRIMARY KEY("power","chat","user")
);
