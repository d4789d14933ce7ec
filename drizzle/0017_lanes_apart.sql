DROP INDEX "outbox_open";--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "way" text DEFAULT 'post' NOT NULL;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "turns" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lanes" DROP CONSTRAINT "lanes_pkey";--> statement-breakpoint
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_room_id_way_pk" PRIMARY KEY("room_id","way");--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "way" text DEFAULT 'post' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "urgency" smallint DEFAULT 2 NOT NULL;--> statement-breakpoint
UPDATE "outbox" SET "urgency" = 0 WHERE "state" = 'sending';--> statement-breakpoint
UPDATE "outbox" SET "way" = 'edit' FROM "messages" WHERE "messages"."id" = "outbox"."message_id" AND "messages"."ref" IS NOT NULL AND "outbox"."state" IN ('queued', 'sending');--> statement-breakpoint
INSERT INTO "lanes" ("room_id", "way", "next_at") SELECT "room_id", 'edit', "next_at" FROM "lanes";--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" USING btree ("thread_of") WHERE thread_of is not null;--> statement-breakpoint
CREATE INDEX "outbox_owed" ON "outbox" USING btree ("message_id") WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("room_id","way","urgency","id") WHERE state in ('queued', 'sending');
