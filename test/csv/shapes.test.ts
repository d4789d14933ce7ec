import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { plainSku } from '../../src/suppliers/sku.ts'
import { type Cells, exportOf, first, header, itemCells, orderCells } from './exports.ts'
import { read } from './reading.ts'

const cell = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a "quoted" b', 'two\nlines', '=1+1', '名前;、', '\tx,y;'))
  .map(text => text.replaceAll('\0', '').trim())
const orderOf = fc.record({
  note: cell,
  city: cell,
  items: fc.array(fc.record({ title: cell.filter(Boolean), sku: cell, quantity: fc.integer({ min: 1, max: 99 }) }), {
    minLength: 1,
    maxLength: 6,
  }),
})

type Sold = { note: string; city: string; items: { title: string; sku: string; quantity: number }[] }

/** The rows of one order; `filled` says which of them repeat the order's own cells, as people fill them down. */
const rowsOf = (number: number, order: Sold, filled: readonly boolean[] = []): Cells[] =>
  order.items.map((item, index) => ({
    ...itemCells,
    ...(index === 0 || filled[index]
      ? { ...orderCells, Notes: order.note, 'Shipping City': order.city, Id: `${number}` }
      : {}),
    Name: `#${number}`,
    'Lineitem name': `${index} ${item.title}`,
    'Lineitem sku': item.sku,
    'Lineitem quantity': `${item.quantity}`,
  }))

describe('any file that says the same reads the same', () => {
  const shapes = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t'),
    eol: fc.constantFrom('\n', '\r\n', '\r'),
    bom: fc.boolean(),
    columns: fc.shuffledSubarray(header.split(','), { minLength: 79 }),
  })

  test('whatever the delimiter, line ends, byte order mark and column order, every cell arrives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(orderOf, { maxLength: 4 }), shapes, async (orders, shape) => {
        const rows = orders.flatMap((order, index) => rowsOf(2000 + index, order))
        const { orders: got, refused } = await read(exportOf(rows, shape))
        expect(refused).toEqual([])
        expect(
          got.map(({ shipTo, lines }) => [
            shipTo?.city,
            lines.map(({ title, sku, quantity }) => [title, sku, quantity]),
          ]),
        ).toEqual(
          orders.map(({ city, items }) => [
            city || null,
            items.map(({ title, sku, quantity }, index) => [
              `${index} ${title}`.trim(),
              plainSku(sku) || null,
              quantity,
            ]),
          ]),
        )
        for (const [index, { note }] of got.entries())
          expect(note).toBe([orders[index]?.note, 'gift: yes'].filter(Boolean).join('\n'))
      }),
    )
  })

  test('wherever an order’s rows stand, and however often its own cells are repeated, it is one order', async () => {
    await fc.assert(
      fc.asyncProperty(
        orderOf,
        orderOf,
        fc.array(fc.boolean()),
        fc.infiniteStream(fc.nat()),
        async (one, two, filled, ranks) => {
          const plain = [...rowsOf(1, one), ...rowsOf(2, two)]
          const rows = [...rowsOf(1, one, filled), ...rowsOf(2, two, filled)]
          const mixed = rows.map(row => ({ row, rank: ranks.next().value ?? 0 })).toSorted((a, b) => a.rank - b.rank)
          const { orders, refused } = await read(exportOf(mixed.map(({ row }) => row)))
          expect(refused).toEqual([])
          const sorted = (list: IncomingOrder[]) =>
            list
              .toSorted((a, b) => a.number.localeCompare(b.number))
              .map(order => ({
                ...order,
                lines: order.lines.map(line => ({ ...line, externalId: '' })).toSorted(byTitle),
              }))
          expect(sorted(orders)).toEqual(sorted((await read(exportOf(plain))).orders))
        },
      ),
    )
  })
})
const byTitle = (one: { title: string }, two: { title: string }) => (one.title < two.title ? -1 : 1)

test('a line end that falls between two chunks of a large file splits no row', async () => {
  for (let pad = 0; pad < 8; pad++) {
    const rows = Array.from({ length: 600 }, (_, index) => first({ Name: `#${index}`, Notes: 'é'.repeat(60 + pad) }))
    const { orders, refused } = await read(exportOf(rows, { eol: '\r\n' }))
    expect([orders.length, refused]).toEqual([600, []])
  }
})
