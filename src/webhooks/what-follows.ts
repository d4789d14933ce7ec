import { and, eq, isNull } from 'drizzle-orm'
import type { OwnReactions, Reaction, Speech } from '../kernel/asking/reaction.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { orders } from '../orders/tables.ts'
import { messageData, type ToldFact } from './message-data.ts'
import { webhookEndpoints } from './tables.ts'
import { enabledCard, givenUpCard, testedCard } from './webhook-card.ts'

/** The store of the order is notified, where it wants to be. While that is switched off, what happens waits. */
const notifyStore: Reaction<ToldFact> = async (speech, event) => {
  const order = event.name === 'order.cancelled' ? event.about : event.data.orderId
  const [told] = await speech.read
    .select({ owner: webhookEndpoints.ownerId })
    .from(orders)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.ownerId, orders.storeId))
    .where(and(eq(orders.id, order), isNull(orders.erasedAt)))
  if (!told) return
  const data = await messageData(speech.read, event)
  const fact = { type: event.name, at: event.at.toISOString() }
  await speech.ask('webhook.write', { ...fact, owner: told.owner, data })
}

const post = async (speech: Speech, store: string, card: Card) =>
  speech.post({ kind: 'webhook', subject: store }, await speech.staffRooms('alerts'), card)

/** What follows for stores that get webhooks. */
export const webhookReactions = {
  'shipment.recorded': [notifyStore],
  'shipment.corrected': [notifyStore],
  'shipment.removed': [notifyStore],
  'shipment.scanned': [notifyStore],
  'shipment.delivered': [notifyStore],
  'shipment.delivery_taken_back': [notifyStore],
  'order.cancelled': [notifyStore],
  'webhook.connected': [],
  'webhook.disconnected': [],
  'webhook.tested': [(speech, { about, data }) => post(speech, about, testedCard(data))],
  'webhook.given_up': [(speech, { about, data }) => post(speech, about, givenUpCard(data))],
  'webhook.enabled': [
    (speech, { about, data }) => speech.redraw({ kind: 'webhook', subject: about }, enabledCard(data)),
  ],
} satisfies OwnReactions
