import type { z } from 'zod'
import { SnoozeCase, snoozeCase } from '../cases/snooze-case.ts'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { isId } from '../kernel/words/id.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { openLateCaseOf } from './late-cases.ts'

/** `case`: a case's number or id, or the number of a purchase order that is late. */
export const SnoozeLate = SnoozeCase

const IS_CASE = /^#?[a-z]\d+$/i

/** Silences what is late until a time; then reminders start again. */
export async function snoozeLate(verb: Verb, { case: named, until }: z.infer<typeof SnoozeLate>): Promise<Outcome> {
  const typed = named.trim()
  return snoozeCase(verb, { case: IS_CASE.test(typed) || isId(typed) ? typed : await lateCaseOf(verb, typed), until })
}

async function lateCaseOf({ db, actor }: Verb, named: string): Promise<string> {
  const { id } = await findPurchaseOrder(db, actor, named)
  const [open] = await db.select({ id: cases.id }).from(cases).where(openLateCaseOf(id))
  if (!open) throw new Refusal(`${named.trim()} is not late: there is nothing to silence.`, 'case')
  return open.id
}
