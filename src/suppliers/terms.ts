import type { Allowance } from './allowance.ts'
import type { Calendar } from './calendar.ts'

/** A rule for some purchase orders: all that it names must fit. Rules are read top to bottom, the first match wins. */
export type ShipRule = {
  /** SKUs by commas; `*` means anything. */
  sku?: string
  /** Words of the shipping method, by commas. */
  method?: string
  /** ISO 3166-1 alpha-2 or `EU`, by commas. */
  destination?: string
  ship: Allowance
}

/** What a supplier promises; the whole text of one version of its agreement. */
export type Terms = {
  calendar: Calendar
  acknowledge: Allowance
  /** Where no rule fits. */
  ship: Allowance
  rules: readonly ShipRule[]
  /** From the typed number to the carrier's first scan. */
  scan: Allowance
  /** How long after delivery a claim may be made, and what it must come with; null where nothing was agreed. */
  claim: { amount: number; unit: 'days' | 'working days'; evidence: readonly string[] } | null
  /** Where returns go; null where nothing was agreed. */
  returnTo: string | null
  /** Carriers and methods allowed, packaging, labelling, branding: in words. */
  handling: string | null
}

/** What is expected of a supplier that has agreed to nothing yet: by the clock, any day. */
export function defaultTerms({ zone, shipHours }: { zone: string; shipHours: number }): Terms {
  return {
    calendar: { zone, days: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '24:00', cutoff: null, closed: [] },
    acknowledge: { amount: 24, unit: 'hours' },
    ship: { amount: shipHours, unit: 'hours' },
    rules: [],
    scan: { amount: 48, unit: 'hours' },
    claim: null,
    returnTo: null,
    handling: null,
  }
}
