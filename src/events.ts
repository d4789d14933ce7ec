type Person = { chat: string; user: string; name: string }
type ApiKeyFact = { name: string; prefix: string; supplierId: string | null }
type CaseFact = { kind: string; number: string; orderId: string; purchaseOrderId: string; supplierId: string }
type Noticed = {
  id: string
  caseId: string | null
  orderId: string
  purchaseOrderId: string
  number: string
  rule: 'acknowledge' | 'ship_soon' | 'ship' | 'scan' | 'promised'
  dueAt: string
  /** Of a warning: how many hours ahead of the ship-by time. */
  hours: number | null
}
type Telling = { how: 'alone' | 'digest'; windowAt: string }

/** What was noticed of one supplier's purchase orders, and how each side is notified; `staff` null where it is not theirs. */
type NotifiedSupplier = {
  supplierId: string
  supplier: Telling
  staff: Telling | null
  notices: readonly Noticed[]
}
/** It came among the many of an import: its card is not put up for that. */
type InList = { listed?: true }
type ErasedWhy = 'asked' | 'store' | 'time'
/** What a store hears of an order besides its parcels. */
type ToldBesides = { number: string; store: string; what: 'deadline' | 'hold' | 'events' }
type CarrierTag =
  | 'Pending'
  | 'InfoReceived'
  | 'InTransit'
  | 'OutForDelivery'
  | 'AttemptFail'
  | 'AvailableForPickup'
  | 'Delivered'
  | 'Exception'
  | 'Expired'
type CarrierDetail = 'accepted' | 'returning' | 'lost' | 'damaged' | 'customs' | 'refused'
type Trouble =
  | 'damaged'
  | 'lost'
  | 'returning'
  | 'customs'
  | 'exception'
  | 'stuck'
  | 'elsewhere'
  | 'attempt'
  | 'pickup'
  | 'overdue'
  | 'invalid'
  | 'forgotten'
/** A parcel of a purchase order, by its number. */
type ParcelFact = { orderId: string; number: string; shipmentId: string; carrier: string; tracking: string }
type NoticedTrouble = { id: string; caseId: string | null; supplierId: string; trouble: Trouble; isFurther: boolean }
type UnreceivedStep = 'wait' | 'neighbours' | 'carrier' | 'claim' | 'inquiry' | 'affidavit'
type Whom = 'supplier' | 'owner' | 'staff' | Person

/**
 * Every fact we record, in the words of the field, with what it carries. Past tense, for ever.
 * No customer's name, street, phone or e-mail: those live with the order and are redacted on their date.
 */
/** What a carrier did with a parcel of a purchase order, and when. */
type ParcelMoment = {
  orderId: string
  number: string
  shipmentId: string
  carrier: string
  tracking: string
  at: string
}

export interface Events {
  'store.added': { name: string; kind: string }
  /** A store that only files had named sent an order itself; `before`: what they called it. */
  'store.connected': { name: string; kind: string; before: string }
  /** Its owner let Waybill in, or gave it other secrets. */
  'store.linked': { name: string; kind: string; address: string; again: boolean }
  /** Its owner wants it connected, and began at the store. */
  'store.requested': { kind: string; address: string }
  'store.unlinked': { name: string }
  'store.renamed': { from: string; to: string }
  'store.removed': { name: string }
  /** An order of a store that was removed came in. */
  'store.returned': { name: string }
  /** What is wrong at it now, a sentence each; `before`: when it was looked at the last time. */
  'store.checked': { name: string; troubles: readonly string[]; before: readonly string[] | null }
  /** Somebody wants to know whether all its orders are here. */
  'store.comparison_asked': { name: string }
  /** Its orders of a span were compared with ours: see the columns of `reconciliations`. */
  'store.reconciled': {
    name: string
    since: string
    until: string
    /** Why it was not counted from further back, as was wished. */
    limit?: string | null
    there: number | null
    shown: number
    here: number
    found: number
    passedOver: number
    turnedAway: number
    missing: number
  }
  /** What its webhooks don't bring doesn't come in; `since` when it is tried. */
  'store.unread': { name: string; why: string; since: string }
  'store.read': { name: string }
  /** It had stopped sending these, and was made to send them again. */
  'store.healed': { name: string; topics: readonly string[] }
  'store.changed': { autoForward: boolean }
  /** Whether orders with that payment are sent before the money is there. */
  /** `on`: as it was recorded before options had other settings. */
  'store.option_set': { option: string; on?: boolean; setting?: string }
  'store.payment_set': { payment: string; send: boolean }

