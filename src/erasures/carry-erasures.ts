import { and, asc, eq, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../kernel/ground/db.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { erasures } from './tables.ts'
import { WHYS, type Why } from './why.ts'

const text = z.string().nullable()
const Carried = z.array(
  z.object({
    ...{ id: z.uuid(), store: z.string(), externalId: text, number: text, person: text, salt: text },
    ...{ address: z.boolean(), words: z.boolean(), at: z.coerce.date(), by: z.string() },
    ...{ why: z.enum(Object.keys(WHYS) as [Why, ...Why[]]), fields: z.int(), files: z.int() },
  }),
)

/** All that was erased, as JSON: to be read back into a copy of the database from before. It names nobody. */
export async function writeErasures(db: Db): Promise<string> {
  return `${JSON.stringify(await db.select().from(erasures).orderBy(asc(erasures.at)), null, 2)}\n`
}

/**
 * Reads it back: what it names is erased again by the clock.
 * @returns how many it names
 * @throws Refusal for a text that isn’t one
 */
export async function readErasures(db: Db, json: string): Promise<number> {
  const data = parseErasures(json)
  await db.transaction(async tx => {
    for (const one of data) {
      const sameOrder = one.externalId === null ? undefined : eq(erasures.externalId, one.externalId)
      const same = sameOrder && and(eq(erasures.store, one.store), sameOrder)
      await tx.delete(erasures).where(or(eq(erasures.id, one.id), same))
      await tx.insert(erasures).values({ ...one, pending: true })
    }
  })
  return data.length
}

/** @throws Refusal for a text that isn’t a list of erasures */
export function parseErasures(json: string): z.output<typeof Carried> {
  const { data } = Carried.safeParse(parsed(json))
  if (!data) throw new Refusal('That file isn’t a list of erasures, as `npm start -- erasures` writes it.')
  return data
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
