import { createRequire } from 'node:module'
import type { Paper } from './paper.ts'

const require = createRequire(import.meta.url)
const FONTS = {
  plain: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
}

/** A4, in points: what a printer leaves white, and how large the letters are. */
const MARGIN = 45
/** Points of a column whose words are short, in signs, and of any other. */
const [SHORT, NARROW, WIDE] = [8, 52, 115]
const SIZE = { title: 16, heading: 11, text: 9, small: 8 }

/**
 * A paper as PDF, A4; the widest column of a table is the first.
 * @returns null where its words have signs that our font can’t print, Chinese ones among them: its page has them.
 */
export async function paperPdf(paper: Paper): Promise<Uint8Array | null> {
  if (!(await canPrint(JSON.stringify(paper)))) return null
  const { default: PdfDocument } = await import('pdfkit')
  const sheet = new PdfDocument({
    size: 'A4',
    margin: MARGIN,
    font: FONTS.plain,
    info: { Title: `${paper.kind} ${paper.title}` },
  })
  const parts: Buffer[] = []
  sheet.on('data', part => parts.push(part))
  const ended = new Promise(resolve => sheet.once('end', resolve))
  const say = (words: string, size: number, font: string = FONTS.plain) =>
    sheet.font(font).fontSize(size).text(words, MARGIN).moveDown(0.4)
  say(`${paper.kind} · ${paper.title}`, SIZE.title, FONTS.bold)
  say(paper.about, SIZE.text)
  for (const [label, value] of paper.facts) say(`${label}: ${value}`, SIZE.text)
  for (const { title, heads, rows } of paper.tables) {
    say(title, SIZE.heading, FONTS.bold)
    sheet.font(FONTS.plain).fontSize(SIZE.small)
    sheet.table({
      columnStyles: widths(heads, rows),
      defaultStyle: { border: { top: 0, right: 0, bottom: 0.5, left: 0 }, borderColor: '#bbbbbb', padding: 3 },
      rowStyles: row => (row === 0 ? { backgroundColor: '#eeeeee' } : {}),
      data: [heads, ...rows].map(row => [...row]),
    })
    sheet.moveDown()
  }
  for (const { title, words } of paper.texts) {
    say(title, SIZE.heading, FONTS.bold)
    say(words, SIZE.text)
  }
  say(paper.foot, SIZE.small)
  sheet.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}

/** Columns of numbers are narrow; the first has what the others leave. */
function widths(heads: readonly string[], rows: readonly (readonly string[])[]): (number | '*')[] {
  const longest = (at: number) => Math.max(...[heads, ...rows].map(row => row[at]?.length ?? 0))
  return heads.map((_, at) => (at === 0 ? '*' : longest(at) <= SHORT ? NARROW : WIDE))
}

async function canPrint(words: string): Promise<boolean> {
  const { openSync } = await import('fontkit')
  const font = openSync(FONTS.plain)
  if (!('hasGlyphForCodePoint' in font)) throw new Error('the font is a collection')
  return [...new Set(words)].every(sign => font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0))
}
