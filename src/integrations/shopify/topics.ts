/** The webhooks that Waybill takes, and what each brings. */
export const TOPICS = {
  'orders/create': 'New orders (*Order creation*). You need this one.',
  'orders/updated': 'What changes later: lines, address, payment, refunds (*Order update*). You need this one.',
  'orders/edited': 'Somebody edited an order. The order is read again, even if the webhook about its update gets lost.',
  'orders/cancelled': 'Cancellations (*Order cancellation*). You need this one.',
  'orders/paid': 'An order that waited for its money goes on.',
  'orders/fulfilled': 'Somebody shipped the whole order.',
  'orders/partially_fulfilled': 'Some of its pieces were shipped.',
  'orders/delete': 'An order was deleted.',
  'orders/risk_assessment_changed': 'How likely fraud is. An order of high risk waits.',
  'orders/risk': 'The same, as older versions of Shopify name it.',
  'refunds/create': 'A refund by itself, as soon as it is made.',
  'returns/request': 'A customer asks to send something back: a return opens here.',
  'returns/approve': 'A return was approved, or opened, in the store.',
  'returns/decline': 'A return was declined in the store.',
  'returns/cancel': 'A return was cancelled in the store.',
  'returns/close': 'A return was closed in the store.',
  'returns/reopen': 'A return was opened again in the store.',
  'fulfillment_orders/placed_on_hold': 'Somebody holds what waits of an order: it is held here too.',
  'fulfillment_orders/hold_released': 'Nobody holds it there any more: what waited here for that is released.',
  'fulfillment_events/create':
    'What carriers do with parcels that Waybill wrote to the store, where Shopify asks the carrier itself.',
  'app/scopes_update': 'What Waybill’s app may do has changed: the connection is checked at once.',
  'app/uninstalled': 'Waybill’s app was removed from the store: it is disconnected, and staff are notified.',
  'customers/redact': 'A customer’s data is to be erased. Shopify sends it to apps by itself.',
  'customers/data_request': 'A customer asks for their data: staff are notified. The same.',
  'shop/redact': 'All data of a shop is to be erased, two days after it uninstalled the app. The same.',
} as const
export type Topic = keyof typeof TOPICS

/** No longer sent since 2025. */
export const OLD_RISK: Topic = 'orders/risk'
/** Those that bring no order: its risk, and a refund. */
export const RISKS: readonly string[] = ['orders/risk_assessment_changed', OLD_RISK] satisfies Topic[]
export const REFUND: Topic = 'refunds/create'
export const UNINSTALLED: Topic = 'app/uninstalled'
export const SCOPES_CHANGED: Topic = 'app/scopes_update'
/** It names its order and what was edited, not how the order is now. */
export const EDITED: Topic = 'orders/edited'

/** It names a fulfilment, and what its carrier did. */
export const EVENT: Topic = 'fulfillment_events/create'

/** They name a return, and it is read as it is then. */
export function isReturn(topic: string): boolean {
  return topic.startsWith('returns/')
}

/** They name what waits of an order at one location, and all its holds are read as they are then. */
export const HOLDS: readonly string[] = [
  'fulfillment_orders/placed_on_hold',
  'fulfillment_orders/hold_released',
] satisfies Topic[]

/** What the law on privacy has Shopify ask: it is named in the app's configuration, and subscribed to by nobody. */
const PRIVACY = ['customers/redact', 'customers/data_request', 'shop/redact'] as const satisfies Topic[]

export function isPrivacy(topic: string): boolean {
  return (PRIVACY as readonly string[]).includes(topic)
}
