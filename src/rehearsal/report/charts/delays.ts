import type { Rehearsal } from '../../rehearsal.ts'
import type { ReportChart } from '../draw.ts'

/** How late, by upper bound in hours. */
const STEPS = [
  { under: 4, label: 'under 4 hours' },
  { under: 24, label: '4 to 24 hours' },
  { under: 72, label: '1 to 3 days' },
  { under: 168, label: '3 to 7 days' },
  { under: 336, label: '1 to 2 weeks' },
  { under: Number.POSITIVE_INFINITY, label: 'over 2 weeks' },
] as const

/** How late the late ones were. */
export function delaysChart({ all }: Rehearsal): ReportChart {
  const counts = STEPS.map(() => 0)
  for (const hours of all.hoursLate) {
    const step = STEPS.findIndex(({ under }) => hours < under)
    counts[step] = (counts[step] ?? 0) + 1
  }
  const values = STEPS.map(({ label }, at) => ({ label, orders: counts[at] }))
  const y = {
    field: 'label',
    type: 'nominal',
    sort: STEPS.map(({ label }) => label),
    title: null,
    axis: { labelColor: 'var(--ink)' },
  } as const
  return {
    data: { values },
    // Room for the words at the end of the longest bar.
    padding: { left: 2, top: 2, bottom: 2, right: 44 },
    height: STEPS.length * 28,
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.7 }, color: 'var(--late)' },
        encoding: {
          y,
          x: {
            field: 'orders',
            type: 'quantitative',
            title: 'orders',
            axis: { tickMinStep: 1, tickCount: 5, grid: true },
          },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 6 },
        encoding: { y, x: { field: 'orders', type: 'quantitative' }, text: { field: 'orders', format: ',' } },
      },
    ],
  }
}
