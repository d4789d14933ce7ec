ALTER TABLE "ladders" RENAME TO "escalations";--> statement-breakpoint
ALTER TABLE "escalations" RENAME COLUMN "rungs" TO "steps";--> statement-breakpoint
ALTER TABLE "cases" RENAME COLUMN "rung" TO "reminders_sent";--> statement-breakpoint
ALTER TABLE "budgets" RENAME COLUMN "told" TO "notified";--> statement-breakpoint
ALTER TABLE "notices" RENAME COLUMN "told" TO "notified";--> statement-breakpoint
ALTER TABLE "notices" RENAME COLUMN "told_staff" TO "staff_notified";--> statement-breakpoint
ALTER TABLE "watches" RENAME TO "next_looks";--> statement-breakpoint
ALTER INDEX "watches_next" RENAME TO "next_looks_next";--> statement-breakpoint
-- The same facts by their new names: the story of a case is read from them.
UPDATE "events" SET "name" = CASE "name"
  WHEN 'case.ladder_set' THEN 'case.escalation_set'
  WHEN 'case.climbed' THEN 'case.escalated'
  WHEN 'cases.climbed' THEN 'cases.escalated'
  WHEN 'case.heard' THEN 'case.wait_restarted'
  ELSE 'late.notified' END
WHERE "name" IN ('case.ladder_set', 'case.climbed', 'cases.climbed', 'case.heard', 'late.told');--> statement-breakpoint
-- Buttons that were shown before go on working.
UPDATE "tokens" SET "command" = 'case.escalation',
  "input" = ("input" - 'rungs') || CASE WHEN "input" ? 'rungs' THEN jsonb_build_object('steps', "input"->'rungs') ELSE '{}'::jsonb END,
  "asks" = replace("asks"::text, '"rungs"', '"steps"')::jsonb
WHERE "command" = 'case.ladder';
