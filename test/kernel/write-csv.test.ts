import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCsv } from '../../src/kernel/sheets/write-csv.ts'

const cellsOf = (cell: string) =>
  parse(Buffer.from(writeCsv(['Note'], [[cell]])), { bom: true, relax_column_count: true })[1]?.[0] as string

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1+1', '  =1+1', ' \n\t@x', '\u00a0=1', '＝1+1', ' ＋1'])(
  '%j is words to a spreadsheet, as nothing that it runs comes first',
  cell => expect(cellsOf(cell)).toBe(`'${cell}`),
)

test('whatever a cell holds, no formula comes out, and nothing but one mark is added', () => {
  const cell = fc.tuple(fc.constantFrom('', ' ', '\n', '\u2003'), fc.constantFrom('=', '+', '-', '@', ''), fc.string())
  fc.assert(
    fc.property(cell, parts => {
      const written = cellsOf(parts.join(''))
      expect(written).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
      expect([parts.join(''), `'${parts.join('')}`]).toContain(written)
    }),
  )
})
