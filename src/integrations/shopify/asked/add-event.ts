import type { CarrierEvent } from '../../../kernel/shapes/storefront.ts'
import type { Admin } from '../admin/client.ts'
import { ADD_EVENT, EVENTS, type FulfilmentEvent } from '../admin/documents/fulfilments.ts'
import { isFollowed } from '../fulfilling/carrier.ts'
import { readHeld } from '../fulfilling/held.ts'

const STATUSES: Record<CarrierEvent['status'], string> = {
  picked_up: 'CARRIER_PICKED_UP',
  in_transit: 'IN_TRANSIT',
  delayed: 'DELAYED',
  out_for_delivery: 'OUT_FOR_DELIVERY',
  attempted: 'ATTEMPTED_DELIVERY',
  ready_for_pickup: 'READY_FOR_PICKUP',
  delivered: 'DELIVERED',
  failed: 'FAILURE',
}

/**
 * Passes on what a carrier said about a parcel, once: Shopify takes it as often as it comes, and mails the customer each
 * time. What Shopify asks the carrier itself is left to it.
 */
export async function addEvent(admin: Admin, event: CarrierEvent): Promise<void> {
  if (isFollowed(event.carrier)) return
  const status = STATUSES[event.status]
  const happenedAt = `${event.at.toISOString().slice(0, 19)}Z`
  for (const fulfillmentId of readHeld(event.fulfilment).ids) {
    const known = await readEvents(admin, fulfillmentId)
    if (!known || known.some(one => one.status === status && isNear(one.happenedAt, happenedAt))) continue
    const where = { ...(event.city && { city: event.city }), ...(event.country && { country: event.country }) }
    const message = event.message ? { message: event.message } : {}
    await admin.change(ADD_EVENT, { event: { fulfillmentId, status, happenedAt, ...message, ...where } })
  }
}

/** A carrier that puts the hour right says nothing new, and another attempt comes on another day. */
const isNear = (one: string, other: string) => Math.abs(Date.parse(one) - Date.parse(other)) < HALF_A_DAY
const HALF_A_DAY = 12 * 3_600_000

/** What was said of a fulfilment; null for one that is no longer live. */
async function readEvents(admin: Admin, id: string): Promise<FulfilmentEvent[] | null> {
  const events: FulfilmentEvent[] = []
  for (let after: string | null = null; ; ) {
    const { fulfillment }: Awaited<ReturnType<typeof read>> = await read(admin, id, after)
    if (fulfillment?.status !== 'SUCCESS') return null
    events.push(...fulfillment.events.nodes)
    if (!fulfillment.events.pageInfo.hasNextPage) return events
    after = fulfillment.events.pageInfo.endCursor
  }
}

const read = (admin: Admin, id: string, after: string | null) => admin.ask(EVENTS, { id, after })
