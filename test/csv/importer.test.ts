import { expect, test } from 'vitest'
import { csvImporter } from '../../src/integrations/csv/importer.ts'
import type { Ask } from '../../src/kernel/asking/command.ts'
import type { Actor } from '../../src/kernel/shapes/actor.ts'
import type { Progress } from '../../src/kernel/shapes/importer.ts'
import { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { exportOf, first, next } from './exports.ts'

const staff: Actor = { side: 'staff', chat: 'console', user: 'u1', name: 'Mina', roomId: 'r1' }

/** An `ask` that remembers orders as Waybill does: by store and id, the newer over the older. */
function shop(before: (number: string) => void = () => {}) {
  const here = new Map<string, Date>()
  const asked: unknown[] = []
  const receive = (told: unknown) => {
    const order = IncomingOrder.parse(told)
    asked.push(order.number)
    before(order.number)
    if (order.number === '666') return { text: 'The number is taken.', outcome: 'refused' }
    if (!order.shipTo) return { text: 'It has no shipping address.', outcome: 'turned-away' }
    const key = `${order.store.key} ${order.externalId}`
    const known = here.get(key)
    if (known && known >= order.updatedAt) return { text: '', outcome: 'unchanged' }
    here.set(key, order.updatedAt)
    return { text: '', outcome: order.cancelledAt ? 'cancelled' : known ? 'updated' : 'received' }
  }
  const preview = (told: unknown) => ({
    text: '',
    outcome: IncomingOrder.parse(told).shipTo ? 'received' : 'turned-away',
  })
  const ask: Ask = async (name, input, actor) => {
    const { orders } = input as { orders: readonly unknown[] }
    if (name === 'order.preview') return { text: '', each: orders.map(preview) }
    expect([name, actor]).toEqual(['order.receive-many', staff])
    return { text: '', each: orders.map(receive) }
  }
  return { asked, importer: csvImporter({ ask }) }
}

const nowhere = { 'Shipping Name': '', 'Shipping Street': '', 'Shipping Address1': '', 'Shipping City': '' }
const yen = { Currency: 'JPY', Subtotal: '1980', Shipping: '0', Total: '1980', 'Lineitem price': '1980' }
const file = exportOf([
  first(),
  next(),
  first({ Name: '#1043', Id: '2', ...yen }),
  first({ Name: '#1044', Id: '3', 'Lineitem quantity': 'many' }),
  first({ Name: '#666', Id: '4' }),
  first({ Name: '#1045', Id: '5', ...nowhere, 'Shipping Zip': '', 'Shipping Country': '' }),
])

const from = (bytes: Uint8Array) => ({ bytes, store: 'Northlight' })

test('a preview shows what would come in and what would not, and changes nothing', async () => {
  const { asked, importer } = shop()
  expect(await importer.preview(from(file))).toEqual({
    written: { encoding: 'utf-8', title: 'UTF-8', assumed: false, example: 'Görlitz' },
    form: { title: 'Shopify’s order export', lacks: [] },
    orders: 3,
    lines: 4,
    totals: ['EUR 129.80', 'JPY 1,980'],
    sample: [
      '#1042: 2 lines, EUR 64.90, to Görlitz, DE',
      '#1043: 1 line, JPY 1,980, to Görlitz, DE',
      '#666: 1 line, EUR 64.90, to Görlitz, DE',
    ],
    refused: [
      { row: 5, order: '1044', why: 'Lineitem quantity “many” isn’t a whole number of pieces.' },
      { row: 7, order: '1045', why: '' },
    ],
    differs: [],
  })
  expect(asked).toEqual([])
})

test('after a run every order of the file is received, or is in the report with its row and reason', async () => {
  const { importer } = shop()
  const progress: Progress[] = []
  expect(await importer.run(from(file), staff, at => progress.push(at))).toEqual({
    received: 2,
    updated: 0,
    unchanged: 0,
    refused: [
      { row: 5, order: '1044', why: 'Lineitem quantity “many” isn’t a whole number of pieces.' },
      { row: 6, order: '666', why: 'The number is taken.' },
      { row: 7, order: '1045', why: 'It has no shipping address.' },
    ],
  })
  expect(progress).toEqual([0, 4].map(done => ({ done, of: 4 })))
})

test('running a file again doubles nothing, and a newer export brings only what changed', async () => {
  const { importer } = shop()
  const run = (bytes: Uint8Array) => importer.run(from(bytes), staff, () => {})
  await run(file)
  expect(await run(file)).toMatchObject({ received: 0, updated: 0, unchanged: 2 })
  const newer = exportOf([
    first({ 'Paid at': '2026-05-03 10:00:00 -0400' }),
    first({ Name: '#1043', Id: '2', ...yen }),
    first({ Name: '#1046', Id: '6', 'Cancelled at': '2026-05-03 10:00:00 -0400' }),
  ])
  expect(await run(newer)).toEqual({ received: 0, updated: 2, unchanged: 1, refused: [] })
})

test('a run that breaks half way is run again from the start, and nothing comes in twice', async () => {
  let failures = 1
  const { importer } = shop(number => {
    if (number === '1043' && failures-- > 0) throw new Error('the database is gone')
  })
  const run = () => importer.run(from(file), staff, () => {})
  await expect(run()).rejects.toThrow('the database is gone')
  expect(await run()).toMatchObject({ received: 1, unchanged: 1 })
})

test('while a large file comes in, other work gets its turn', async () => {
  const { importer } = shop()
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const rows = Array.from({ length: 2000 }, (_, index) => first({ Name: `#${index}`, Id: `${9000 + index}` }))
  const report = await importer.run(from(exportOf(rows)), staff, () => {})
  clearInterval(timer)
  expect(report.received).toBe(2000 - 1)
  expect(turns).toBeGreaterThan(20)
})

test('a file saved as “Unicode text” is read as well', async () => {
  const { importer } = shop()
  const text = Buffer.from(exportOf([first()], { delimiter: '\t', bom: true })).toString()
  for (const marked of [text, text.slice(1)]) {
    const wide = Buffer.from(marked, 'utf16le')
    expect((await importer.preview(from(wide))).orders).toBe(1)
    expect((await importer.preview(from(Buffer.from(wide).swap16()))).orders).toBe(1)
  }
})

test('a file whose first line tells Excel the delimiter is read by it', async () => {
  const { importer } = shop()
  const text = Buffer.from(exportOf([first()], { delimiter: ';' })).toString()
  expect((await importer.preview(from(Buffer.from(`sep=;\r\n${text}`)))).orders).toBe(1)
})
