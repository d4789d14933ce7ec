import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { EscalationStep } from './escalation-step.ts'
import type { LedgerName } from './ledger.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Whose move it is. */
export type CaseSide = 'supplier' | 'staff' | 'customer'

/** Case numbers, one count for all kinds; a case that is not opened after all leaves a gap. */
export const caseNumbers = pgSequence('case_numbers')

/** Something that went wrong with a purchase order: it has an owner, a clock, a side whose move it is, and an end. */
export const cases = pgTable(
  'cases',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** The name of its kind: see kind.ts. */
    kind: text().notNull(),
    /** `L7`, `C12`, `R13`: the prefix of its kind and the next number. */
    number: text().notNull(),
    orderId: uuid('order_id').notNull(),
    purchaseOrderId: uuid('purchase_order_id').notNull(),
    supplierId: uuid('supplier_id').notNull(),
    openedAt: at('opened_at').notNull(),
    openedBy: text('opened_by').notNull(),
    /** The member of staff who looks after it. */
    ownerChat: text('owner_chat'),
    ownerUser: text('owner_user'),
    ownerName: text('owner_name'),
    waitingFor: text('waiting_for').$type<CaseSide>().notNull(),
    /** The last answer of the side that was waited for: it stops the escalation. */
    answeredAt: at('answered_at'),
    /** When the escalation speaks next; null when it has nothing to say. */
    nextAt: at('next_at'),
    /** How often the escalation has spoken since it was last stopped. */
    remindersSent: integer('reminders_sent').notNull().default(0),
    snoozedUntil: at('snoozed_until'),
    /** When the customer’s newest mail about it came. */
    customerWroteAt: at('customer_wrote_at'),
    closedAt: at('closed_at'),
    closedBy: text('closed_by'),
    closeReason: text('close_reason'),
    closeNote: text('close_note'),
  },
  table => [
    uniqueIndex('cases_number').on(table.number),
    uniqueIndex('cases_one_late').on(table.purchaseOrderId).where(sql`kind = 'late' and closed_at is null`),
    index('cases_purchase_order').on(table.purchaseOrderId),
    index('cases_order').on(table.orderId),
    index('cases_open').on(table.supplierId, table.openedAt).where(sql`closed_at is null`),
    index('cases_next').on(table.nextAt).where(sql`next_at is not null`),
  ],
)
export type Case = typeof cases.$inferSelect

/** The books of a case, line by line: see ledger.ts. Nothing is ever taken out of them. */
export const caseEntries = pgTable(
  'case_entries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    caseId: uuid('case_id').notNull(),
    orderId: uuid('order_id').notNull(),
    ledger: text().$type<LedgerName>().notNull(),
    kind: text().$type<'expected' | 'settled'>().notNull(),
    /** ISO 4217; the amount is in its minor units. */
    currency: text().notNull(),
    minor: bigint({ mode: 'number' }).notNull(),
    enteredAt: at('entered_at').notNull(),
    enteredBy: text('entered_by').notNull(),
    /** The store's own id of the refund, where the store was asked for it. */
    externalId: text('external_id'),
  },
  table => [index('case_entries_case').on(table.caseId, table.id), index('case_entries_order').on(table.orderId)],
)

/** Photos and files that a case rests on, with what each shows of what the agreement demands. */
export const caseFiles = pgTable(
  'case_files',
  {
    caseId: uuid('case_id').notNull(),
    fileId: uuid('file_id').notNull(),
    name: text().notNull(),
    shows: text(),
    /** Which side it came from; what staff add is shown to the supplier, as evidence is. */
    side: text().$type<CaseSide>().notNull(),
    addedAt: at('added_at').notNull(),
    addedBy: text('added_by').notNull(),
    /** It names the customer: no card shows it, and evidence packs have it. */
    isPrivate: boolean('is_private').notNull().default(false),
  },
  table => [primaryKey({ columns: [table.caseId, table.fileId] })],
)
export type CaseFile = typeof caseFiles.$inferSelect

/**
 * Who is reminded in which order when nobody answers, one escalation a kind of case; a kind without a row has the
 * default.
 */
export const escalations = pgTable('escalations', {
  kind: text().primaryKey(),
  steps: jsonb().$type<readonly EscalationStep[]>().notNull(),
  changedAt: at('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

/** How many unasked messages a room got in each window: see budget.ts. */
export const budgets = pgTable(
  'budgets',
  {
    /** A supplier's id for its rooms, or `staff`. */
    room: text().notNull(),
    windowAt: at('window_at').notNull(),
    notified: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.room, table.windowAt] })],
)
