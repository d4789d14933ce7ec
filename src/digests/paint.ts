import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'

const require = createRequire(import.meta.url)
/** DejaVu Sans, free under Bitstream Vera's licence. Fonts of the machine are left alone: it may have none. */
const FONTS = [
  require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
]
/** Pixels for each unit of the chart: sharp on dense screens too. */
const SCALE = 2

/** The chart as a PNG. It holds up the thread that asks: see picture.ts. */
export async function paint(chart: TopLevelSpec, fonts: readonly string[] = FONTS): Promise<Buffer> {
  const view = new View(parse(compile(chart).spec), { renderer: 'none' })
  const svg = await view.toSVG()
  view.finalize()
  const font = { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: 'DejaVu Sans' }
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: SCALE } }).render().asPng()
}
