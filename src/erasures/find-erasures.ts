import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { readSelect } from '../kernel/ground/read-together.ts'
import { statement } from '../kernel/ground/statement.ts'
import { stores } from '../stores/tables.ts'
import { fingerprintOf, namesOf, type Reachable } from './fingerprint.ts'
import { erasures } from './tables.ts'

/** What must not come in again: `store` is when all of the store's data was erased, if it was. */
export type Erased = { address: boolean; words: boolean; at: Date; store: Date | null }

/** An order as its store tells it. A file without times of change may know it by its number alone. */
type Told = { externalId: string; number: string; timed: boolean; placedAt: Date; shipTo: Reachable | null }

type Found = { address: boolean; words: boolean; at: Date; ofStore: boolean }

/**
 * Whether the customer's data of orders of a store was erased, of each: of that order, of that customer's orders until
 * then, or of the whole store's. Null where it was not.
 */
export async function findErasures(
  db: Reads,
  storeKey: string,
  all: readonly Told[],
): Promise<readonly (Erased | null)[]> {
  const told = all.map(({ externalId, number, timed, placedAt, shipTo }, place) => ({
    ...{ place, externalId, number: timed ? null : number, placedAt },
    names: namesOf(shipTo ?? { email: null, phone: null }),
  }))
  const found = await readSelect(db, finding({ told: JSON.stringify(told), store: storeKey }))
  const by = Map.groupBy(found, ({ place }) => Number(place))
  return all.map((_, place) => together(by.get(place)?.map(asFound) ?? []))
}

const finding = statement<'told' | 'store'>(
  ({ told, store }) => sql`
    with told as (
      select * from jsonb_to_recordset(${told}::jsonb)
        as told(place int, "externalId" text, number text, "placedAt" timestamptz, names jsonb)
    ), erased as (select * from ${erasures} e where ${ofStore(sql`e.store`, store)})
    select json_build_object('place', place, 'address', address, 'words', words, 'at', at,
      'whole', e.external_id is null and person is null) as held
    from (
      select place, e.* from told join erased e on e.external_id = told."externalId"
      union all select place, e.* from told join erased e on e.number = told.number where e.external_id is not null
      union all select place, e.* from told join erased e on e.external_id is null and e.at >= told."placedAt"
        and (person is null or exists (select from jsonb_array_elements_text(names) as name
          where person = ${fingerprintOf(sql`name`, sql`salt`)}))
    ) as e`,
)

function asFound({ address, words, at, whole }: Record<string, unknown>): Found {
  return { address: address === true, words: words === true, at: new Date(String(at)), ofStore: whole === true }
}

function together(found: readonly Found[]): Erased | null {
  if (found.length === 0) return null
  const latest = (some: readonly Found[]) => new Date(Math.max(...some.map(({ at }) => at.getTime())))
  const whole = found.filter(({ ofStore }) => ofStore)
  return {
    address: found.some(one => one.address),
    words: found.some(one => one.words),
    at: latest(found),
    store: whole.length > 0 ? latest(whole) : null,
  }
}

/** Also what a file once called the store. */
function ofStore(column: SQL, key: Placeholder): SQL {
  return sql`${column} in (select ${key}::text union select f.key from ${stores} f join ${stores} s on f.same_as = s.id
    where s.key = ${key})`
}
