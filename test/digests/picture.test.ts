import { Resvg } from '@resvg/resvg-js'
import { expect, test } from 'vitest'
import { chartInWords, chartOf, type Lateness } from '../../src/digests/lateness.ts'
import { latenessChart } from '../../src/digests/lateness-chart.ts'
import { paint } from '../../src/digests/paint.ts'
import { drawLateness } from '../../src/digests/picture.ts'

const late = (supplier: string, fresh: number, days = 0, long = 0): Lateness => ({ supplier, fresh, days, long })
const SHOP = [late('Lumen Works', 5, 3, 9), late('Casa', 2), late('Punctual', 0)]

/** What a reader's chat makes of the bytes: size and pixels, RGBA. */
function decoded(png: Buffer): { width: number; height: number; pixels: Buffer } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${png.toString('base64')}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`
  return { width, height, pixels: new Resvg(svg).render().pixels }
}

function share(pixels: Buffer, is: (r: number, g: number, b: number, a: number) => boolean): number {
  let found = 0
  for (let at = 0; at < pixels.length; at += 4)
    if (is(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0, pixels[at + 3] ?? 0)) found += 1
  return found / (pixels.length / 4)
}

test('the picture is an opaque PNG of a size that every chat shows, with bars in it', async () => {
  const picture = await drawLateness(SHOP)
  if (!picture) throw new Error('nothing was drawn')
  expect(picture.png.subarray(1, 4).toString()).toBe('PNG')
  const { width, height, pixels } = decoded(picture.png)
  expect(width).toBeGreaterThan(600)
  expect(width).toBeLessThan(2_000)
  expect(height).toBeGreaterThan(200)
  expect(height).toBeLessThan(2_000)
  expect(share(pixels, (_r, _g, _b, a) => a === 255)).toBe(1)
  expect(share(pixels, (r, g, b) => r > 140 && r < 170 && g < 60 && b < 60)).toBeGreaterThan(0.01)
})

test('its words are drawn with the font that is shipped, whatever fonts the machine has', async () => {
  const chart = latenessChart(chartOf(SHOP))
  const ink = (png: Buffer) => share(decoded(png).pixels, (r, g, b) => r < 60 && g < 60 && b < 70)
  expect(ink(await paint(chart, []))).toBeLessThan(0.000_1)
  expect(ink(await paint(chart))).toBeGreaterThan(0.005)
})

test('the words beside the picture tell the same figures', () => {
  expect(chartInWords(chartOf(SHOP))).toBe(
    'Late purchase orders by supplier. Lumen Works: 17 late, 5 under a day, 3 for 1 to 3 days and 9 over 3 days. Casa: 2 late, under a day.',
  )
})

test('a name that the font cannot draw is told in words, and nobody’s bar is taken for another’s', () => {
  const chart = chartOf([
    late('深圳灯具', 9),
    late('深圳 Lamp 💡', 8),
    late('广州 Lamp', 7),
    late('Żółw', 6),
    late('🔥', 5),
  ])
  expect(chart.bars.map(bar => bar.label)).toEqual(['Supplier 1', 'Lamp', 'Lamp (3)', 'Żółw', 'Supplier 5'])
  const words = chartInWords(chart)
  expect(words).toContain('深圳灯具 (drawn as “Supplier 1”): 9 late')
  expect(words).toContain('广州 Lamp (drawn as “Lamp (3)”): 7 late')
})

test('with a hundred suppliers of long names it stays readable, says who is left out, and fits every chat’s words', async () => {
  const rows = Array.from({ length: 100 }, (_, at) => late(`Casa Española de Cerámicas y Hermanos ${at}`, 1, 1, at))
  const chart = chartOf(rows)
  expect(chart.bars[0]?.long).toBe(99)
  expect(chart.others).toEqual({ suppliers: 92, late: 92 * 2 + (91 * 92) / 2 })
  const picture = await drawLateness(rows)
  expect(picture?.alt.length).toBeLessThanOrEqual(1_024)
  expect(picture?.alt).toContain('92 more suppliers with 4370 late are not drawn.')
  expect(decoded(picture?.png ?? Buffer.alloc(0)).height).toBeLessThan(1_200)
})

test('where nothing is late there is no picture', async () => {
  expect(await drawLateness([late('Punctual', 0)])).toBeNull()
})
