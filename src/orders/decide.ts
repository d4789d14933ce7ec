import { and, asc, eq, ne, or, sql } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { type Store, stores } from '../stores/tables.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { allLinesOf, linesOf, shipToOf } from './load-order.ts'
import { lockIntake } from './lock-intake.ts'
import { type Heard, heardBefore, lastHeard } from './not-taken.ts'
import { recogniseLines } from './recognise-lines.ts'
import { shipToTold, wantedOf } from './staff-wants.ts'
import { type Order, orders } from './tables.ts'
import { versionOf } from './version.ts'
import { type Changed, whatChanged } from './what-changed.ts'
import { whatDiffers } from './what-differs.ts'
import { whyNot, whyPass } from './why-not.ts'

/** What a telling of an order comes to. The preview of a file and its run decide alike, by this. */
export type Decision =
  | { does: 'take'; heard: readonly Heard[] }
  | { does: 'update'; known: Order; changed: readonly Changed[] }
  | { does: 'cancel'; known: Order | null }
  | { does: 'nothing'; text: string }
  /** Nobody has to ship it. */
  | { does: 'pass'; why: string; told: boolean }
  | { does: 'turn away'; why: string }
  /** A file says otherwise than what is here, and nobody has seen the difference yet. */
  | { does: 'ask'; why: string }

/**
 * Decides what a telling comes to, with what is known of the order locked.
 * @param agreed whether the person who imports has seen how it differs.
 * @throws Refusal for an order that another store, or another number, has the id of.
 */
export async function decide(db: Db, store: Store, incoming: IncomingOrder, agreed: boolean): Promise<Decision> {
  const known = await lockKnown(db, store, incoming)
  if (known && isOlder(incoming, known)) return { does: 'nothing', text: `Order ${known.number} is here already.` }
  if (incoming.cancelledAt)
    return known?.cancelledAt
      ? { does: 'nothing', text: `Order ${known.number} is cancelled already.` }
      : { does: 'cancel', known }
  return known ? decideUpdate(db, known, incoming, agreed) : decideNew(db, store, incoming)
}

/** Rows from before we kept versions, and files without times of change, are known by their time alone. */
function isOlder(incoming: IncomingOrder, known: Order): boolean {
  if (known.version && incoming.timed) return versionOf(incoming) < known.version
  return incoming.updatedAt < known.updatedAt
}

async function lockKnown(db: Db, store: Store, incoming: IncomingOrder): Promise<Order | null> {
  const { externalId, number, timed } = incoming
  await lockIntake(db, store.id, externalId, number)
  const ours = eq(orders.storeId, store.id)
  const sameNumber = and(eq(numberKey(orders.number), sql`lower(${number})`), eq(orders.number, number))
  const fitting = await db
    .select()
    .from(orders)
    .where(and(ours, or(eq(orders.externalId, externalId), sameNumber)))
    .orderBy(asc(orders.id))
    .for('update')
  const same = fitting.find(one => one.externalId === externalId)
  if (same && !timed && same.number.toLowerCase() !== number.toLowerCase())
    throw new Refusal(
      `Its Id ${externalId} is that of order ${same.number} here, but its number is ${number}. Correct the one or the other.`,
    )
  if (same) return same
  // A file may lack the store's ids, or have them ruined; its number stays. A store that was imported first gets its
  // ids so.
  const [first, second] = fitting.filter(one => !timed || isMadeUp(one.externalId, one.number))
  if (!timed && second) throw new Refusal(`Several orders of ${store.name} have the number ${number}. Give its Id.`)
  if (!timed && first && !isMadeUp(externalId, number) && !isMadeUp(first.externalId, first.number))
    // Two ids that a store gave are two orders, though they share a number.
    return null
  if (!first && incoming.store.idsAreUnique && !isOfFile(store, incoming)) await mustBeOfThisShop(db, store, externalId)
  return first ?? null
}

/** A file's own ids: the number itself, for want of an id that can be trusted. */
const isMadeUp = (externalId: string, number: string) =>
  externalId.startsWith('#') || externalId === number || /0000$/.test(externalId)

/** A store that only files have named: its ids may be made up. */
const isOfFile = (store: Store, incoming: IncomingOrder) =>
  incoming.store.fromFile === true && store.kind === incoming.store.kind

/** Where ids are unique over all shops, a known one under another shop's name is not that shop's order. */
async function mustBeOfThisShop(db: Db, store: Store, externalId: string): Promise<void> {
  const [other] = await db
    .select({ name: stores.name, number: orders.number })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(and(eq(orders.externalId, externalId), ne(orders.storeId, store.id), eq(stores.kind, store.kind)))
  if (other) throw new Refusal(`It is order ${other.number} of ${other.name}, sent under the name of ${store.name}.`)
}

async function decideNew(db: Db, store: Store, incoming: IncomingOrder): Promise<Decision> {
  const heard = await heardBefore(db, store.id, incoming.externalId)
  const last = lastHeard(heard)
  if (last?.updatedAt && incoming.updatedAt < new Date(last.updatedAt))
    return { does: 'nothing', text: `The store has already sent something newer about order ${incoming.number}.` }
  const pass = whyPass(incoming)
  if (pass) return { does: 'pass', why: pass, told: last?.updatedAt === incoming.updatedAt.toISOString() }
  const why = whyNot(incoming)
  return why ? { does: 'turn away', why } : { does: 'take', heard }
}

async function decideUpdate(db: Db, known: Order, incoming: IncomingOrder, agreed: boolean): Promise<Decision> {
  const here: Decision = { does: 'nothing', text: `Order ${known.number} is here already.` }
  if (known.cancelledAt) return here
  const before = { order: known, lines: await linesOf(db, known.id), shipTo: await shipToOf(db, known.id) }
  const recognised = recogniseLines(incoming.lines, await allLinesOf(db, known.id))
  // An id that its store has given since doesn't change a line.
  const lines = recognised.map(({ line, old }) => ({
    ...{ ...line, quantity: wantedOf(line, old).quantity },
    externalId: old?.externalId ?? line.externalId,
  }))
  const shipTo = shipToTold(incoming.shipTo, before.shipTo)
  const changed = whatChanged(before, { ...incoming, lines, shipTo })
  if (incoming.timed || agreed) return { does: 'update', known, changed }
  if (changed.length === 0) return here
  const concerns = known.forwardedAt !== null && changed.some(what => what === 'lines' || what === 'ship-to')
  if (!concerns && incoming.updatedAt > known.updatedAt) return { does: 'update', known, changed }
  const [isWith, differences] = [known.forwardedAt ? ' and is with suppliers' : '', whatDiffers(before, lines, changed)]
  return { does: 'ask', why: `It is here already${isWith}, and the file says otherwise: ${list(differences)}.` }
}
