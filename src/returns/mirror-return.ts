import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type OrderPart, partsOf } from '../cases/choose-part.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { factOf } from '../cases/load-case.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { StoreReturn } from '../kernel/shapes/storefront.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { cut } from '../kernel/words/text.ts'
import { allLinesOf } from '../orders/load-order.ts'
import { type Order, orders } from '../orders/tables.ts'
import type { Piece } from '../shipments/pieces.ts'
import { stores } from '../stores/tables.ts'
import { declineReturn } from './decline-return.ts'
import { leftToReturn } from './left-to-return.ts'
import { timesOf } from './load-return.ts'
import { canMoveReturn } from './return.ts'
import { startReturn } from './start-return.ts'
import { type ReturnRow, returns } from './tables.ts'
import { withdrawReturn } from './withdraw-return.ts'

export const STORE_STATES = ['requested', 'open', 'declined', 'cancelled', 'closed'] as const

export const MirrorReturn = z.object({
  store: z.uuid(),
  told: z.object({
    ...{ id: z.string().min(1), order: z.string().min(1) },
    state: z.enum(STORE_STATES),
    lines: z.array(z.object({ line: z.string(), quantity: z.number().int().positive() })),
    ...{ said: z.string().nullable(), ours: z.string().nullable() },
  }),
})

/**
 * Takes a return as its store has it now: it opens here once, for each supplier whose pieces it has, and what the store
 * decided of it is seen here. One that we opened there is known by our id.
 */
export async function mirrorReturn(verb: Verb, { store: id, told }: z.infer<typeof MirrorReturn>): Promise<Outcome> {
  const [store] = await verb.db.select().from(stores).where(eq(stores.id, id))
  if (!store) return { text: 'That store is not here any more.' }
  const [order] = await verb.db
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, store.id), eq(orders.externalId, told.order)))
    .for('update')
  if (!order) return { text: 'The order of that return is not here.' }
  await link(verb, order, told)
  const known = await knownAs(verb, order, told.id)
  if (known.length > 0) {
    for (const { one, row } of known) await follow(verb, one, row, { told, store: store.name })
    return { text: `That return is ${known.map(({ one }) => one.number).join(', ')} here.` }
  }
  if (told.state !== 'requested' && told.state !== 'open') return { text: 'That return is over.' }
  return open(verb, order, told, store.name)
}

/** One that we opened there, where the answer was lost. */
async function link({ db }: Verb, order: Order, { id, ours }: StoreReturn): Promise<void> {
  if (!ours) return
  const same = and(eq(returns.orderId, order.id), eq(returns.caseId, ours), isNull(returns.externalId))
  await db.update(returns).set({ externalId: id }).where(same)
}

function knownAs({ db }: Verb, order: Order, externalId: string) {
  return db
    .select({ one: cases, row: returns })
    .from(returns)
    .innerJoin(cases, eq(cases.id, returns.caseId))
    .where(and(eq(returns.orderId, order.id), eq(returns.externalId, externalId)))
}

type Told = { told: StoreReturn; store: string }

/** What the store decided is shown; that it takes nothing back ends the return here too, while nothing is on its way. */
async function follow(verb: Verb, one: Case, row: ReturnRow, { told, store }: Told): Promise<void> {
  if (row.storeState === told.state) return
  await verb.db.update(returns).set({ storeState: told.state }).where(eq(returns.caseId, one.id))
  await verb.record('return.mirrored', one.id, { ...factOf(one), store, state: told.state })
  const times = timesOf(one, row)
  const note = `${told.state} in ${store}`
  if (told.state === 'declined' && canMoveReturn(times, 'decline'))
    await declineReturn(verb, { case: one.id, reason: 'other', note })
  if (told.state === 'cancelled' && canMoveReturn(times, 'withdraw')) await withdrawReturn(verb, { case: one.id, note })
}

/** Asks each supplier that shipped some of the pieces. What no supplier shipped, staff are notified of. */
async function open(verb: Verb, order: Order, told: StoreReturn, store: string): Promise<Outcome> {
  const lines = await allLinesOf(verb.db, order.id)
  let wanted = told.lines.flatMap(({ line, quantity }): Piece[] => {
    const known = lines.find(({ externalId }) => externalId === line)
    return known ? [{ lineId: known.id, quantity }] : []
  })
  const numbers: string[] = []
  for (const part of await partsOf(verb.db, order.id)) {
    const pieces = await ofPart(verb, part, wanted)
    if (pieces.length === 0) continue
    const happened = await wordsFor(verb, order, told, store)
    const { one } = await startReturn(verb, order, part, pieces, { reason: 'other', happened, there: told })
    numbers.push(one.number)
    wanted = wanted.map(({ lineId, quantity }) => ({
      ...{ lineId, quantity: quantity - (pieces.find(one => one.lineId === lineId)?.quantity ?? 0) },
    }))
  }
  const left = wanted.reduce((sum, { quantity }) => sum + quantity, 0)
  if (left > 0 || numbers.length === 0)
    await verb.record('return.not_taken', order.id, { number: order.number, store, pieces: left, numbers })
  return { text: numbers.length > 0 ? `${numbers.join(', ')} opened.` : 'Nothing of that return shipped here.' }
}

async function ofPart(verb: Verb, part: OrderPart, wanted: readonly Piece[]): Promise<readonly Piece[]> {
  if (!part.po.partlyShippedAt) return []
  const left = await leftToReturn(verb.db, part)
  return wanted.flatMap(({ lineId, quantity }) => {
    const most = Math.min(quantity, left.find(({ id }) => id === lineId)?.left ?? 0)
    return most > 0 ? [{ lineId, quantity: most }] : []
  })
}

/** The customer's words, as long as they name nothing that the supplier may not read. */
async function wordsFor(verb: Verb, order: Order, { said }: StoreReturn, store: string): Promise<string> {
  const plain = `The customer asked for it in ${store}.`
  if (!said?.trim()) return plain
  try {
    await mustNotName(verb, order.id, said, 'happened')
    return cut(said.trim(), 3_000)
  } catch (error) {
    if (error instanceof Refusal) return plain
    throw error
  }
}
