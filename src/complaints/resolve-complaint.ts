import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { enter, entriesOf, leftToRefund } from '../cases/books.ts'
import { markClosed } from '../cases/close-case.ts'
import { balancesOf, type Entry, expecting, type LedgerName } from '../cases/ledger.ts'
import { factOf } from '../cases/load-case.ts'
import { inMoney, type Money, readMoney } from '../cases/money.ts'
import type { Outcome, Verb } from '../kernel/command.ts'
import { prose } from '../kernel/prose.ts'
import { Refusal } from '../kernel/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import { reasonFrom } from '../orders/order.ts'
import { complaintPieces, priceOf } from './complaint-pieces.ts'
import { loadComplaint } from './load-complaint.ts'
import { replace } from './replace.ts'
import { RESOLUTIONS, resolutions, settle } from './resolution.ts'
import { complaints } from './tables.ts'

export const ResolveComplaint = z.object({
  case: z.string().min(1),
  resolution: reasonFrom(resolutions, RESOLUTIONS, { noun: 'resolutions' }),
  /** As it is written: `12.50`, `12.50 USD`. A refund without one is of all that was paid for the pieces. */
  amount: z.string().trim().max(40).optional(),
  /** Who sends the replacement; the same supplier, if nobody is named. */
  supplier: z.string().optional(),
  note: prose(2_000).optional(),
})

/** Ends a complaint with what the customer gets, or why nothing. A replacement is sent by a purchase order of its own. */
export async function resolveComplaint(verb: Verb, input: z.infer<typeof ResolveComplaint>): Promise<Outcome> {
  const { one, complaint } = await loadComplaint(verb, input.case, 'resolve')
  const order = await loadOrder(verb.db, one.orderId)
  const pieces = await complaintPieces(verb.db, one.id)
  const amount = input.amount ? readMoney(input.amount, order.currency) : null
  const { resolution } = input
  if (input.supplier && resolution !== 'replacement')
    throw new Refusal('Only a replacement is sent by a supplier. Leave it empty.', 'supplier')
  const before = await entriesOf(verb.db, one.id)
  const offered = resolution === 'supplier_credit' ? openCredit(before) : null
  const full = { currency: order.currency, minor: priceOf(pieces) }
  const money = settle(resolution, amount ?? offered, full, await leftToRefund(verb.db, order))
  await enter(verb, one, [...booked(before, 'refund', money.refund), ...booked(before, 'credit', money.credit)])
  const made = resolution === 'replacement' ? await replace(verb, one, order, pieces, input.supplier) : null
  const resolved = { resolvedAt: verb.now, resolvedBy: verb.actor.name, resolution, resolutionNote: input.note ?? null }
  await verb.db
    .update(complaints)
    .set({ ...resolved, warnAt: null, replacementId: made?.id ?? complaint.replacementId })
    .where(eq(complaints.caseId, one.id))
  const words = [money.refund, money.credit].flatMap(one => (one ? inMoney(one) : []))
  await verb.record('complaint.resolved', one.id, {
    ...factOf(one),
    resolution,
    refund: money.refund && inMoney(money.refund),
    credit: money.credit && inMoney(money.credit),
    replacement: made?.number ?? null,
    note: input.note ?? null,
  })
  await markClosed(verb, one, { by: verb.actor.name, reason: resolution, note: input.note ?? null })
  const how = [RESOLUTIONS[resolution].toLowerCase(), ...words].join(' of ')
  return { text: `${one.number} is resolved: ${how}.${made ? ` ${made.says}.` : ''}` }
}

/** What a resolution settles is expected and settled at once. */
function booked(before: readonly Entry[], ledger: LedgerName, amount: Money | null): readonly Entry[] {
  if (!amount) return []
  const settled = sum(
    before.filter(one => one.ledger === ledger && one.kind === 'settled'),
    amount.currency,
  )
  const expected = expecting(before, ledger, { ...amount, minor: settled + amount.minor })
  return [...expected, { ledger, kind: 'settled', ...amount }]
}

const sum = (entries: readonly Entry[], currency: string) =>
  entries.reduce((total, one) => total + (one.currency === currency ? one.minor : 0), 0)

/** The credit that the supplier offered with its answer. */
function openCredit(before: readonly Entry[]): Money | null {
  const [open] = balancesOf(before, 'credit').filter(one => one.open > 0)
  return open ? { currency: open.currency, minor: open.open } : null
}
