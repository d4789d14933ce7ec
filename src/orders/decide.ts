import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { isFulfilled } from './incoming-order.ts'
import { isLiveAgain } from './is-live-again.ts'
import type { ToldOrder } from './leave-out-erased.ts'
import type { KnownOrders } from './look-up.ts'
import { lastHeard } from './not-taken.ts'
import { recogniseLines } from './recognise-lines.ts'
import { shipToTold, wantedOf } from './staff-wants.ts'
import type { Order } from './tables.ts'
import { versionOf } from './version.ts'
import { type Changed, whatChanged } from './what-changed.ts'
import { whatDiffers } from './what-differs.ts'
import { whyNot, whyPass } from './why-not.ts'

/** What a telling of an order comes to. The preview of a file and its run decide alike, by this. */
export type Decision =
  | { does: 'take' }
  | { does: 'update'; order: Order; changed: readonly Changed[] }
  | { does: 'cancel'; order: Order | null }
  /** Its store had cancelled or deleted it, and has it again. */
  | { does: 'reopen'; order: Order; changed: readonly Changed[] }
  /** Of one that is cancelled: nothing changes, and nothing older counts any more. */
  | { does: 'note'; order: Order; text: string }
  | { does: 'nothing'; text: string }
  /** Nobody has to ship it. */
  | { does: 'pass'; why: string; told: boolean }
  | { does: 'turn away'; why: string }
  /** A file says otherwise than what is here, and nobody has seen the difference yet. */
  | { does: 'ask'; why: string }

/**
 * Decides what a telling comes to, by what is known of the order. Pure.
 * @param agreed whether the person who imports has seen how it differs.
 * @throws Refusal for an order that another store, or another number, has the id of.
 */
export function decide(known: KnownOrders, incoming: ToldOrder, agreed: boolean): Decision {
  const order = recogniseOrder(known, incoming)
  const here: Decision = { does: 'nothing', text: `Order ${order?.number} is here already.` }
  if (order && isNoNews(incoming, order)) return here
  if (!order) return decideNew(known, incoming)
  if (incoming.cancelledAt && !order.cancelledAt) return { does: 'cancel', order }
  if (isLiveAgain(order, incoming)) return decideReopening(known, order, incoming, agreed)
  if (!order.cancelledAt) return decideUpdate(known, order, incoming, agreed)
  const text = `Order ${order.number} is cancelled already.`
  const counts = incoming.timed && (incoming.cancelledAt ?? order.cancelledInStoreAt)
  return counts ? { does: 'note', order, text } : { does: 'nothing', text }
}

/** Rows from before we kept versions, and files without times of change, are known by their time alone. */
function isNoNews(incoming: ToldOrder, known: Order): boolean {
  if (known.version && incoming.timed) return versionOf(incoming) <= known.version
  return incoming.updatedAt < known.updatedAt
}

function recogniseOrder(known: KnownOrders, incoming: ToldOrder): Order | null {
  const { externalId, number, timed } = incoming
  const fitting = known.fitting(incoming)
  const same = fitting.find(one => one.externalId === externalId)
  if (same && !timed && same.number.toLowerCase() !== number.toLowerCase())
    throw new Refusal(
      `Its Id ${externalId} is that of order ${same.number} here, but its number is ${number}. Correct the one or the other.`,
    )
  if (same) return same
  // A file may lack the store's ids, or have them ruined; its number stays. A store that was imported first gets its
  // ids so.
  const [first, second] = fitting.filter(one => !timed || isMadeUp(one.externalId, one.number))
  if (!timed && second)
    throw new Refusal(`Several orders of ${known.store.name} have the number ${number}. Give its Id.`)
  if (!timed && first && !isMadeUp(externalId, number) && !isMadeUp(first.externalId, first.number))
    // Two ids that a store gave are two orders, though they share a number.
    return null
  if (!first) mustBeOfThisShop(known, externalId)
  return first ?? null
}

/** A file's own ids: the number itself, for want of an id that can be trusted. */
const isMadeUp = (externalId: string, number: string) =>
  externalId.startsWith('#') || externalId === number || /0000$/.test(externalId)

/** Where ids are unique over all shops, a known one under another shop's name is not that shop's order. */
function mustBeOfThisShop({ store, elsewhere }: KnownOrders, externalId: string): void {
  const other = elsewhere(externalId).find(one => one.store.kind === store.kind)
  if (other)
    throw new Refusal(`It is order ${other.number} of ${other.store.name}, sent under the name of ${store.name}.`)
}

function decideNew(known: KnownOrders, incoming: ToldOrder): Decision {
  const heard = known.heard(incoming.externalId)
  const last = lastHeard(heard)
  if (last?.updatedAt && incoming.updatedAt < new Date(last.updatedAt))
    return { does: 'nothing', text: `The store has already sent something newer about order ${incoming.number}.` }
  if (incoming.cancelledAt) return { does: 'cancel', order: null }
  const pass = whyPass(incoming)
  if (pass) return { does: 'pass', why: pass, told: last?.updatedAt === incoming.updatedAt.toISOString() }
  const why = whyNot(incoming)
  return why ? { does: 'turn away', why } : { does: 'take' }
}

/** It comes back as it would come in; what was shipped meanwhile is not left on hold. */
function decideReopening(known: KnownOrders, order: Order, incoming: ToldOrder, agreed: boolean): Decision {
  const pass = isFulfilled(incoming) ? null : whyPass(incoming)
  if (pass) return { does: 'note', order, text: pass }
  const why = whyNot(incoming)
  if (why) return { does: 'turn away', why }
  const update = decideUpdate(known, order, incoming, agreed)
  return update.does === 'update' ? { ...update, does: 'reopen' } : update
}

function decideUpdate(known: KnownOrders, order: Order, incoming: ToldOrder, agreed: boolean): Decision {
  const here: Decision = { does: 'nothing', text: `Order ${order.number} is here already.` }
  const all = known.lines(order.id)
  const before = { order, lines: all.filter(({ quantity }) => quantity > 0), shipTo: known.shipTo(order.id) }
  const recognised = recogniseLines(incoming.lines, all)
  // An id that its store has given since doesn't change a line.
  const lines = recognised.map(({ line, old }) => ({
    ...{ ...line, quantity: wantedOf(line, old).quantity },
    externalId: old?.externalId ?? line.externalId,
  }))
  const shipTo = shipToTold(incoming.shipTo, before.shipTo)
  const changed = whatChanged(before, { ...incoming, lines, shipTo })
  if (incoming.timed || agreed) return { does: 'update', order, changed }
  if (changed.length === 0) return here
  const concerns = order.forwardedAt !== null && changed.some(what => what === 'lines' || what === 'ship-to')
  if (!concerns && incoming.updatedAt > order.updatedAt) return { does: 'update', order, changed }
  const [isWith, differences] = [order.forwardedAt ? ' and is with suppliers' : '', whatDiffers(before, lines, changed)]
  return { does: 'ask', why: `It is here already${isWith}, and the file says otherwise: ${list(differences)}.` }
}