  /** Where a store gets webhooks; `again`: it got some before. */
  /** `store` is the name of the store, or of the supplier. */
  'webhook.connected': { store: string; host: string; again: boolean }
  'webhook.disconnected': { store: string }
  /** `why` it did not arrive; null where it did. */
  'webhook.tested': { store: string; host: string; why: string | null }
  /** A message never arrived; `off`: nothing did since, so that nothing is sent there any more. */
  'webhook.given_up': { store: string; host: string; why: string; off: boolean; waiting: number }
  'webhook.enabled': { store: string }

  /** Many things were asked for with one press; see the columns of `batches`. */
  'batch.started': { command: string; things: number }
  /** So many of them were tried, and so many still wait. */
  'batch.advanced': { things: number; waiting: number }

  'order.received': { number: string; lines: number } & InList
  /**
   * New orders that came in together, about the list that shows them; `numbers` are the first of them, and `since` is when
   * the hour began in which they did, for those that no file brought.
   */
  'orders.listed': { store: string; received: number; numbers: readonly string[]; unsupplied: number; since?: string }
  /** `trackings`: what the store says its parcels are called. `here`: staff changed it, not the store. */
  'order.updated': { changed: readonly string[]; trackings?: readonly string[]; here?: true } & InList
  'order.deleted': { number: string }
  /** Its store had cancelled or deleted it, here since `since`, and has it again. */
  'order.reopened': { number: string; after: 'cancelled' | 'deleted'; since: string } & InList
  /** A refund that the store reported before its order came in, about what the order is called there; see incoming-refund.ts. */
  'order.refund_told': {
    externalId: string
    at: string | null
    currency: string | null
    paidBackMinor: number | null
    shippingMinor: number
    shippingTaxMinor: number
    lines: readonly { line: string; quantity: number; amountMinor: number; taxMinor: number }[]
  }
  /** The store's judgement of risk, about what the order is called there. */
  'order.assessed': { risk: 'low' | 'medium' | 'high' }
  /** Not taken, with the store's own time of the report: nothing older can bring it in. `reported`: its sender knows. */
  'order.turned_away': { store: string; number: string; why: string; updatedAt: string | null; reported?: boolean }
  /** Nobody has to ship it: fulfilled in the store before it came in, fetched by the customer, or nothing to ship. */
  'order.passed_over': { store: string; number: string; updatedAt: string; why?: string }
  'order.cancelled': { reason: string | null; note: string | null } & InList
  'order.held': { reason: string; note: string | null } & InList
  /** By the store's word, not by a person: `paid` of its money or risk, `inStore` of a hold of its own. */
  'order.released': { paid: boolean; inStore?: true } & InList
  'order.noted': { note: string }
  /** Its customer's data is gone: where it went, what people wrote, or both. */
  'order.erased': { number: string; what: 'address' | 'words' | 'all'; why: ErasedWhy; fields: number; files: number }
  /** Somebody made a file of all that is known of its customer. */
  'order.exported': { number: string }
  /** Lines that nobody supplies, or whose supplier declined: staff must choose. */
  'order.needs_routing': { skus: readonly string[] }
  /** By its store, which has to answer: of the orders that are here, and how many are not. */
  'customer.data_requested': { store: string; orders: readonly { id: string; number: string }[]; unknown: number }
  /** `listed`: with many others, whose list says how far they are. */
  'order.forwarded': { purchaseOrders: readonly string[]; listed?: boolean }

