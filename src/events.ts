/**
 * Every fact we record, in the words of the field, with what it carries. Past tense, for ever.
 * No customer's name, street, phone or e-mail: those live with the order and are redacted on their date.
 */
export interface Events {
  'store.added': { name: string; kind: string }
  'store.changed': { autoForward: boolean }

  'order.received': { number: string; lines: number }
  'order.updated': { changed: readonly string[] }
  'order.turned_away': { store: string; number: string; why: string }
  'order.cancelled': { reason: string | null; note: string | null }
  'order.held': { reason: string; note: string | null }
  'order.released': Record<string, never>
  'order.noted': { note: string }
  /** Lines that nobody supplies, or whose supplier declined: staff must choose. */
  'order.needs_routing': { skus: readonly string[] }
  'order.forwarded': { purchaseOrders: readonly string[] }

  'purchase_order.drafted': { orderId: string; number: string; supplierId: string }
  'purchase_order.sent': { orderId: string; number: string; supplierId: string }
  'purchase_order.acknowledged': { orderId: string; number: string; promised: string | null }
  'purchase_order.promised': { orderId: string; number: string; from: string | null; to: string }
  'purchase_order.declined': { orderId: string; number: string; reason: string; note: string | null }
  'purchase_order.cancelled': { orderId: string; number: string; reason: string | null }
  'purchase_order.ship_to_seen': { orderId: string; number: string }

  'change.requested': { orderId: string; number: string; changeId: string; what: string }
  'change.accepted': { orderId: string; number: string; changeId: string; what: string }
  'change.refused': { orderId: string; number: string; changeId: string; what: string; note: string | null }

  'shipment.recorded': {
    orderId: string
    number: string
    shipmentId: string
    carrier: string
    tracking: string
    pieces: number
    whole: boolean
  }
  'shipment.corrected': {
    orderId: string
    number: string
    shipmentId: string
    from: string
    to: string
    carrier: string
  }

  'supplier.added': { name: string }
  'supplier.room_bound': { roomId: string; room: string }
  'supplier.contact_added': { name: string }
  'supplier.contact_asked': { roomId: string; chat: string; user: string; name: string }
  'supplier.sku_listed': { skus: readonly string[] }

  'room.renamed': { from: string; to: string }
  'room.moved': { room: string }
  'room.regained': { room: string }
  'room.shared': { room: string }
  'room.parked': { room: string; why: string }
  'message.parked': { room: string; why: string }
  /** Waybill wanted to go on by itself and was refused. */
  'follow_up.refused': { command: string; sentence: string }
}

export type EventName = keyof Events

/** One recorded fact. `about` is the id of the thing it happened to. */
export type Event<N extends EventName = EventName> = {
  [K in N]: { id: number; name: K; about: string; at: Date; data: Events[K] }
}[N]
