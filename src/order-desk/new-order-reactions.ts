import { eq } from 'drizzle-orm'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { among } from '../kernel/ground/among.ts'
import { noticeCard } from '../kernel/shapes/notice-card.ts'
import { calledThere } from '../orders/not-taken.ts'
import { type Order, orders } from '../orders/tables.ts'
import { type Store, stores } from '../stores/tables.ts'
import { postOrderCard, viewsOfOrders } from './redraw-order.ts'
import { postNeedsRouting } from './routing-reactions.ts'

/** Shows a new order to staff, unless a list does, and forwards it where new orders go out by themselves. */
export const postOrder: Reaction<'order.received'> = async (speech, { about, data }) =>
  data.listed
    ? speech.later('follow listed orders', about, async (last, ids) => followAll(last, await withStores(last, ids)))
    : speech.later('post new orders', about, postNewOrders)

/** Posts the staff's cards of new orders, and asks for routing where nobody supplies a line. */
async function postNewOrders(speech: Speech, ids: readonly string[]): Promise<void> {
  const [views] = await Promise.all([viewsOfOrders(speech, ids), speech.staffRooms('orders')])
  for (const view of views) {
    await postOrderCard(speech, view)
    if (view.open.some(line => line.takers === 0)) await postNeedsRouting(speech, view)
  }
  await followAll(speech, views)
}

/** Says that what was not taken came in after all, and forwards it where new orders go out by themselves. */
export async function followAll(speech: Speech, all: readonly InStore[]): Promise<void> {
  for (const { order } of all) await tellItCameIn(speech, order)
  await forwardByThemselves(speech, all)
}

async function tellItCameIn(speech: Speech, { storeId, externalId, number }: Order): Promise<void> {
  const key = { kind: 'turned-away', subject: calledThere(storeId, externalId) }
  const card = noticeCard(notTaken(number), `It has come in since, as order ${number}.`)
  await speech.redraw(key, { ...card, tone: 'good' })
}

/** What waited for its store's word goes out once it says that it is paid, or holds it no more, where new orders go out by themselves. */
export const forwardLetGo: Reaction<'order.released'> = async (speech, { about, data }) => {
  if (data.paid || data.inStore) await forwardByThemselves(speech, await withStores(speech, [about]))
}

type InStore = { order: Order; store: Store }

/** Orders with their stores, in that order. */
async function withStores({ read }: Speech, ids: readonly string[]): Promise<readonly InStore[]> {
  const found = await read
    .select({ order: orders, store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(among(orders.id, ids))
  const byId = new Map(found.map(one => [one.order.id, one]))
  return ids.flatMap(id => byId.get(id) ?? [])
}

async function forwardByThemselves(speech: Speech, all: readonly InStore[]): Promise<void> {
  // What suppliers had before is sent again only by a person.
  const ready = all.filter(({ order, store }) => store.autoForwardAt && !order.heldAt && !order.forwardedAt)
  if (ready.length > 0) await speech.ask('order.forward-new', { orders: ready.map(({ order }) => order.id) })
}

/** Who imports a file has its report: hundreds of old orders must not fill the room. */
export const tellTurnedAway: Reaction<'order.turned_away'> = async (speech, { about, data }) => {
  if (data.reported) return
  const summary = `Order ${data.number} of ${data.store} did not come in. ${data.why}`
  const card = noticeCard(notTaken(data.number), summary)
  await speech.post({ kind: 'turned-away', subject: about }, await speech.staffRooms('alerts'), card)
}

const notTaken = (number: string) => `Order ${number} was not taken`
