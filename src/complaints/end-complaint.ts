import { eq } from 'drizzle-orm'
import { enter } from '../cases/books.ts'
import { markClosed } from '../cases/close-case.ts'
import { RESOLUTIONS } from '../cases/close-reason.ts'
import type { LedgerEntry } from '../cases/ledger.ts'
import type { LeftOfPieces } from '../cases/left-of-pieces.ts'
import { factOf } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { inMoney, type Money } from '../kernel/words/amount.ts'
import type { Order } from '../orders/tables.ts'
import { booked, givenUp } from './booked.ts'
import type { ComplaintPiece } from './complaint-pieces.ts'
import { replace } from './replace.ts'
import type { Resolution, Settlement } from './resolution.ts'
import { type Complaint, complaints } from './tables.ts'

/** A complaint with all that its end rests on; `credit`: what its supplier still owes for it. */
export type EndingComplaint = {
  one: Case
  complaint: Complaint
  order: Order
  pieces: readonly ComplaintPiece[]
  books: readonly LedgerEntry[]
  credit: Money | null
  rest: LeftOfPieces
}

type End = { resolution: Resolution; note: string | null; supplier?: string | undefined }

/** Ends a complaint, its money on record. @returns the sentence for who ends it. */
export async function endComplaint(
  verb: Verb,
  { one, complaint, order, pieces, books, credit, rest }: EndingComplaint,
  { resolution, note, supplier }: End,
  money: Settlement,
): Promise<string> {
  const waived = credit && (resolution === 'explained' || resolution === 'withdrawn') ? givenUp(books, credit) : []
  await enter(verb, one, [
    ...booked(books, 'refund', money.refund),
    ...booked(books, 'credit', money.credit),
    ...waived,
  ])
  const made = resolution === 'replacement' ? await replace(verb, one, order, pieces, supplier) : null
  const resolved = { resolvedAt: verb.now, resolvedBy: verb.actor.name, resolution, resolutionNote: note }
  await verb.db
    .update(complaints)
    .set({ ...resolved, warnAt: null, stepAt: null, replacementId: made?.id ?? complaint.replacementId })
    .where(eq(complaints.caseId, one.id))
  await verb.record('complaint.resolved', one.id, {
    ...factOf(one),
    resolution,
    refund: money.refund && inMoney(money.refund),
    credit: money.credit && inMoney(money.credit),
    replacement: made?.number ?? null,
    note,
  })
  await markClosed(verb, one, { by: verb.actor.name, reason: resolution, note })
  const words = [money.refund, money.credit].flatMap(one => (one ? inMoney(one) : []))
  const how = [RESOLUTIONS[resolution].toLowerCase(), ...words].join(' of ')
  const before = money.refund && rest.words
  const open = resolution === 'supplier_credit' ? null : credit && creditWords(one, credit, waived.length > 0)
  return `${one.number} is resolved: ${[how, made?.says, before, open].filter(Boolean).join('. ')}.`
}

/** The credit of a supplier stays in the books until it comes, no matter what the customer got. */
function creditWords({ number }: Case, credit: Money, givenUp: boolean): string {
  if (givenUp) return `The supplier’s credit of ${inMoney(credit)} is no longer expected`
  return `The supplier’s credit of ${inMoney(credit)} is still to come; when it has: /case credit ${number}`
}
