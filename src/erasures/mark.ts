import { randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { fingerprint, fingerprintOf, namesOf, type Reachable } from './fingerprint.ts'
import { erasures } from './tables.ts'
import type { Why } from './why.ts'

/** Which parts of a customer's data: where parcels go, and what people wrote. */
export type DataParts = { address: boolean; words: boolean }
export const ALL: DataParts = { address: true, words: true }

type Marking = DataParts & { store: string; why: Why }
/** An order as its store names it; without a number where it never came in. */
export type OrderInStore = { externalId: string; number: string | null }

const { address, words } = erasures
const widened = {
  address: sql`${address} or excluded.address`,
  words: sql`${words} or excluded.words`,
  ...{ at: sql`excluded.at`, why: sql`excluded.why`, by: sql`excluded.by`, pending: true },
}

/** Marks orders, so that their customers' data goes and does not come back. What is not here yet never comes in with it. */
export async function markOrders(verb: Verb, marking: Marking, orders: readonly OrderInStore[]): Promise<void> {
  if (orders.length === 0) return
  const rows = orders.map(one => ({ ...marking, ...one, at: verb.now, by: verb.actor.name }))
  const number = sql`coalesce(excluded.number, ${erasures.number})`
  await verb.db
    .insert(erasures)
    .values(rows)
    .onConflictDoUpdate({
      target: [erasures.store, erasures.externalId],
      targetWhere: sql`external_id is not null`,
      set: { ...widened, number },
    })
}

/** Marks all orders of a store placed until now. */
export async function markStore(verb: Verb, marking: Marking): Promise<void> {
  await markWide(verb, marking, isNull(erasures.person), { person: null, salt: null })
}

/** Marks all orders of a store that somebody placed until now, without keeping who that is. */
export async function markPerson(verb: Verb, marking: Marking, reach: Reachable): Promise<void> {
  for (const name of namesOf(reach)) {
    const salt = randomBytes(16).toString('hex')
    const known = eq(erasures.person, fingerprintOf(sql`${name}::text`, erasures.salt))
    await markWide(verb, marking, known, { person: fingerprint(name, salt), salt })
  }
}

type Whom = { person: string | null; salt: string | null }

async function markWide({ db, now, actor }: Verb, marking: Marking, known: ReturnType<typeof eq>, whom: Whom) {
  const same = and(eq(erasures.store, marking.store), isNull(erasures.externalId), known)
  const row = { ...marking, at: now, by: actor.name, pending: true }
  const found = await db.update(erasures).set(row).where(same).returning({ id: erasures.id })
  if (found.length === 0) await db.insert(erasures).values({ ...row, ...whom })
}
