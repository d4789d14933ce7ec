import { eq, sql } from 'drizzle-orm'
import { fingerprintOf, namesIn } from '../erasures/fingerprint.ts'
import { erasures } from '../erasures/tables.ts'
import type { Why } from '../erasures/why.ts'
import type { Db } from '../kernel/ground/db.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { orders, shipTos } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import type { Erasable } from './erase-order.ts'

const names = sql.join(
  namesIn(shipTos).map(name => fingerprintOf(name, erasures.salt)),
  sql`, `,
)
const itsOwn = sql`${erasures.externalId} = ${orders.externalId}`
const until = sql`${erasures.externalId} is null and ${orders.placedAt} <= ${erasures.at}`
const theirs = sql`exists (select from ${shipTos} where ${shipTos.orderId} = ${orders.id} and ${erasures.person} in (${names}))`
/** Orders with the marks that they fall under, of which some part is still here. */
const marked = sql`${erasures} join ${stores} on ${stores.key} = ${erasures.store}
  join ${orders} on ${orders.storeId} = coalesce(${stores.sameAs}, ${stores.id})
    and (${itsOwn} or (${until} and (${erasures.person} is null or ${theirs})))
  where ((${erasures.address} and ${orders.erasedAt} is null) or (${erasures.words} and ${orders.wordsErasedAt} is null))`

/** Orders that are marked and not erased yet. */
export async function findMarked(db: Db, { most, skip }: { most: number; skip: number }): Promise<readonly Erasable[]> {
  const found = rowsOf(
    await db.execute(sql`select ${orders.id} as id, bool_or(${erasures.address}) as address,
      bool_or(${erasures.words}) as words, min(${erasures.why}) as why from ${marked} and ${erasures.pending}
      group by ${orders.id} order by ${orders.id} limit ${most} offset ${skip}`),
  )
  return found.map(row => ({
    order: String(row.id),
    parts: [...(row.address ? (['address'] as const) : []), ...(row.words ? (['words'] as const) : [])],
    why: row.why as Why,
  }))
}

/** What is marked and has no order here left to erase is done. */
export async function settleWide(db: Db): Promise<void> {
  await db.update(erasures).set({ pending: false }).where(eq(erasures.pending, true))
}

/** Marks that orders here fall under again, as in a copy of the database from before they were made. */
export async function wakeMarks(db: Db): Promise<void> {
  await db.execute(sql`update ${erasures} set pending = true where id in (select ${erasures.id} from ${marked})`)
}
