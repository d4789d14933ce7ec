CREATE TABLE "place_access" (
	"chat" text NOT NULL,
	"channel" text NOT NULL,
	"sealed" text NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "place_access_chat_channel_pk" PRIMARY KEY("chat","channel")
);
