import { and, eq, gte, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { stores } from '../stores/tables.ts'
import { fingerprintOf, namesOf, type Reachable } from './fingerprint.ts'
import { erasures } from './tables.ts'

/** What must not come in again: `store` is when all of the store's data was erased, if it was. */
export type Erased = { address: boolean; words: boolean; at: Date; store: Date | null }

/** An order as its store tells it. A file without times of change may know it by its number alone. */
type Told = {
  store: { key: string }
  externalId: string
  number: string
  timed: boolean
  placedAt: Date
  shipTo: Reachable | null
}

/**
 * Whether the customer's data of an order was erased: of that order, of that customer's orders until then, or of the
 * whole store's. Null where it was not.
 */
export async function findErasure(db: Reads, told: Told): Promise<Erased | null> {
  const { externalId, number, timed, placedAt } = told
  const until = gte(erasures.at, placedAt)
  const wide = and(isNull(erasures.externalId), until)
  const names = namesOf(told.shipTo ?? { email: null, phone: null })
  const found = await db
    .select()
    .from(erasures)
    .where(
      and(
        ofStore(told.store.key),
        or(
          eq(erasures.externalId, externalId),
          timed ? undefined : and(isNotNull(erasures.externalId), eq(erasures.number, number)),
          and(wide, isNull(erasures.person)),
          ...names.map(name => and(wide, eq(erasures.person, fingerprintOf(sql`${name}::text`, erasures.salt)))),
        ),
      ),
    )
  if (found.length === 0) return null
  const whole = found.filter(one => one.externalId === null && one.person === null).map(({ at }) => at.getTime())
  return {
    address: found.some(one => one.address),
    words: found.some(one => one.words),
    at: new Date(Math.max(...found.map(({ at }) => at.getTime()))),
    store: whole.length > 0 ? new Date(Math.max(...whole)) : null,
  }
}

/** Also what a file once called the store. */
function ofStore(key: string): SQL | undefined {
  const former = sql`${erasures.store} in (select f.key from ${stores} f join ${stores} s on f.same_as = s.id
    where s.key = ${key})`
  return or(eq(erasures.store, key), former)
}
