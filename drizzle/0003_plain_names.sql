ALTER TABLE "inbox" RENAME COLUMN "heard" TO "payload";--> statement-breakpoint
ALTER TABLE "inbox" RENAME COLUMN "heard_at" TO "received_at";--> statement-breakpoint
ALTER TABLE "deliveries" RENAME COLUMN "heard_at" TO "received_at";--> statement-breakpoint
ALTER TABLE "outbox" RENAME COLUMN "owed_at" TO "queued_at";--> statement-breakpoint
ALTER TABLE "heard_chats" RENAME TO "thread_message_chats";--> statement-breakpoint
-- What the board remembers of a card: the same keys by their new names.
UPDATE "messages" SET "card" = ("card" - 'spoken') || jsonb_build_object('isMessage', "card"->'spoken') WHERE "card" ? 'spoken';--> statement-breakpoint
UPDATE "messages" SET "card" = ("card" - 'spent') || jsonb_build_object('usedLabels', "card"->'spent') WHERE "card" ? 'spent';--> statement-breakpoint
UPDATE "tokens" SET "input" = ("input" - '(along)') || jsonb_build_object('(prefilled files)', "input"->'(along)') WHERE "input" ? '(along)';
