import { cut, list } from '../kernel/words/text.ts'
import { drawable, short } from './drawable.ts'

/** How many of a supplier's purchase orders are late, by how long. */
export type Lateness = {
  supplier: string
  /** Late for less than a day. */
  fresh: number
  /** Late for one day to three. */
  days: number
  /** Late for more than three days. */
  long: number
}
export const CHART_PARTS = ['fresh', 'days', 'long'] as const

/** A row of the picture. `label` is the name as the font can draw it, unlike any other's; `told` is it in words. */
export type Bar = Lateness & { label: string; told: string }
export type Chart = { bars: readonly Bar[]; others: { suppliers: number; late: number } }

/** Most suppliers in the picture: what one can take in at a glance, and what its words have room for. */
const MOST = 8
/** Discord's limit for the words of a picture, the least of all chats'. */
const LONGEST = 1_024
const TOLD = { fresh: 'under a day', days: 'for 1 to 3 days', long: 'over 3 days' } as const

export const lateOf = ({ fresh, days, long }: Lateness): number => fresh + days + long

/** The suppliers with the most late first; those beyond the first eight are only counted. */
export function chartOf(rows: readonly Lateness[]): Chart {
  const late = rows.filter(row => lateOf(row) > 0).sort(worseFirst)
  const rest = late.slice(MOST)
  const bars: Bar[] = []
  for (const [index, row] of late.slice(0, MOST).entries()) {
    const name = drawable(row.supplier)
    const label = name ?? `Supplier ${index + 1}`
    const own = bars.some(bar => bar.label === label) ? `${label} (${index + 1})` : label
    const plain = name === short(row.supplier)
    bars.push({ ...row, label: own, told: plain ? own : `${short(row.supplier)} (drawn as “${own}”)` })
  }
  return { bars, others: { suppliers: rest.length, late: rest.reduce((sum, row) => sum + lateOf(row), 0) } }
}

function worseFirst(a: Lateness, b: Lateness): number {
  return lateOf(b) - lateOf(a) || b.long - a.long || a.supplier.localeCompare(b.supplier)
}

/** The same figures in words, for those who do not see the picture. */
export function chartInWords({ bars, others }: Chart): string {
  const told = bars.map(bar => `${bar.told}: ${lateOf(bar)} late, ${partsOf(bar)}.`)
  return cut(['Late purchase orders by supplier.', othersInWords(others), ...told].filter(Boolean).join(' '), LONGEST)
}

/** `3 more suppliers with 7 late are not drawn.`; empty where all are. */
export function othersInWords({ suppliers, late }: Chart['others']): string {
  if (suppliers === 0) return ''
  return suppliers === 1
    ? `1 more supplier with ${late} late is not drawn.`
    : `${suppliers} more suppliers with ${late} late are not drawn.`
}

function partsOf(bar: Bar): string {
  const parts = CHART_PARTS.filter(part => bar[part] > 0)
  const [only] = parts
  if (parts.length === 1 && only) return TOLD[only]
  return list(parts.map(part => `${bar[part]} ${TOLD[part]}`))
}
