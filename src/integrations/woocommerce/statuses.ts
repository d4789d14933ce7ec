/** What a status of the store can mean here. */
const MEANINGS = ['ship', 'wait', 'shipped', 'cancelled', 'refunded', 'ignore'] as const
export type StatusMeaning = (typeof MEANINGS)[number]

/**
 * WooCommerce's own statuses, and those that Advanced Shipment Tracking adds. `processing` means paid; `pending` and
 * `on-hold` wait for money. Drafts are carts that nobody bought yet.
 */
const USUAL: Readonly<Record<string, StatusMeaning>> = {
  ...{ processing: 'ship', completed: 'shipped', cancelled: 'cancelled', refunded: 'refunded' },
  ...{ pending: 'wait', 'on-hold': 'wait' },
  ...{ draft: 'ignore', 'auto-draft': 'ignore', 'checkout-draft': 'ignore', new: 'ignore' },
  ...{ 'partial-shipped': 'ship', shipped: 'shipped', delivered: 'shipped' },
}

/** The status without the prefix that WordPress keeps it under. */
export const bareStatus = (status: string) => status.trim().toLowerCase().replace(/^wc-/, '')

/**
 * What a status means: as the setting says, else as WooCommerce does. A status that nobody knows ships what was paid, and
 * waits otherwise; a payment that failed waits only where the order had been paid, for else nobody has bought it yet. Pure.
 */
export function meaningOf(status: string, isPaid: boolean, set: ReadonlyMap<string, StatusMeaning>): StatusMeaning {
  const named = set.get(status) ?? USUAL[status]
  if (named) return named
  if (status === 'failed') return isPaid ? 'wait' : 'ignore'
  return isPaid ? 'ship' : 'wait'
}

type Paying = { meaning: StatusMeaning; status: string; isPaid: boolean; cashOnDelivery: boolean; isRefunded: boolean }

/** In the words that orders know payments by; a status that waits for something else waits by its own name. Pure. */
export function paymentOf({ meaning, status, isPaid, cashOnDelivery, isRefunded }: Paying): string {
  if (meaning === 'refunded') return 'refunded'
  if (meaning === 'cancelled') return isPaid ? 'paid' : 'pending'
  if (meaning === 'wait') return status === 'on-hold' ? 'pending' : status
  if (meaning === 'ship' && cashOnDelivery && !isPaid) return 'pending'
  return isRefunded ? 'partially_refunded' : 'paid'
}

/** `packing=ship, quote=ignore`, as the setting has it. @throws RangeError for a meaning that nobody knows. */
export function parseStatuses(written: string): ReadonlyMap<string, StatusMeaning> {
  const pairs = written.split(',').filter(pair => pair.trim())
  return new Map(
    pairs.map(pair => {
      const [status = '', word = ''] = pair.split('=').map(half => half.trim())
      const meaning = MEANINGS.find(one => one === word.toLowerCase())
      if (!status || !meaning) throw new RangeError(`must be such as packing=ship, each one of ${MEANINGS.join(', ')}`)
      return [bareStatus(status), meaning]
    }),
  )
}
