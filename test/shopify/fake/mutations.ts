import { type CancelInput, cancelOrder } from './cancelling.ts'
import {
  cancelFulfillment,
  createEvent,
  createFulfillment,
  type EventInput,
  type FulfillmentInput,
  updateTracking,
} from './fulfilling.ts'
import { type HoldInput, hold, release } from './holding.ts'
import { createRefund, type RefundInput } from './refunds.ts'
import { createReturn, moveReturn, type ReturnInput } from './returns.ts'
import type { FakeShop } from './shop.ts'
import type { TrackingInput } from './tracking.ts'
import { answer, existing } from './wrong.ts'

type ById = { id: string }
type ByInput = { input: ById }
type Tracked = { fulfillmentId: string; trackingInfoInput: TrackingInput; notifyCustomer?: boolean | null }
type Deadline = { fulfillmentOrderIds: readonly string[]; fulfillmentDeadline: string }
type Held = ById & { fulfillmentHold: HoldInput }
type Released = ById & { holdIds?: readonly string[] | null }
type Subscribed = { topic: string; webhookSubscription: { uri?: string | null } }

/** What can be done in a shop. */
export function mutations(shop: FakeShop) {
  const app = shop.app.name
  const moved = (id: string, from: readonly string[], to: string) =>
    answer(() => ({ return: moveReturn(shop, id, from, to) }))
  return {
    fulfillmentCreate: ({ fulfillment }: { fulfillment: FulfillmentInput }) =>
      answer(() => ({ fulfillment: createFulfillment(shop, fulfillment, app) })),
    fulfillmentTrackingInfoUpdate: ({ fulfillmentId, trackingInfoInput, notifyCustomer }: Tracked) =>
      answer(() => ({ fulfillment: updateTracking(shop, fulfillmentId, trackingInfoInput, notifyCustomer ?? false) })),
    fulfillmentCancel: ({ id }: ById) => answer(() => ({ fulfillment: cancelFulfillment(shop, id) })),
    fulfillmentEventCreate: ({ fulfillmentEvent }: { fulfillmentEvent: EventInput }) =>
      answer(() => ({ fulfillmentEvent: createEvent(shop, fulfillmentEvent) })),
    fulfillmentOrdersSetFulfillmentDeadline: ({ fulfillmentOrderIds, fulfillmentDeadline }: Deadline) =>
      answer(() => {
        const code = 'FULFILLMENT_ORDERS_NOT_FOUND'
        const found = fulfillmentOrderIds.map(id =>
          existing(
            shop.findFulfillmentOrder(id),
            'The fulfillment orders could not be found.',
            ['fulfillmentOrderIds'],
            code,
          ),
        )
        for (const one of found) one.fulfillBy = fulfillmentDeadline
        return { success: true }
      }),
    fulfillmentOrderHold: ({ id, fulfillmentHold }: Held) => answer(() => hold(shop, id, fulfillmentHold, app)),
    fulfillmentOrderReleaseHold: ({ id, holdIds }: Released) =>
      answer(() => ({ fulfillmentOrder: release(shop, id, holdIds) })),
    refundCreate: ({ input }: { input: RefundInput }) =>
      answer(() => {
        const refund = createRefund(shop, input)
        return { refund, order: refund.order }
      }),
    orderCancel: (input: CancelInput) => answer(() => ({ job: cancelOrder(shop, input) }), 'orderCancelUserErrors'),
    returnCreate: ({ returnInput }: { returnInput: ReturnInput }) =>
      answer(() => ({ return: createReturn(shop, returnInput) })),
    returnApproveRequest: ({ input }: ByInput) => moved(input.id, ['REQUESTED'], 'OPEN'),
    returnDeclineRequest: ({ input }: ByInput) => moved(input.id, ['REQUESTED'], 'DECLINED'),
    returnClose: ({ id }: ById) => moved(id, ['OPEN'], 'CLOSED'),
    returnCancel: ({ id }: ById) => moved(id, ['OPEN', 'REQUESTED'], 'CANCELED'),
    webhookSubscriptionCreate: ({ topic, webhookSubscription }: Subscribed) =>
      answer(() => ({ webhookSubscription: shop.webhooks.subscribe(topic, webhookSubscription.uri) })),
    webhookSubscriptionUpdate: ({ id, webhookSubscription }: ById & Subscribed) =>
      answer(() => ({ webhookSubscription: shop.webhooks.change(id, webhookSubscription.uri) })),
    webhookSubscriptionDelete: ({ id }: ById) =>
      answer(() => ({ deletedWebhookSubscriptionId: shop.webhooks.unsubscribe(id) })),
  }
}
