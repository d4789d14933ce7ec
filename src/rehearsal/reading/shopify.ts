import { mustHave, placesOf } from './columns.ts'
import { type Line, type LineReading, translate } from './line.ts'
import { type Clock, readMoment } from './moment.ts'
import { type Cells, sheetOf } from './sheet.ts'
import type { TableFile } from './table-file.ts'

/** https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders#csv-file-format */
const names = {
  name: ['Name'],
  placed: ['Created at'],
  supplier: ['Vendor'],
  item: ['Lineitem name'],
  itemStatus: ['Lineitem fulfillment status'],
  ships: ['Lineitem requires shipping'],
  fulfilled: ['Fulfilled at'],
  cancelled: ['Cancelled at', 'Canceled at'],
} as const
type Column = keyof typeof names

/** Whether a header is that of Shopify's order export. */
export function isShopify(header: readonly string[]): boolean {
  const places = placesOf(header, names)
  return (['name', 'placed', 'item'] as const).every(column => places.has(column))
}

/**
 * Shopify's order export: a row for each line, of which only one has what concerns the whole order; people sort them.
 * The vendor of a line is its supplier. *Fulfilled at* is the order's; a line still pending was not shipped then.
 * @throws Refusal when a column is missing without which nothing can be judged
 */
export function readShopify(file: TableFile, clock: Clock): LineReading {
  mustHave(file, names, ['supplier', 'fulfilled'])
  const tells = { shipBy: false, acknowledged: false, scanned: false }
  return { what: `Shopify’s order export ${file.name}`, tells, lines: readLines(file, clock) }
}

async function* readLines(file: TableFile, clock: Clock): AsyncGenerator<Line> {
  const items: Item[] = []
  const heads = new Map<string, Head>()
  for await (const item of translate(sheetOf(file, names).rows, cells => readItem(cells, clock))) {
    items.push(item)
    const { fulfilledAt, cancelledAt } = item
    if (fulfilledAt || cancelledAt || !heads.has(item.order)) heads.set(item.order, { fulfilledAt, cancelledAt })
  }
  for (const { order, supplier, placedAt, pending, ships } of items) {
    const { fulfilledAt = null, cancelledAt = null } = heads.get(order) ?? {}
    const shippedAt = pending ? null : fulfilledAt
    const untold = { shipBy: null, acknowledgedAt: null, scannedAt: null, deliveredAt: null }
    if (ships) yield { ...untold, order, supplier, placedAt, shippedAt, cancelledAt }
  }
}

type Head = { fulfilledAt: Date | null; cancelledAt: Date | null }
type Item = Head & { order: string; supplier: string; placedAt: Date; pending: boolean; ships: boolean }

function readItem({ must, may }: Cells<Column>, clock: Clock): Item {
  const moment = (text: string) => readMoment(text, clock).from
  return {
    order: must('name', text => text.replace(/^#/, '')),
    supplier: may('supplier', text => text) ?? 'No vendor',
    placedAt: must('placed', moment),
    pending: may('itemStatus', text => !/^fulfilled$/i.test(text)) ?? false,
    ships: may('item', () => true) === true && may('ships', text => !/^(false|no)$/i.test(text)) !== false,
    fulfilledAt: may('fulfilled', moment),
    cancelledAt: may('cancelled', moment),
  }
}
