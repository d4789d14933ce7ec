import { ERASED_WHAT, WHYS } from '../erasures/why.ts'
import type { EventName, Events } from '../events.ts'
import type { Entry } from '../kernel/ground/journal.ts'
import type { Moment } from '../kernel/shapes/card.ts'
import { count, cut, list } from '../kernel/words/text.ts'
import { HELD_IN_STORE, HOLD_REASONS, type HoldReason } from '../orders/order.ts'
import { DECLINE_REASONS, type DeclineReason } from '../purchase-orders/decline-reason.ts'
import { standingWords } from '../shipments/carrier-words.ts'
import { TOLD_OF_CLAIMS } from './told-of-claims.ts'
import { TOLD_OF_PARCELS } from './told-of-parcels.ts'

type Told = { readonly [N in EventName]?: (data: Events[N]) => string }

const BESIDES_WORDS = { deadline: 'its ship-by date', hold: 'whether it is held', events: 'its scans' } as const

/** What each fact says in the story of an order, after the name of who did it. */
const TOLD: Told = {
  'order.received': () => 'took it in',
  'order.updated': ({ changed, here }) => `changed it${here ? '' : ' in the store'}: ${list(changed)}`,
  'order.cancelled': ({ reason }) => `cancelled it${reason ? `: ${reason}` : ''}`,
  'order.deleted': () => 'deleted it in the store',
  'order.reopened': () => 'opened it again in the store',
  'order.held': ({ reason, note }) =>
    reason === HELD_IN_STORE
      ? `held it in the store${note ? `: ${note}` : ''}`
      : `held it: ${HOLD_REASONS[reason as HoldReason]?.toLowerCase() ?? reason}${note ? ` — ${note}` : ''}`,
  'order.released': ({ paid, inStore }) =>
    inStore
      ? 'ended its hold in the store, so it was released'
      : paid
        ? 'said that it is paid, so it was released'
        : 'released it',
  'order.noted': ({ note }) => `noted: ${note}`,
  'order.erased': ({ what, why }) => `erased ${ERASED_WHAT[what]}: ${WHYS[why]}`,
  'order.exported': () => 'exported the customer’s data',
  'order.forwarded': ({ purchaseOrders }) => `forwarded it as ${list(purchaseOrders)}`,
  'order.needs_routing': ({ skus }) => `found nobody to supply ${list(skus)}`,
  'purchase_order.sent': ({ number }) => `sent ${number}`,
  'purchase_order.drafted': ({ number }) => `drafted ${number}`,
  'purchase_order.acknowledged': ({ number, promised }) =>
    `acknowledged ${number}${promised ? `, to ship on ${promised}` : ''}`,
  'purchase_order.postponed': ({ number, shipBy }) =>
    `agreed to closures by which ${number} is due on ${shipBy.slice(0, 10)}`,
  'purchase_order.promised': ({ number, from, to }) =>
    `promised ${number} for ${to}${from ? ` instead of ${from}` : ''}`,
  'purchase_order.declined': ({ number, reason, note }) =>
    `declined ${number}: ${DECLINE_REASONS[reason as DeclineReason]?.toLowerCase() ?? reason}${note ? ` — ${note}` : ''}`,
  'purchase_order.cancelled': ({ number }) => `cancelled ${number}`,
  'purchase_order.rerouted': ({ number, to }) => `re-routed ${number} as ${to}`,
  'purchase_order.answered': ({ number, revision, what, note }) =>
    `answered ${number} by line${revision > 1 ? ` (answer ${revision})` : ''}: ${what}${note ? ` — ${note}` : ''}`,
  'purchase_order.taken_back': ({ number, what }) => `took ${what} of ${number} back`,
  'offer.decided': ({ number, what, accepted }) =>
    `${accepted ? 'accepted' : 'refused'} an offer for ${number}: ${what}`,
  'purchase_order.noted': ({ number, from, note }) => `sent ${NOTES[from]} on ${number}: ${note}`,
  'purchase_order.made_with_note': ({ number, from, note }) => `sent ${NOTES[from]} along with ${number}: ${note}`,
  'purchase_order.ship_to_seen': ({ number }) => `opened the ship-to of ${number}`,
  'change.requested': ({ number, what }) => `asked for a change of ${number}: ${what}`,
  'change.accepted': ({ number, what }) => `accepted a change of ${number}: ${what}`,
  'change.refused': ({ number, what, note }) => `refused a change of ${number}: ${what}${note ? ` — ${note}` : ''}`,
  'change.withdrawn': ({ number, what }) => `no longer asked for a change of ${number}: ${what}`,
  'change.shipped_past': ({ number, what, tracking }) =>
    `shipped ${number} as before (${tracking}), though asked: ${what}`,
  'shipment.recorded': ({ number, carrier, tracking, pieces, whole }) =>
    `added tracking ${carrier} ${tracking} to ${number} (${count(pieces, 'piece')}${whole ? ', now complete' : ''})`,
  'shipment.corrected': ({ number, from, to, carrier }) =>
    `corrected the tracking of ${number} from ${from} to ${carrier} ${to}`,
  'fulfilment.told': ({ store, trackings, gone }) =>
    [
      trackings.length > 0 ? `wrote ${trackings.join(', ')} to ${store}` : `brought ${store} up to date`,
      ...(gone.length > 0 ? [`took ${gone.join(', ')} back there`] : []),
    ].join('; '),
  'fulfilment.found_elsewhere': ({ store, what }) => `found at ${store}: ${what.join(' ')}`,
  'fulfilment.failed': ({ store, why }) => `could not write to ${store}: ${why}`,
  'telling.failed': ({ store, what, why }) =>
    `could not bring ${store} up to date about ${BESIDES_WORDS[what]}: ${why}`,
  'telling.settled': ({ store, what }) => `brought ${store} up to date about ${BESIDES_WORDS[what]}`,
  'cancellation.asked': ({ store, refund }) =>
    `asked ${store} to cancel it ${refund ? `and refund ${refund}` : 'without a refund'}`,
  'cancellation.done': ({ store }) => `cancelled it in ${store}`,
  'cancellation.failed': ({ store, why }) => `could not cancel it in ${store}: ${why}`,
  'shipment.postponed': ({ number, carrier, tracking, scanBy }) =>
    `gave the first scan of ${carrier} ${tracking} of ${number} until ${scanBy.slice(0, 10)}`,
  'shipment.removed': ({ number, carrier, tracking, why }) =>
    `took ${carrier} ${tracking} off ${number}${why ? ` — ${why}` : ''}`,
  'shipment.scanned': ({ number, carrier, tracking }) =>
    `recorded the first scan of ${carrier} ${tracking} of ${number}`,
  'shipment.delivered': ({ number, carrier, tracking, at }) =>
    `recorded that ${carrier} ${tracking} of ${number} was delivered on ${at.slice(0, 10)}`,
  'shipment.delivery_taken_back': ({ number, carrier, tracking, at }) =>
    `noted that ${carrier} ${tracking} of ${number} came back to its sender on ${at.slice(0, 10)}, so that it was not delivered`,
  'shipment.followed': ({ number, carrier, tracking, says, ...standing }) =>
    `followed ${carrier} ${tracking} of ${number}: ${standingWords(standing) ?? 'its status is new to me'}${says ? `. Carrier says: ${says}` : ''}`,
  'purchase_order.delivered': ({ number, at }) => `recorded that ${number} was delivered on ${at.slice(0, 10)}`,
  'case.opened': ({ number, kind }) => `opened case ${number} (${kind})`,
  'case.taken': ({ number }) => `took ${number}`,
  'case.given': ({ number, owner }) => `gave ${number} to ${owner.name}`,
  'case.snoozed': ({ number, until }) => `snoozed ${number} until ${until.slice(0, 16).replace('T', ' ')} UTC`,
  'case.woke': ({ number }) => `ended the snooze of ${number}`,
  'case.nudged': ({ number, note }) => `nudged the supplier about ${number}${note ? ` — ${note}` : ''}`,
  'case.answered': ({ number, by, how }) => `heard an answer to ${number}: ${by} ${how}`,
  'case.closed': ({ number, reason, note }) =>
    `closed ${number}: ${reason.replaceAll('_', ' ')}${note ? ` — ${note}` : ''}`,
  'case.reopened': ({ number, why }) => `reopened ${number}${why ? ` — ${why}` : ''}`,
  'case.escalated': ({ number, to, step, of }) =>
    `reminded ${typeof to === 'string' ? `the ${to}` : to.name} of ${number} (${step} of ${of})`,
  'case.unanswered': ({ number, of }) => `had no answer to ${number} after ${of} reminders`,
  ...TOLD_OF_CLAIMS,
  ...TOLD_OF_PARCELS,
  'customer.wrote': () => 'recorded that the customer wrote',
  'mail.seen': () => 'opened a mail of the customer’s, or to them',
  'mail.answered': () => 'wrote to the customer',
  'follow_up.refused': ({ sentence }) => `could not go on: ${sentence}`,
}

