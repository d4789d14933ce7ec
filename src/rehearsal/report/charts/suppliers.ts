import { visible } from '../../../kernel/words/text.ts'
import type { Rehearsal } from '../../rehearsal.ts'
import { brokenOf, shareOf } from '../../scores.ts'
import type { ReportChart } from '../draw.ts'
import { percent } from '../words.ts'
import { OUTCOMES } from './outcomes.ts'

/** Most suppliers that are drawn. */
const MOST = 12

/** The suppliers with the most broken promises: how many shipped late, how many never. */
export function suppliersChart({ suppliers }: Rehearsal, width: number): ReportChart {
  const drawn = suppliers.filter(one => brokenOf(one) > 0).slice(0, MOST)
  const parts = OUTCOMES.filter(({ verdict }) => verdict !== 'on time')
  const values = drawn.flatMap((one, place) =>
    parts.map(({ verdict, label }, order) => ({
      place,
      label,
      order,
      orders: verdict === 'late' ? one.late : one.never - one.calledOff,
      all: brokenOf(one),
      share: percent(shareOf(one), 1),
    })),
  )
  const names = drawn.map(one => visible(one.supplier))
  const y = {
    field: 'place',
    type: 'ordinal',
    title: null,
    axis: {
      labelExpr: `${JSON.stringify(names)}[datum.value]`,
      labelLimit: width > 500 ? 220 : 110,
      labelColor: 'var(--ink)',
    },
  } as const
  return {
    data: { values },
    // Room for the words at the end of the longest bar.
    padding: { left: 2, top: 2, bottom: 2, right: 44 },
    height: Math.max(1, drawn.length) * 28,
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.7 } },
        encoding: {
          y,
          x: {
            field: 'orders',
            type: 'quantitative',
            title: 'orders',
            axis: { tickMinStep: 1, tickCount: 5, grid: true },
          },
          order: { field: 'order' },
          color: {
            field: 'label',
            type: 'nominal',
            scale: { domain: parts.map(({ label }) => label), range: parts.map(({ colour }) => colour) },
          },
        },
      },
      {
        transform: [{ filter: 'datum.order === 0' }],
        mark: { type: 'text', align: 'left', dx: 6, color: 'var(--faint)' },
        encoding: { y, x: { field: 'all', type: 'quantitative' }, text: { field: 'share' } },
      },
    ],
  }
}
