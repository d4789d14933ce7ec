import type { StoreLink, StoreSetting } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { parseStatuses, type StatusMeaning } from './statuses.ts'

/** What WooCommerce shops are set to, as the settings of the house say it for all. */
export type WooSettings = {
  statuses: ReadonlyMap<string, StatusMeaning>
  /** What customers are written of each parcel. */
  note: string
}

/** What a shop can be set to by itself. */
export const OWN_SETTINGS = {
  statuses: {
    label: 'what statuses mean',
    check(written) {
      try {
        parseStatuses(written)
      } catch (error) {
        throw error instanceof RangeError ? new Refusal(`It ${error.message}.`, 'setting') : error
      }
    },
  },
  note: {
    label: 'what customers are written',
    check(written) {
      if (!written.includes('{number}')) throw new Refusal('Say in it where the {number} stands.', 'setting')
    },
  },
} satisfies Readonly<Record<string, StoreSetting>>

/** A shop's own where it has some, in place of what holds for all. */
export function settingsOf({ settings }: Pick<StoreLink, 'settings'>, all: WooSettings): WooSettings {
  const { statuses, note } = settings
  return { statuses: statuses === undefined ? all.statuses : parseStatuses(statuses), note: note ?? all.note }
}
