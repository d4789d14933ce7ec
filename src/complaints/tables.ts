import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Since } from './claim.ts'
import type { ComplaintReason } from './reason.ts'
import type { Resolution } from './resolution.ts'
import type { Step } from './unreceived/steps.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** What a customer complains of next to the case it is. Its state is in its times: see complaint.ts. */
export const complaints = pgTable(
  'complaints',
  {
    caseId: uuid('case_id').primaryKey(),
    orderId: uuid('order_id').notNull(),
    reason: text().$type<ComplaintReason>().notNull(),
    /** What happened; once sent, the supplier reads it. */
    happened: text().notNull(),
    sentAt: at('sent_at'),
    answeredAt: at('answered_at'),
    answeredBy: text('answered_by'),
    answer: text(),
    resolvedAt: at('resolved_at'),
    resolvedBy: text('resolved_by'),
    resolution: text().$type<Resolution>(),
    /** For staff only. */
    resolutionNote: text('resolution_note'),
    /** The purchase order that replaces what was complained of. */
    replacementId: uuid('replacement_id'),
    /** Until when the supplier takes a claim, counted from when, and what it must come with; null where nothing was agreed. */
    claimBy: at('claim_by'),
    claimFrom: at('claim_from'),
    claimSince: text('claim_since').$type<Since>(),
    claimEvidence: jsonb('claim_evidence').$type<readonly string[]>().notNull(),
    /** The claim was made in full: it was sent, and nothing that it must come with was missing. */
    claimedAt: at('claimed_at'),
    /** When the clock of the claim speaks next; null when it has nothing to say. */
    warnAt: at('warn_at'),
    /** When somebody is reminded of the next step of a parcel that was delivered and not received. */
    stepAt: at('step_at'),
  },
  table => [
    index('complaints_order').on(table.orderId),
    index('complaints_replacement').on(table.replacementId).where(sql`replacement_id is not null`),
    index('complaints_step').on(table.stepAt).where(sql`step_at is not null`),
    index('complaints_warn').on(table.warnAt).where(sql`warn_at is not null`),
  ],
)
export type Complaint = typeof complaints.$inferSelect

/** The pieces complained of. */
export const complaintLines = pgTable(
  'complaint_lines',
  {
    caseId: uuid('case_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    quantity: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.caseId, table.orderLineId] })],
)

/** What was done about a parcel that was delivered and not received, each step once. */
export const complaintSteps = pgTable(
  'complaint_steps',
  {
    caseId: uuid('case_id').notNull(),
    step: text().$type<Step>().notNull(),
    note: text(),
    /** The carrier's number of its inquiry. */
    reference: text(),
    isSkipped: boolean('is_skipped').notNull(),
    doneAt: at('done_at').notNull(),
    doneBy: text('done_by').notNull(),
  },
  table => [primaryKey({ columns: [table.caseId, table.step] })],
)
export type ComplaintStep = typeof complaintSteps.$inferSelect