  'purchase_order.drafted': { orderId: string; number: string; supplierId: string }
  /** So many that a supplier was sent within a clock hour wait for its answer, about that hour’s card. */
  'purchase_orders.gathered': { supplierId: string; waiting: number }
  'purchase_order.sent': { orderId: string; number: string; supplierId: string }
  'purchase_order.acknowledged': { orderId: string; number: string; promised: string | null }
  /** Closures agreed after it was sent give it more time. `shipBy` is ISO 8601. */
  'purchase_order.postponed': { orderId: string; number: string; shipBy: string }
  'purchase_order.promised': { orderId: string; number: string; from: string | null; to: string }
  'purchase_order.declined': { orderId: string; number: string; reason: string; note: string | null }
  'purchase_order.cancelled': { orderId: string; number: string; reason: string | null }
  /** Taken from its supplier: another has its pieces from now on, as the purchase order `to`. */
  'purchase_order.rerouted': { orderId: string; number: string; to: string; toId: string }
  /** The supplier's answer by line; `revision` counts them, `declines` is whether pieces went back to routing. */
  'purchase_order.answered': {
    orderId: string
    number: string
    revision: number
    what: string
    note: string | null
    declines: boolean
    offers: readonly string[]
  }
  'purchase_order.taken_back': { orderId: string; number: string; what: string }
  /** Staff said yes or no to another price or SKU. */
  'offer.decided': { orderId: string; number: string; offerId: string; what: string; accepted: boolean }
  /** Its supplier was sent a note; `made_with_note`: along with it. */
  'purchase_order.noted': { orderId: string; number: string; from: 'staff' | 'customer'; note: string }
  'purchase_order.made_with_note': { orderId: string; number: string; from: 'staff' | 'customer'; note: string }
  'purchase_order.ship_to_seen': { orderId: string; number: string }

  'change.requested': { orderId: string; number: string; changeId: string; what: string }
  'change.accepted': { orderId: string; number: string; changeId: string; what: string }
  /** Nobody answered, and the order is again as the supplier has it. */
  'change.withdrawn': { orderId: string; number: string; changeId: string; what: string }
  /** A parcel went although its supplier was asked for something else; `whole`: nothing is left to ship. */
  'change.shipped_past': {
    orderId: string
    number: string
    kinds: readonly ('cancel' | 'address' | 'quantity' | 'details')[]
    what: string
    whole: boolean
    tracking: string
  }
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
  /** Many tracking numbers were pasted or sent as files. About the import, as are the next four. */
  'tracking_import.asked': { name: string }
  /** What becomes of its rows is known, or known better. */
  'tracking_import.read': { name: string }
  'tracking_import.confirmed': { name: string }
  /** So many of its parcels are added so far. */
  'tracking_import.counted': { name: string; taken: number }
  'tracking_import.finished': { name: string; taken: number }

  'shipment.corrected': {
    orderId: string
    number: string
    shipmentId: string
    from: string
    to: string
    carrier: string
  }

  /** The store holds these parcels of ours now, by number; `gone`: those it holds no more. About the order. */
  'fulfilment.told': { number: string; store: string; trackings: readonly string[]; gone: readonly string[] }
  /** What others fulfilled at the store by hand, a sentence each. About the order. */
  'fulfilment.found_elsewhere': { number: string; store: string; what: readonly string[] }
  /** The store could not be written to for a while, since `since`. About the order. */
  'fulfilment.failed': { number: string; store: string; why: string; since: string }

