import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { partsOf } from '../cases/choose-part.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { leftToReturn } from './left-to-return.ts'
import { returnLinesOf } from './load-return.ts'
import { returnLines, returns } from './tables.ts'

/**
 * Of a return that was declined or withdrawn, whose pieces were free for another one since.
 * @throws Refusal to take it up again where they are in another return, which it names.
 */
export async function mustFit({ db }: Verb, one: Case): Promise<void> {
  const [row] = await db.select().from(returns).where(eq(returns.caseId, one.id))
  if (!row?.declinedAt && !row?.withdrawnAt) return
  const part = (await partsOf(db, one.orderId)).find(({ po }) => po.id === one.purchaseOrderId)
  const left = part ? await leftToReturn(db, part) : []
  const wanted = await returnLinesOf(db, one.id)
  const gone = wanted.filter(({ id, quantity }) => quantity > (left.find(line => line.id === id)?.left ?? 0))
  if (gone.length === 0) return
  const what = list(gone.map(({ sku, title, quantity }) => `${quantity} of ${sku ?? title}`))
  const ids = gone.map(({ id }) => id)
  const where = list(await othersWith(db, one, ids))
  throw new Refusal(`${one.number} stays closed: ${what} is already covered by ${where}.`)
}

/** The numbers of the other returns of the order that stand and are about these lines. */
async function othersWith(db: Reads, { id, orderId }: Case, lineIds: readonly string[]): Promise<string[]> {
  const standing = and(eq(returns.orderId, orderId), isNull(returns.declinedAt), isNull(returns.withdrawnAt))
  const rows = await db
    .selectDistinct({ number: cases.number, openedAt: cases.openedAt })
    .from(returns)
    .innerJoin(returnLines, eq(returnLines.caseId, returns.caseId))
    .innerJoin(cases, eq(cases.id, returns.caseId))
    .where(and(standing, ne(returns.caseId, id), inArray(returnLines.orderLineId, [...lineIds])))
    .orderBy(cases.openedAt)
  return rows.map(({ number }) => number)
}
