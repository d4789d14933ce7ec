import { enter, leftToRefund } from '../cases/books.ts'
import type { OrderPart } from '../cases/choose-part.ts'
import { expecting } from '../cases/ledger.ts'
import { leftOfPieces } from '../cases/left-of-pieces.ts'
import { factOf } from '../cases/load-case.ts'
import { openCase } from '../cases/open-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { StoreReturn } from '../kernel/shapes/storefront.ts'
import { inMoney } from '../kernel/words/amount.ts'
import type { Order } from '../orders/tables.ts'
import type { Piece } from '../shipments/pieces.ts'
import type { ReturnReason } from './reason.ts'
import { returnLines, returns } from './tables.ts'

type Start = {
  reason: ReturnReason
  happened: string
  /** The return of the store that it mirrors. */
  there?: Pick<StoreReturn, 'id' | 'state'>
}

/**
 * Opens a return: its supplier is asked, and what was paid for the pieces and not refunded yet is owed to the customer.
 * @returns in words what is owed, where something was refunded before.
 */
export async function startReturn(
  verb: Verb,
  order: Order,
  { po, supplier }: OrderPart,
  pieces: readonly Piece[],
  { reason, happened, there }: Start,
): Promise<{ one: Case; owed: string }> {
  const about = { orderId: order.id, purchaseOrderId: po.id }
  const one = await openCase(verb, { kind: 'return', ...about, supplierId: supplier.id, waitingFor: 'supplier' })
  const mirrored = there && { externalId: there.id, storeState: there.state }
  await verb.db.insert(returns).values({ caseId: one.id, ...about, reason, happened, ...mirrored })
  const rows = pieces.map(({ lineId, quantity }) => ({ caseId: one.id, orderLineId: lineId, quantity }))
  await verb.db.insert(returnLines).values(rows)
  const owed = await owe(verb, one, order, pieces)
  const all = pieces.reduce((sum, { quantity }) => sum + quantity, 0)
  await verb.record('return.requested', one.id, { ...factOf(one), reason, pieces: all })
  return { one, owed }
}

async function owe(verb: Verb, one: Case, order: Order, pieces: readonly Piece[]): Promise<string> {
  const { left, words } = await leftOfPieces(verb.db, order, pieces, null)
  const { currency, minor } = await leftToRefund(verb.db, order)
  const owed = { currency, minor: Math.min(left.minor, Math.max(0, minor)) }
  await enter(verb, one, expecting([], 'refund', owed))
  if (!words) return ''
  return ` ${words}: ${inMoney(owed)} is owed to the customer. To owe another amount: /return expect ${one.number} refund …`
}