  /** A store that is newly connected hears of parcels recorded in the `days` before; `more`: not of all. About the store. */
  'store.earlier_parcels': { name: string; orders: number; parcels: number; days: number; more: boolean }
  /** The store hasn't taken that since `since`; `isFinal`: it refused it. About the order. */
  'telling.failed': ToldBesides & { why: string; since: string; isFinal: boolean }
  'telling.settled': ToldBesides
  /** Staff asked the store to cancel it too; `refund`: what is given back there, in words, or null. About the order. */
  'cancellation.asked': { number: string; store: string; refund: string | null }
  'cancellation.done': { number: string; store: string }
  /** The store hasn't cancelled it, since `since`. */
  'cancellation.failed': { number: string; store: string; refund: string | null; why: string; since: string }

  /** Its store is asked what it would refund for a case: an amount, or what its pieces come to (null). Amounts in words. */
  'refund.wanted': CaseFact & { store: string; amount: string | null }
  'refund.offered': CaseFact & { store: string; amounts: readonly string[] }
  'refund.not_offered': CaseFact & { store: string; why: string }
  /** Staff pressed one of the amounts. */
  'refund.asked': CaseFact & { store: string; amount: string }
  'refund.done': CaseFact & { id: string; store: string; amount: string }
  /** The store hasn't refunded it, since `since`. */
  'refund.failed': CaseFact & { id: string; store: string; amount: string; why: string; since: string }
  /** Staff gave it up. */
  'refund.dropped': CaseFact & { id: string; store: string; amount: string; why: string | null }

  /** Closures agreed after it was recorded give its first scan more time. `scanBy` is ISO 8601. */
  'shipment.postponed': {
    orderId: string
    number: string
    shipmentId: string
    carrier: string
    tracking: string
    scanBy: string
  }

  /** It was never for this purchase order. */
  'shipment.removed': {
    orderId: string
    number: string
    shipmentId: string
    carrier: string
    tracking: string
    pieces: number
    why: string | null
  }

  /** The carrier has it: its first scan, at the carrier's own time. */
  'shipment.scanned': ParcelMoment

  /** The customer has that parcel, since `at`. */
  'shipment.delivered': ParcelMoment

  /** What its carrier called a delivery, at `at`, was to the sender: the parcel was on its way back by then. */
  'shipment.delivery_taken_back': ParcelMoment

  /** By what its carrier said, the parcel is elsewhere now; `says` are the carrier's own words. */
  'shipment.followed': {
    orderId: string
    number: string
    shipmentId: string
    carrier: string
    tracking: string
    tag: CarrierTag | null
    detail: CarrierDetail | null
    says: string | null
    at: string
  }
  /** A feed said something new of these numbers. About the feed. */
  'checkpoints.heard': { numbers: readonly string[] }
  /** A feed was asked to follow these numbers, and does, or said why not. About the feed. */
  'feed.registered': { numbers: readonly string[] }
  /** A carrier's feed does not follow the parcels that it is asked to, and does again. About the feed. */
  'feed.failed': { title: string; why: string; since: string }
  'feed.recovered': { title: string }

  /** Something is wrong with a parcel, since a time by its carrier; and is not any more. About the purchase order. */
  'parcel.in_trouble': ParcelFact & { trouble: Trouble; since: string }
  'parcel.out_of_trouble': ParcelFact & { trouble: Trouble; how: string; troubleId: string }
  /** How the two sides are notified of what was noticed at once. About `parcels`. */
  'parcels.noticed': {
    staff: Telling
    suppliers: readonly { supplierId: string; telling: Telling }[]
    notices: readonly NoticedTrouble[]
  }
  /** A carrier says nothing of any of its parcels, so that no cases are opened for its silence; and speaks again. */
  'carrier.fell_silent': { carrier: string; name: string; since: string; parcels: number }
  'carrier.spoke_again': { carrier: string; name: string }
  /** Staff ask the supplier about a parcel that they looked after by themselves; what it says; and what it goes on as. */
  'parcel.asked': CaseFact & { by: string; question: string }
  'parcel.answered': CaseFact & { by: string; answer: string }
  'parcel.claimed': CaseFact & { complaint: string }
  'parcel.limit_set': { name: string; from: number; to: number; store: string | null }

