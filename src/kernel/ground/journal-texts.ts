import type { EventName, Events } from '../../events.ts'
import { ERASED_TEXT } from '../words/erased.ts'

/** The names under which facts carry texts, also within lists and things. */
type TextKey<T> = T extends readonly (infer One)[]
  ? TextKey<One>
  : T extends object
    ? { [K in keyof T & string]-?: Texts<K, NonNullable<T[K]>> }[keyof T & string]
    : never
type Texts<K, V> = string extends V
  ? K
  : V extends readonly (infer One)[]
    ? string extends One
      ? K
      : TextKey<One>
    : TextKey<V>

/** Never a customer's; always what people wrote; or that in these facts alone. */
type Nature = 'kept' | 'words' | readonly EventName[]

/** Which texts of facts people wrote, by their name there: they may name a customer, and go when the customer's data does. */
const JOURNAL_TEXTS: Readonly<Record<TextKey<Events[EventName]>, Nature>> = {
  ...{
    after: 'kept',
    alt: 'kept',
    amount: 'kept',
    amounts: 'kept',
    state: 'kept',
    at: 'kept',
    before: 'kept',
    by: 'kept',
    carrier: 'kept',
    caseId: 'kept',
  },
  ...{ prefix: 'kept', scopes: 'kept', link: 'kept' },
  ...{ changeId: 'kept', changed: 'kept', chat: 'kept', claimBy: 'kept', command: 'kept', credit: 'kept' },
  ...{
    currency: 'kept',
    day: 'kept',
    days: 'kept',
    disagrees: 'kept',
    dueAt: 'kept',
    expiresAt: 'kept',
    externalId: 'kept',
  },
  ...{ fell: 'kept', file: 'kept', found: 'kept', from: 'kept', id: 'kept', kind: 'kept', left: 'kept' },
  ...{ limit: 'kept', line: 'kept', missing: 'kept', name: 'kept', names: 'kept', number: 'kept', numbers: 'kept' },
  ...{ offerId: 'kept', offers: 'kept', orderId: 'kept', owner: 'kept', payment: 'kept', promised: 'kept' },
  ...{ purchaseOrderId: 'kept', purchaseOrders: 'kept', refund: 'kept', replacement: 'kept', replaces: 'kept' },
  ...{
    resolution: 'kept',
    rma: 'kept',
    room: 'kept',
    roomId: 'kept',
    rooms: 'kept',
    scanBy: 'kept',
    sentence: 'kept',
    staffRoom: 'kept',
    suppliers: 'kept',
  },
  ...{ shipBy: 'kept', shipmentId: 'kept', shows: 'kept', skus: 'kept', store: 'kept', supplierId: 'kept' },
  ...{ to: 'kept', toId: 'kept', tracking: 'kept', trackings: 'kept', until: 'kept', updatedAt: 'kept' },
  ...{ user: 'kept', utteranceId: 'kept', windowAt: 'kept', address: 'kept', gone: 'kept', since: 'kept' },
  ...{ troubles: 'kept', host: 'kept', option: 'kept', setting: 'kept', topics: 'kept' },
  ...{ complaint: 'kept', troubleId: 'kept' },
  help: 'kept',
  mailId: 'kept',
  replyId: 'kept',
  title: 'kept',
  note: 'words',
  says: 'words',
  answer: 'words',
  question: 'words',
  how: ['case.answered'],
  reason: ['order.cancelled', 'purchase_order.cancelled'],
  what: [
    'purchase_order.answered',
    'change.requested',
    'change.accepted',
    'change.refused',
    'change.withdrawn',
    'change.shipped_past',
    'complaint.step_done',
    'complaint.step_skipped',
  ],
  why: ['order.turned_away', 'shipment.removed', 'case.reopened', 'case.corrected', 'return.closed'],
}

/** A fact without what people wrote in it and the files it names, and what they wrote. Pure. */
export function withoutWords(name: string, data: unknown): { data: unknown; texts: readonly string[] } {
  const texts: string[] = []
  const emptied = (key: string, value: unknown): unknown => {
    if (typeof value === 'string' && value !== ERASED_TEXT && isWritten(name, key)) {
      texts.push(value)
      return ERASED_TEXT
    }
    if (Array.isArray(value)) return key === 'files' ? [] : value.map(one => emptied(key, one))
    return value !== null && typeof value === 'object' ? mapValues(value, emptied) : value
  }
  return { data: emptied('', data), texts }
}

function isWritten(name: string, key: string): boolean {
  const nature = Object.hasOwn(JOURNAL_TEXTS, key) ? JOURNAL_TEXTS[key as keyof typeof JOURNAL_TEXTS] : 'kept'
  return nature === 'words' || (nature !== 'kept' && nature.some(one => one === name))
}

function mapValues(value: object, change: (key: string, value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(key, one)]))
}
