import { parse, View } from 'vega'
import { type Config, compile, type TopLevelSpec } from 'vega-lite'

/** A chart to be drawn, without its looks. */
export type ReportChart = TopLevelSpec

/** Looks of all charts. Colours are the page's own variables, so that one drawing serves light and dark. */
const config: Config = {
  background: 'transparent',
  // The figure says what it shows; each of a thousand bars need not.
  aria: false,
  font: 'system-ui, sans-serif',
  padding: 2,
  view: { stroke: null },
  axis: {
    labelColor: 'var(--faint)',
    titleColor: 'var(--faint)',
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    gridColor: 'var(--line)',
    domain: false,
    ticks: false,
    labelPadding: 6,
  },
  axisX: { grid: false },
  axisXTemporal: { labelOverlap: 'greedy', labelSeparation: 12 },
  legend: { orient: 'top', labelColor: 'var(--ink)', labelFontSize: 12, symbolType: 'square', title: null, offset: 12 },
  text: { color: 'var(--ink)', fontSize: 12 },
}

/** Widths in px at which each chart is drawn: for a screen, and for a phone held upright. */
const WIDTHS = { wide: 880, narrow: 330 } as const

/** A chart as SVG, by width; the page shows the one that fits. */
export async function draw(chart: (width: number) => ReportChart): Promise<Record<keyof typeof WIDTHS, string>> {
  return {
    wide: await toSvg(chart(WIDTHS.wide), WIDTHS.wide),
    narrow: await toSvg(chart(WIDTHS.narrow), WIDTHS.narrow),
  }
}

async function toSvg(chart: ReportChart, width: number): Promise<string> {
  const sized: TopLevelSpec = { width, autosize: { type: 'fit-x', contains: 'padding' }, ...chart, config }
  const view = new View(parse(compile(sized).spec), { renderer: 'none' })
  const svg = await view.toSVG()
  view.finalize()
  return svg
}