  /** The customer has everything, since the time at which it came. */
  'purchase_order.delivered': { orderId: string; number: string; at: string }

  /** What the clock noticed of one supplier's purchase orders in one sweep. */
  'late.noticed': { supplierId: string; notices: readonly Noticed[] }
  /** How the two sides are notified: each by itself, or in the digest of the hour that began at `windowAt`. */
  'late.notified': { suppliers: readonly NotifiedSupplier[] }

  'case.opened': CaseFact
  'case.taken': CaseFact & { owner: string }
  'case.given': CaseFact & { owner: Person; from: string | null }
  'case.snoozed': CaseFact & { until: string }
  /** Its snooze is over. */
  'case.woke': CaseFact
  'case.nudged': CaseFact & { by: string; note: string | null }
  /** The side that was waited for answered: in words, after its name. */
  'case.answered': CaseFact & { by: string; how: string }
  /** The side that was waited for wrote in the conversation: its clock restarted. */
  'case.wait_restarted': CaseFact & { by: string }
  'case.closed': CaseFact & { by: string; reason: string; note: string | null }
  'case.reopened': CaseFact & { by: string; why: string | null }
  /** The escalation spoke, for the `step`th of `of` times. */
  'case.escalated': CaseFact & { to: Whom; step: number; of: number }
  /** The escalation came to its end, and nobody answered. */
  'case.unanswered': CaseFact & { of: number }
  /** Escalations of many cases spoke at once to one side: a supplier, or the staff (null). */
  'cases.escalated': { kind: string; supplierId: string | null; windowAt: string; numbers: readonly string[] }
  'case.escalation_set': { kind: string; from: string; to: string }

  'case.noted': CaseFact & { note: string }
  /** What is on record as refunded or credited was put right; amounts in words. */
  'case.corrected': CaseFact & { ledger: 'refund' | 'credit'; from: string; to: string; why: string }
  /** A supplier’s credit came; amounts in words, `left` where some is still to come. */
  'case.credited': CaseFact & { amount: string; left: string | null }
  /** A credit that is still owed after the case closed was asked for. */
  'case.credit_chased': CaseFact & { amount: string; to: 'supplier' | 'staff' }
  /** Somebody made a file of everything known about it. */
  'case.exported': CaseFact & { what: string; files: readonly { file: string; name: string }[] }
  /** Files came; `shows` is what they show of what the agreement demands. */
  'case.evidence_added': CaseFact & { files: number; shows: string | null }

  'complaint.received': CaseFact & { reason: string; pieces: number }
  'complaint.sent': CaseFact
  /** Days as a calendar has them. */
  'closure.announced': { supplierId: string; days: readonly string[] }
  'closure.accepted': { supplierId: string }
  'closure.refused': { supplierId: string }
  'question.asked': CaseFact & { by: string; question: string; inThread: boolean }
  'question.answered': CaseFact & { by: string; answer: string }
  'complaint.answered': CaseFact & { by: string; answer: string }
  'complaint.asked_again': CaseFact & { by: string; question: string }
  /** Amounts in words. */
  'complaint.resolved': CaseFact & {
    resolution: string
    refund: string | null
    credit: string | null
    replacement: string | null
    note: string | null
  }
  /** Its replacement is not coming: the supplier declined it, or it was cancelled. */
  'complaint.replacement_lost': CaseFact & { replacement: string; why: string }
  /** All that the agreement demands of a claim is with the supplier, in time. */
  /** A step of a parcel that was delivered and not received: done, in words, with files; left out; or its time has come. */
  'complaint.step_done': CaseFact & { step: UnreceivedStep; what: string; files: number }
  'complaint.step_skipped': CaseFact & { step: UnreceivedStep; what: string; files: number }
  'complaint.step_due': CaseFact & { step: UnreceivedStep | 'decide'; dueAt: string }
  'complaint.claimed': CaseFact
  /** The right to claim ends in so many hours; 0 when it has ended. */
  'complaint.claim_warned': CaseFact & { claimBy: string; hours: number; missing: readonly string[] }

