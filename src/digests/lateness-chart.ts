import type { TopLevelSpec } from 'vega-lite'
import { CHART_PARTS, type Chart, lateOf, othersInWords } from './lateness.ts'

/** Readable for colour-blind people too: each is darker than the one before. */
const COLOURS = ['#f5c26b', '#e07a3f', '#9c2a2a']
/** Dark on white, on any background of the chat. */
const INK = '#1f2430'
const FAINT = '#5b6270'
const PAPER = '#ffffff'

const LENGTHS = { fresh: 'under a day', days: '1 to 3 days', long: 'over 3 days' } as const

/** Late purchase orders by supplier: a bar each, the most on top, shaded by how long they have been late. */
export function latenessChart({ bars, others }: Chart): TopLevelSpec {
  const values = bars.flatMap(bar =>
    CHART_PARTS.map((part, order) => ({
      label: bar.label,
      length: LENGTHS[part],
      order,
      late: bar[part],
      all: lateOf(bar),
    })),
  )
  const labels = bars.map(bar => bar.label)
  const y = { field: 'label', type: 'nominal', sort: labels, title: null, axis: { labelLimit: 400 } } as const
  return {
    data: { values },
    width: 380,
    height: { step: 30 },
    padding: 18,
    background: PAPER,
    title: { text: 'Late by supplier', ...(others.suppliers > 0 && { subtitle: othersInWords(others) }) },
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.66 } },
        encoding: {
          y,
          x: { field: 'late', type: 'quantitative', title: 'purchase orders', axis: { tickMinStep: 1 } },
          order: { field: 'order' },
          color: {
            field: 'length',
            type: 'nominal',
            title: null,
            scale: { domain: CHART_PARTS.map(part => LENGTHS[part]), range: COLOURS },
          },
        },
      },
      {
        transform: [{ filter: 'datum.order === 0' }],
        mark: { type: 'text', align: 'left', dx: 6, fontWeight: 'bold', color: INK },
        encoding: { y, x: { field: 'all', type: 'quantitative' }, text: { field: 'all' } },
      },
    ],
    config: {
      font: 'DejaVu Sans',
      view: { stroke: null },
      title: { anchor: 'start', fontSize: 16, color: INK, subtitleColor: FAINT, subtitleFontSize: 12, offset: 14 },
      axis: { labelColor: INK, labelFontSize: 13, titleColor: FAINT, titleFontWeight: 'normal', gridColor: '#e6e8ec' },
      axisY: { ticks: false, domain: false, labelPadding: 8, grid: false },
      legend: { orient: 'bottom', labelColor: INK, labelFontSize: 12, symbolType: 'square' },
      text: { fontSize: 13 },
    },
  }
}
