import { z } from 'zod'
import { attachFiles, FileIds } from '../cases/attach.ts'
import { enter, leftToRefund } from '../cases/books.ts'
import { choosePart, type OrderPart } from '../cases/choose-part.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { expecting } from '../cases/ledger.ts'
import { leftOfPieces } from '../cases/left-of-pieces.ts'
import { factOf } from '../cases/load-case.ts'
import { openCase } from '../cases/open-case.ts'
import { otherOpenCasesSentence } from '../cases/other-open-cases.ts'
import type { Case } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from '../orders/load-order.ts'
import { reasonFrom } from '../orders/order.ts'
import type { Order } from '../orders/tables.ts'
import { type Piece, readPieces } from '../shipments/pieces.ts'
import { leftToReturn } from './left-to-return.ts'
import { RETURN_REASONS, returnReasons } from './reason.ts'
import { returnLines, returns } from './tables.ts'

export const OpenReturn = z.object({
  order: z.string().min(1),
  /** Which of its purchase orders; where there is one, or the lines tell, it need not be said. */
  part: z.string().optional(),
  reason: reasonFrom(returnReasons, RETURN_REASONS, { alike: { broken: 'damaged', faulty: 'defective' } }),
  /** Nothing said means all that may still be returned. */
  lines: z.string().trim().max(2_000).optional(),
  happened: z.string().trim().min(1).pipe(truncated(3_000)),
  files: FileIds.optional(),
})

/** Asks the supplier to take pieces back. What was paid for them and not refunded yet is owed to the customer from now on. */
export async function openReturn(verb: Verb, input: z.infer<typeof OpenReturn>): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  await mustNotName(verb, order.id, input.happened, 'happened')
  const part = await choosePart(verb.db, order, { named: input.part, lines: input.lines })
  const { po, supplier } = part
  const pieces = await piecesOf(verb, part, input.lines ?? '')
  const about = { orderId: order.id, purchaseOrderId: po.id }
  const one = await openCase(verb, { kind: 'return', ...about, supplierId: supplier.id, waitingFor: 'supplier' })
  const { reason, happened } = input
  await verb.db.insert(returns).values({ caseId: one.id, ...about, reason, happened })
  const rows = pieces.map(({ lineId, quantity }) => ({ caseId: one.id, orderLineId: lineId, quantity }))
  await verb.db.insert(returnLines).values(rows)
  const owed = await owe(verb, one, order, pieces)
  await attachFiles(verb, one, input.files ?? [], null)
  const all = pieces.reduce((sum, { quantity }) => sum + quantity, 0)
  await verb.record('return.requested', one.id, { ...factOf(one), reason, pieces: all })
  const beside = await otherOpenCasesSentence(verb.db, one, po.number)
  return { text: `${one.number} is open: ${supplier.name} was asked to take it back.${owed}${beside}` }
}

/** @throws Refusal for what has not shipped, and for more than may still come back. */
async function piecesOf(verb: Verb, part: OrderPart, typed: string): Promise<readonly Piece[]> {
  const { number, partlyShippedAt } = part.po
  if (!partlyShippedAt)
    throw new Refusal(`${number} has not shipped yet: there is nothing to send back. Cancel it instead.`, 'order')
  const left = await leftToReturn(verb.db, part)
  if (left.every(line => line.left === 0)) throw new Refusal(`All of ${number} is in returns already.`, 'lines')
  return readPieces(typed, left, { left: 'left to return', none: 'in returns already', field: 'lines' })
}

/** What was paid for the pieces and not refunded yet. @returns in words what is owed, where something was refunded before. */
async function owe(verb: Verb, one: Case, order: Order, pieces: readonly Piece[]): Promise<string> {
  const { left, words } = await leftOfPieces(verb.db, order, pieces, null)
  const { currency, minor } = await leftToRefund(verb.db, order)
  const owed = { currency, minor: Math.min(left.minor, Math.max(0, minor)) }
  await enter(verb, one, expecting([], 'refund', owed))
  if (!words) return ''
  return ` ${words}: ${inMoney(owed)} is owed to the customer. To owe another amount: /return expect ${one.number} refund …`
}