  'return.requested': CaseFact & { reason: string; pieces: number }
  'return.approved': CaseFact & { by: string; rma: string; expiresAt: string }
  'return.declined': CaseFact & { by: string; reason: string; note: string | null }
  'return.withdrawn': CaseFact & { by: string; note: string | null }
  /** Where it goes, which label, until when. */
  'return.instructed': CaseFact & { by: string; changed: readonly string[] }
  'return.posted_back': CaseFact & { carrier: string; tracking: string }
  /** The carrier has the parcel that goes back, since `at`. */
  'return.scanned': CaseFact & { carrier: string; tracking: string; at: string }
  'return.received': CaseFact & { by: string }
  'return.inspected': CaseFact & { by: string; found: string }
  /** What is owed; `amount` in words, and `fell` what the supplier had named before, where it named less. */
  'return.expected': CaseFact & { ledger: 'refund' | 'credit'; amount: string; fell: string | null }
  'return.settled': CaseFact & { ledger: 'refund' | 'credit'; amount: string; all: boolean }
  /** How it is at its store by now, which the store decided; and how the store has it since we wrote there. */
  'return.mirrored': CaseFact & { store: string; state: string }
  'return.told': CaseFact & { store: string; state: string }
  /** The store doesn't take it as it is here, since `since`. */
  'return.not_told': CaseFact & { store: string; why: string; since: string }
  /** About an order: so many pieces of a return that its store has can't come back to a supplier; `numbers` have the rest. */
  'return.not_taken': { number: string; store: string; pieces: number; numbers: readonly string[] }
  /** Closed by people; `disagrees` is what its ledgers said against it. */
  'return.closed': CaseFact & { by: string; why: string | null; disagrees: readonly string[] }
  /** The return expires in so many hours; 0 when it has expired. */
  'return.expiring': CaseFact & { expiresAt: string; hours: number }

  /** About the case. */
  'conversation.opened': { supplierId: string }
  'conversation.said': { utteranceId: string; side: 'staff' | 'supplier'; name: string }
  'conversation.edited': { utteranceId: string }
  'conversation.deleted': { utteranceId: string }
  /** Staff's words that name what is the customer's own: they went nowhere. */
  'conversation.held': { utteranceId: string; names: readonly string[] }
  'conversation.stranger_heard': { chat: string; user: string }
  'conversation.closed': Record<string, never>
  'conversation.reopened': Record<string, never>
  /** A room's digest of a day in its zone. */
  'digest.made': {
    supplierId: string | null
    day: string
    late: number
    due: number
    snoozed: number
    picture: { file: string; alt: string } | null
  }
  /** Null for never. */
  'digest.hour_set': { room: string; hour: number | null }
  'pings.limited': { most: number }

  /** `replaces` is the version that waited for an answer until now. */
  'agreement.proposed': { supplierId: string; version: number; replaces: string | null }
  'agreement.accepted': { supplierId: string; version: number; closure?: true }
  'agreement.refused': { supplierId: string; version: number; note: string }

  'supplier.added': { name: string }
  'supplier.renamed': { from: string; to: string }
  'supplier.removed': { name: string }
  /** It was removed, and is added again with its records. */
  'supplier.returned': { name: string }
  'supplier.room_bound': { roomId: string; room: string }
  /** Nothing is posted there any more, and nobody acts there; what it shows stays. */
  'supplier.room_removed': { roomId: string; room: string }
  /** Which of its rooms gets what is new: all, or that one alone. */
  'supplier.rooms_set': { room: string; gets: 'both' | 'alone' }
  /** `user` and `chat`: not in what was recorded first. */
  'supplier.contact_added': { name: string; chat?: string; user?: string }
  /** Somebody may sign in to the console; about them. */
  'person.invited': Person
  'person.joined': Person
  'person.removed': Person
  'sample.loaded': Record<string, never>
  'sample.removed': Record<string, never>

