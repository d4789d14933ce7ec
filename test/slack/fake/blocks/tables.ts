import { isObject } from '../json.ts'
import { richText } from './rich-text.ts'
import { all, anything, boolean, byType, list, number, object, oneOf, type Rule, string } from './schema.ts'

const type = anything
const blockId = string({ max: 255 })
const cell = byType({
  raw_text: object({ type, text: string({ min: 1 }) }),
  raw_number: object({ type, value: number(), text: string({ min: 1 }) }),
  rich_text: richText,
})

const characters = (value: unknown): number =>
  Array.isArray(value)
    ? value.reduce((sum: number, one) => sum + characters(one), 0)
    : isObject(value)
      ? Object.entries(value).reduce(
          (sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : characters(one)),
          0,
        )
      : 0

const even: Rule = (value, at, to) => {
  const rows = isObject(value) && Array.isArray(value.rows) ? value.rows : []
  const width = Array.isArray(rows[0]) ? rows[0].length : 0
  for (const [index, row] of rows.entries())
    if (Array.isArray(row) && row.length !== width)
      to.add('must have as many cells as the first row', `${at}/rows/${index}`)
}

const short: Rule = (value, at, to) => {
  if (isObject(value) && characters(value.rows) > 10_000) to.add('must be less than 10001 characters', `${at}/rows`)
}

/** 100 rows of 20 cells, 10,000 characters together (blocks/table-block). */
export const table = all(
  object(
    { type, rows: list(list(cell, { min: 1, max: 20 }), { min: 1, max: 100 }) },
    {
      block_id: blockId,
      column_settings: list(object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean }), { max: 20 }),
    },
  ),
  even,
  short,
)

/** The head and 1–200 rows, a caption, pages of 1–100 (blocks/data-table-block). */
export const dataTable = all(
  object(
    { type, caption: string({ min: 1 }), rows: list(list(cell, { min: 1, max: 20 }), { min: 2, max: 201 }) },
    {
      block_id: blockId,
      page_size: number({ min: 1, max: 100 }),
      row_header_column_index: number({ min: 0, max: 19 }),
    },
  ),
  even,
)
