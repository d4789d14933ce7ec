import type { types } from '@slack/bolt'
import { type Card, type CardLine, lengthOf, type Phrase } from '../../../kernel/shapes/card.ts'
import { type Block, rich, richPhrase, richText } from './words.ts'

/** Slack's limits: 100 rows with their head, and 10,000 characters, of which moments take some. */
const MOST_ROWS = 99
const MOST_TEXT = 8_000
/** What one wants to read of a cell, UTF-16 units. */
const MOST_OF_CELL = 120

/** The lines of a card as a table; null for a card without columns, and for more than a table of Slack's holds. */
export function drawLineTable({ columns, lines = [] }: Pick<Card, 'columns' | 'lines'>): Block | null {
  if (!columns || lines.length === 0 || lines.length > MOST_ROWS) return null
  const text = lines.flatMap(({ cells = [] }) => cells).reduce((sum, cell) => sum + lengthOf(cell), 0)
  if (text > MOST_TEXT || lines.some(({ cells }) => cells?.length !== columns.length)) return null
  const head = columns.map(column => drawCell([richText(column, MOST_OF_CELL, { bold: true })].flat()))
  const wrapped = columns.map(() => ({ is_wrapped: true }))
  return { type: 'table', column_settings: wrapped, rows: [head, ...lines.map(drawRow)] }
}

function drawRow({ cells = [], done }: CardLine): types.TableBlock['rows'][number] {
  const style = done ? { strike: true } : undefined
  return cells.map((cell: Phrase) => drawCell(richPhrase(cell, MOST_OF_CELL, style)))
}

function drawCell(words: Parameters<typeof rich>[0][number]): types.TableBlock['rows'][number][number] {
  return rich([words])[0] ?? { type: 'raw_text', text: '—' }
}