  /** What only some of the staff may do; about the power. */
  'staff.power_granted': Person
  'staff.power_withdrawn': Person
  'staff.power_opened': Record<string, never>
  'supplier.contact_removed': Person
  /** A card on trial was sent to these rooms of a supplier; `staffRoom`: where that was asked. About the trial. */
  'reach.tested': { supplierId: string; rooms: readonly string[]; staffRoom: string | null }
  /** Somebody at the supplier read it. */
  'reach.test_answered': { roomId: string; name: string }
  /** Purchase orders reach nobody there, or do again; about the card that says so, of that kind. */
  'suppliers.unreached': { kind: string; suppliers: readonly string[] }
  'suppliers.reached': { kind: string; suppliers: readonly string[] }
  /** Staff hand it out; its holder acts as that contact, whom `user` names as the room's chat does. */
  'supplier.link_made': { name: string; user: string; roomId: string }
  /** Its address is sent a new one; `link` is the hash of the old. */
  'supplier.link_renewed': { roomId: string; link: string }
  'supplier.links_ended': { links: number }
  'supplier.contact_renamed': { from: string; to: string }
  /** Who asked to act there may not. */
  'supplier.contact_refused': Person & { by: string }
  'supplier.contact_asked': { roomId: string; chat: string; user: string; name: string }
  /** `supplierId` is null for the shop's own systems. */
  'api_key.made': ApiKeyFact & { scopes: readonly string[] }
  'api_key.ended': ApiKeyFact
  'supplier.pings_set': { on: boolean }
  'supplier.mailed_address_set': { on: boolean }
  'supplier.sku_listed': { skus: readonly string[] }
  'supplier.sku_removed': { skus: readonly string[] }
  'supplier.sku_renamed': { from: string; to: string }

  /** Whether what is written in that chat's threads reaches us. */
  'chat.heard': { chat: string; hears: boolean }
  'chat.lost': { chat: string; why: string }

  /** A mail came that acts on nothing by itself; about the mail. */
  'mail.received': Record<string, never>
  /** Somebody opened it; about its case, else its order, else the mail. */
  'mail.seen': Record<string, never>
  'mail.settled': { by: string }
  /** Staff said which order it is about. */
  'mail.matched': { by: string }
  /** A mail of the customer’s is about it: a case, else an order. */
  'customer.wrote': { mailId: string }
  /** Staff wrote to the customer; about the case, else the order, else the mail that it answers. */
  'mail.answered': { replyId: string }
  /** About what staff wrote: it left, is sent once more, or didn’t arrive. */
  'mail.sent': Record<string, never>
  'mail.sent_again': Record<string, never>
  'mail.unsent': Record<string, never>

  'room.renamed': { from: string; to: string }
  'room.moved': { room: string }
  'room.regained': { room: string }
  'room.shared': { room: string }
  /** `help`: what staff do about it, by what kind of way it is. */
  'room.parked': { room: string; why: string; help: string }
  /** `kind`: which card it was. */
  'message.parked': { room: string; why: string; kind: string }
  /** Its chat has a card that somebody waits for, about the card's subject. */
  'message.shown': { kind: string; roomId: string }
  /** Waybill wanted to go on by itself and was refused. */
  'follow_up.refused': { command: string; sentence: string }
}

export type EventName = keyof Events

/** One recorded fact. `about` is the id of the thing it happened to. */
export type Event<N extends EventName = EventName> = {
  [K in N]: { id: number; name: K; about: string; at: Date; data: Events[K] }
}[N]
