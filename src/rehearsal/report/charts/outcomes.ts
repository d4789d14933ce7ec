import { verdictOf } from '../../../late/verdict.ts'
import { DAY, dayOf } from '../../../suppliers/wall-clock.ts'
import type { Rehearsal } from '../../rehearsal.ts'
import type { ReportChart } from '../draw.ts'

/** In the order in which they are stacked, from below. */
export const OUTCOMES = [
  { verdict: 'on time', label: 'on time', colour: 'var(--on-time)' },
  { verdict: 'late', label: 'late', colour: 'var(--late)' },
  { verdict: 'never', label: 'never shipped', colour: 'var(--never)' },
] as const

/** What became of the orders, by the week in which they were placed. */
export function outcomesChart({ history, agreed }: Rehearsal): ReportChart {
  const weeks = new Map<number, number[]>()
  for (const { standing } of history.orders) {
    const at = OUTCOMES.findIndex(({ verdict }) => verdict === verdictOf(standing, history.until))
    if (at < 0 || !standing.sentAt) continue
    const week = mondayOf(dayOf(agreed.calendar.zone, standing.sentAt.getTime()))
    const counts = weeks.get(week) ?? OUTCOMES.map(() => 0)
    counts[at] = (counts[at] ?? 0) + 1
    weeks.set(week, counts)
  }
  const values = [...weeks].flatMap(([week, counts]) =>
    OUTCOMES.map(({ label }, order) => ({ week: week * DAY, label, order, orders: counts[order] })),
  )
  return {
    data: { values },
    height: 240,
    mark: { type: 'bar', width: { band: 0.86 }, binSpacing: 0 },
    encoding: {
      x: {
        field: 'week',
        type: 'temporal',
        timeUnit: 'utcyearweek',
        title: null,
        axis: { format: '%b %Y', tickCount: 'month' },
      },
      y: { field: 'orders', type: 'quantitative', title: 'orders a week', axis: { tickCount: 5 } },
      order: { field: 'order' },
      color: {
        field: 'label',
        type: 'nominal',
        scale: { domain: OUTCOMES.map(({ label }) => label), range: OUTCOMES.map(({ colour }) => colour) },
      },
    },
  }
}

/** 1970-01-01 was a Thursday. */
function mondayOf(day: number): number {
  return day - ((day + 3) % 7)
}