const NOTES = { staff: 'a note', customer: 'the customer’s note' } as const

/** What a card tells of a story, characters: every chat shows this much next to all that stands on an order's card. */
const MOST_TOLD = 1_700
/** How much a long entry takes, before it is known how much is left. */
const LONG = 400
/** About what a moment takes. */
const OF_MOMENT = 20

/**
 * A story, oldest first: when, who, what, a line each. Of a long one the newest, for what is cut must not be that.
 * @param whole where all of it is to be had, as the end of a sentence
 */
export function tell(entries: readonly Entry[], whole = ''): readonly (string | Moment)[] {
  const told = entries.flatMap(entry => {
    const did = wordsOf(entry)
    return did ? [{ at: new Date(entry.at).toISOString(), words: `  ${entry.actor.name} ${did}` }] : []
  })
  let left = MOST_TOLD
  const kept: typeof told = []
  for (const one of told.toReversed()) {
    left -= Math.min(one.words.length, LONG) + OF_MOMENT
    if (left < 0) break
    kept.unshift(one)
  }
  const most = LONG + Math.max(0, left) / Math.max(1, kept.filter(({ words }) => words.length > LONG).length)
  const before = count(told.length - kept.length, 'earlier entry is', 'earlier entries are')
  return [
    ...(kept.length < told.length ? [`${before} left out here${whole}.\n`] : []),
    // The last is cut by the chat, where there is no more room.
    ...kept.flatMap(({ at, words }, index) => [{ at }, `${index < kept.length - 1 ? cut(words, most) : words}\n`]),
  ]
}

/** What a fact says after the name of who did it; null where it isn't shown. */
export function wordsOf(entry: Entry): string | null {
  const say = TOLD[entry.name] as ((data: unknown) => string) | undefined
  return say?.(entry.data) ?? null
}
