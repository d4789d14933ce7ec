import type { StoreSetting } from '../kernel/shapes/storefront.ts'
import { count } from '../kernel/words/text.ts'
import type { Store, StoreLinkRow } from './tables.ts'

/** What a connected store does when it hears of parcels: how people say it, and the column that says so. */
export const TOGGLES = {
  notify: { label: 'notify customers', column: 'notifiesCustomers', does: 'e-mails customers when a parcel ships' },
  complete: { label: 'complete orders', column: 'completesOrders', does: 'completes an order once all has shipped' },
} as const

/** How long a store's customers' data is kept after an order is over: the column that says how many days. */
export const ENDS = {
  addresses: { label: 'keep addresses', column: 'keepAddressesDays', what: 'name, address, phone and e-mail' },
  words: { label: 'keep words and files', column: 'keepWordsDays', what: 'notes, messages, engravings and files' },
} as const

/** As people say that something is kept for ever, or that a store does as all do. */
export const FOREVER = 'forever'
export const AS_ALL = 'house'
/** What the columns of `ENDS` hold for it. */
export const NO_END = 0

const AS_ALL_STORES = 'as for all stores'

export function keptInWords(days: number | null): string {
  if (days === null) return AS_ALL_STORES
  return days === NO_END ? FOREVER : count(days, 'day')
}

type Settings = Readonly<Record<string, StoreSetting>>

/** All that can be set of a store with `/store option`, and how it is set. */
export function optionsOf(store: Store, link: StoreLinkRow | null, settings: Settings = {}) {
  const toggles = Object.values(TOGGLES).map(({ label, column }) => link && { label, is: link[column] ? 'on' : 'off' })
  const kept = Object.values(ENDS).map(({ label, column }) => ({ label, is: keptInWords(store[column]) }))
  const own = Object.entries(settings).map(
    ([name, { label }]) => link && { label, is: link.settings[name] ?? AS_ALL_STORES },
  )
  return [...toggles, ...kept, ...own].filter(one => one !== null)
}
