import type { Verb } from '../kernel/asking/command.ts'
import { notRefused, orRefusal, Refusal } from '../kernel/words/refusal.ts'
import { inFigures } from '../kernel/words/text.ts'
import { findKnownStore, findOrAddStore } from '../stores/find-store.ts'
import { takersOf } from '../suppliers/takers.ts'
import { decide } from './decide.ts'
import { type Effect, effectOf } from './effect-of.ts'
import { countCards, findListed } from './find-listed.ts'
import { type IncomingOrder, MOST_ORDER_LINES, shippable } from './incoming-order.ts'
import { joinStoreOfFiles } from './join-store.ts'
import { countRefunds, keepRefunds } from './keep-refunds.ts'
import { ERASED, leaveOutErased } from './leave-out-erased.ts'
import { type Listing, listNewOrders, listOfHour } from './list-new-orders.ts'
import { knownBy, lockIntake } from './lock-intake.ts'
import { findTold, lookUp, ordersElsewhere } from './look-up.ts'
import { keepNewlyTaken } from './newly-taken.ts'
import { keepToldBefore } from './refund-order.ts'
import { writeOrders } from './write-order.ts'

/** An order as its store tells it; `agreed`: who imports has seen how it differs from what is here. */
export type Telling = { incoming: IncomingOrder; agreed: boolean }
/** What became of a telling; a refused one changed nothing. */
export type Taken = { text: string; outcome: string } | Refusal

/**
 * Takes orders as their stores tell them, one or hundreds, in a handful of statements. Two reports of one order are
 * taken one after the other, and what follows the first comes before the second.
 * @param list of a file, which shows its new ones in place of a card each; of other many, their hour's does
 */
export async function takeTogether(verb: Verb, told: readonly Telling[], list?: string): Promise<readonly Taken[]> {
  const taken = new Map<Telling, Taken>()
  const listings: Listing[] = []
  let hasTaken = false
  for (const one of told) if (one.incoming.lines.length > MOST_ORDER_LINES) taken.set(one, tooLong(one.incoming))
  for (const step of stepsOf(told.filter(one => !taken.has(one)))) {
    if (hasTaken) await verb.follow()
    hasTaken = true
    const { each, listing } = await takeStep(verb, step, list)
    for (const [index, one] of each.entries()) taken.set(step[index] as Telling, one)
    if (listing) listings.push(listing)
  }
  await listNewOrders(verb, listings)
  return told.map(one => taken.get(one) as Taken)
}

const tooLong = ({ number, lines }: IncomingOrder) =>
  new Refusal(
    `Order ${number} has ${inFigures(lines.length)} lines. I take orders of at most ${inFigures(MOST_ORDER_LINES)}: split it in the store.`,
  )

/** Tellings of one store that can be taken at once: no two in a step may be of the same order. Pure. */
export function stepsOf(told: readonly Telling[]): readonly (readonly Telling[])[] {
  const last = new Map<string, number>()
  const steps = Map.groupBy(told, ({ incoming }) => {
    const store = JSON.stringify(incoming.store)
    const names = knownBy(incoming).map(name => `${store} ${name}`)
    const turn = names.reduce((most, name) => Math.max(most, (last.get(name) ?? -1) + 1), 0)
    for (const name of names) last.set(name, turn)
    return `${turn} ${store}`
  })
  return [...steps].toSorted(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).map(([, own]) => own)
}

type Step = { each: readonly Taken[]; listing?: Listing }

async function takeStep(verb: Verb, told: readonly Telling[], list: string | undefined): Promise<Step> {
  const all = told.map(({ incoming }) => incoming)
  const named = all[0]?.store
  if (!named) return { each: [] }
  const [, orders, here, cards, elsewhere, takers, found] = await Promise.all([
    lockIntake(verb.db, all),
    leaveOutErased(verb.db, all),
    findKnownStore(verb.db, named),
    countCards(verb),
    ordersElsewhere(verb.db, all),
    takersOf(verb.db, skusOf(all)),
    named.fromFile ? null : findTold(verb.db, named.key, all),
  ])
  const taken = orders.flatMap(order => order ?? [])
  if (taken.length === 0) return { each: told.map(() => ERASED) }
  const store = await findOrAddStore(verb, named, here)
  const others = await joinStoreOfFiles(verb, store, taken, elsewhere)
  const isSure = store.id === here?.id && elsewhere.length === 0
  const known = await lookUp(verb.db, store, taken, others, isSure ? found : null)
  const decided = orders.map((incoming, at) =>
    orRefusal(() => incoming && { incoming, decision: decide(known, incoming, told[at]?.agreed === true) }),
  )
  const sound = notRefused(decided).flatMap(one => one ?? [])
  const fresh = sound.filter(({ decision }) => decision.does === 'take').map(({ incoming }) => incoming)
  const listed = list ? new Set(taken) : findListed(known, fresh, takers, cards)
  const effects = new Map(
    sound.map(one => {
      const { incoming, decision } = one
      return [one, effectOf({ ...verb, listed: listed.has(incoming) }, known, incoming, decision)]
    }),
  )
  await write(verb, [...effects.values()])
  for (const { written } of effects.values())
    if (written && isWhole(written)) keepNewlyTaken(verb, written.rows, store, takers)
  for (const { facts } of effects.values())
    for (const { name, about, data } of facts) await verb.record(name, about, data)
  const shown = { orders: fresh.filter(order => listed.has(order)), takers }
  return {
    each: decided.map(one => (one instanceof Refusal ? one : ((one && effects.get(one)?.outcome) ?? ERASED))),
    listing: list ? { list, store, ...shown } : listOfHour(verb, store, shown),
  }
}

const skusOf = (all: readonly IncomingOrder[]) => all.flatMap(({ lines }) => shippable(lines).map(({ sku }) => sku))

/** Whether nothing else is known about the order than its rows. */
const isWhole = ({ isNew, incoming, heard }: NonNullable<Effect['written']>) =>
  isNew && incoming.refunds.length === 0 && heard.length === 0

async function write(verb: Verb, effects: readonly Effect[]): Promise<void> {
  const written = effects.flatMap(({ written }) => written ?? [])
  verb.meanwhile(
    writeOrders(
      verb.db,
      written.map(({ rows }) => rows),
    ),
  )
  for (const { rows, incoming } of written) await keepRefunds(verb.db, rows.order.id, incoming.refunds)
  const counted = written.filter(({ isNew, incoming }) => !isNew || incoming.refunds.length > 0)
  await countRefunds(
    verb.db,
    counted.map(({ rows }) => rows.order.id),
  )
  for (const { rows, heard } of written) await keepToldBefore(verb, rows.order, heard)
}
