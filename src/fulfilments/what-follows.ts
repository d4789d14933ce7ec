import { and, isNotNull } from 'drizzle-orm'
import type { Events } from '../events.ts'
import type { OwnReactions, Reaction, Speech } from '../kernel/asking/reaction.ts'
import { amongNamed } from '../kernel/ground/among.ts'
import { readingTogether } from '../kernel/ground/read-together.ts'
import type { Placeholders } from '../kernel/ground/statement.ts'
import { orders } from '../orders/tables.ts'
import { queueOf } from '../stores/link-store.ts'
import { earlierCard } from './earlier-card.ts'
import { failedCard, toldCard } from './failed-card.ts'
import { storesToTell } from './linked-order.ts'
import { earlierOf } from './tell-earlier.ts'
import { toldBesidesCard, untoldCard } from './telling-cards.ts'

type Owed = 'order.fulfil' | 'order.tell-deadline' | 'order.tell-hold' | 'order.tell-events'

/** Owes the store of an order the news, where it is connected; those of many orders are looked up at once. */
function owe(speech: Speech, name: Owed, order: string): void {
  const tell = async (last: Speech, ids: readonly string[]) => {
    for (const { id, store } of await storesToTell(last.read, ids))
      await last.owe({ name, subject: id, queue: queueOf(store) })
  }
  speech.later(name, order, tell, { alongside: true })
}

const tellStore: Reaction<'shipment.recorded' | 'shipment.corrected' | 'shipment.removed'> = async (speech, { data }) =>
  owe(speech, 'order.fulfil', data.orderId)

const tellEvent: Reaction<'shipment.scanned' | 'shipment.delivered' | 'shipment.followed'> = async (speech, { data }) =>
  owe(speech, 'order.tell-events', data.orderId)

type DeadlineEvents =
  | 'purchase_order.sent'
  | 'purchase_order.acknowledged'
  | 'purchase_order.promised'
  | 'purchase_order.postponed'
  | 'purchase_order.declined'
  | 'purchase_order.cancelled'

const tellNewDeadline: Reaction<DeadlineEvents> = async (speech, { data }) =>
  owe(speech, 'order.tell-deadline', data.orderId)

/** Where Waybill holds an order it is for what the store itself said of money or risk. */
const tellHeld: Reaction<'order.held'> = async (speech, { about }) => {
  if (speech.actor.side === 'staff') owe(speech, 'order.tell-hold', about)
}

const tellReleased: Reaction<'order.released'> = async (speech, { about }) => owe(speech, 'order.tell-hold', about)

/** A store holds an order only while no supplier has it, so the hold is written again whenever that may have changed. */
const tellHoldAgain: Reaction<
  'purchase_order.sent' | 'purchase_order.declined' | 'purchase_order.cancelled' | 'purchase_order.taken_back'
> = async (speech, { data }) => speech.later('tell holds again', data.orderId, tellHoldsAgain, { alongside: true })

async function tellHoldsAgain(speech: Speech, ids: readonly string[]): Promise<void> {
  const { held } = await readHeld(speech.read, { ids: JSON.stringify(ids) })
  for (const { id } of held) owe(speech, 'order.tell-hold', id)
}

const readHeld = readingTogether(({ ids }: Placeholders<'ids'>) => ({
  held: [orders, and(amongNamed(orders.id, ids), isNotNull(orders.heldAt))],
}))

const untold = (order: string, { what }: Pick<Events['telling.settled'], 'what'>) => ({
  ...{ kind: 'telling', subject: `${order}/${what}` },
})

const failed = (order: string) => ({ kind: 'fulfilment', subject: order })

/** What follows for what stores know of our orders: their parcels, and whether and until when the rest waits. */
export const fulfilmentReactions = {
  'shipment.recorded': [tellStore],
  'shipment.corrected': [tellStore],
  'shipment.removed': [tellStore],
  'shipment.scanned': [tellEvent],
  'shipment.delivered': [tellEvent],
  'shipment.followed': [tellEvent],
  'purchase_order.sent': [tellNewDeadline, tellHoldAgain],
  'purchase_order.acknowledged': [
    async (speech, event) => {
      if (event.data.promised) await tellNewDeadline(speech, event)
    },
  ],
  'purchase_order.promised': [tellNewDeadline],
  'purchase_order.postponed': [tellNewDeadline],
  'purchase_order.declined': [tellNewDeadline, tellHoldAgain],
  'purchase_order.cancelled': [tellNewDeadline, tellHoldAgain],
  'purchase_order.taken_back': [tellHoldAgain],
  'order.held': [tellHeld],
  'order.released': [tellReleased],
  // The customer may have had a parcel before the store knew its number.
  'fulfilment.told': [
    async (speech, { about, data }) => {
      await speech.redraw(failed(about), toldCard(about, data))
      owe(speech, 'order.tell-events', about)
    },
  ],
  'fulfilment.found_elsewhere': [],
  'store.linked': [
    async (speech, { about, data }) => {
      if (!data.again) await speech.owe(earlierOf(about))
    },
  ],
  'store.earlier_parcels': [
    async (speech, { about, id, data }) => {
      const key = { kind: 'earlier-parcels', subject: `${about}/${id}` }
      await speech.post(key, await speech.staffRooms('alerts'), earlierCard(data))
    },
  ],
  'telling.settled': [(speech, { about, data }) => speech.redraw(untold(about, data), toldBesidesCard(about, data))],
  'telling.failed': [
    async (speech, { about, data }) =>
      speech.post(untold(about, data), await speech.staffRooms('alerts'), untoldCard(about, data)),
  ],
  'fulfilment.failed': [
    async (speech, { about, data }) =>
      speech.post(failed(about), await speech.staffRooms('alerts'), failedCard(about, data)),
  ],
} satisfies OwnReactions
