import type { RefusedRow } from '../../kernel/shapes/importer.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import {
  readAmount,
  readCurrency,
  readId,
  readQuantity,
  readText,
  readTimestamp,
  readYes,
  type Timestamp,
} from './cells.ts'
import type { Column } from './columns.ts'
import { readCountry } from './country.ts'
import type { Group } from './group.ts'
import type { CsvRow } from './rows.ts'

/** What became of one order of a file. Both may be there: the order comes in, without the lines that are refused. */
export type OrderReading = { order: IncomingOrder | null; refused: readonly RefusedRow[] }
type IncomingLine = IncomingOrder['lines'][number]
type Cells = CsvRow['cells']

/**
 * Reads one order of Shopify's export; what the store has already fulfilled or refunded whole stays out, since forwarding
 * it would ship it twice. One bad row keeps the whole order out: half an order is worse than none.
 * `updatedAt` is the latest time on the order, so that the same file read again brings nothing newer.
 * @param decimalComma whether `12,50` is an amount in this file.
 */
export function readOrder({ number, head, rows }: Group, store: string, decimalComma: boolean): OrderReading {
  const bad: RefusedRow[] = []
  const fulfilled: RefusedRow[] = []
  const attempt = <T>(row: number, read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      bad.push({ row, order: number, why: error.message })
      return undefined
    }
  }
  const order = attempt(head.row, () => readHead(number, head.cells, store, decimalComma))
  const lines: IncomingLine[] = []
  for (const [index, { row, cells, spilt }] of rows.entries()) {
    const line = attempt(row, () => {
      if (spilt) throw new Refusal('It has more cells than the header: a comma or a line break stands outside quotes.')
      if (row === head.row && !cells.item && !cells.quantity) return null
      return readLine(cells, `${index + 1}`, order?.currency, decimalComma)
    })
    if (cells.itemStatus?.toLowerCase() === 'fulfilled') fulfilled.push({ row, order: number, why: itemFulfilled })
    else if (line && line.quantity > 0) lines.push(line)
  }
  if (bad.length > 0 || !order) return { order: null, refused: bad }
  if (lines.length === 0 && fulfilled.length > 0) {
    return { order: null, refused: [{ row: head.row, order: number, why: orderFulfilled }] }
  }
  return { order: { ...order, lines }, refused: fulfilled }
}

const itemFulfilled = 'It is already fulfilled in the store and stays out of the order.'
const orderFulfilled = 'It is already fulfilled in the store.'

function readHead(number: string, cells: Cells, store: string, decimalComma: boolean): IncomingOrder {
  if (cells.fulfillmentStatus?.toLowerCase() === 'fulfilled') throw new Refusal(orderFulfilled)
  if (cells.financialStatus?.toLowerCase() === 'refunded') throw new Refusal('It is already refunded in the store.')
  const [placed, paid, shipped, cancelled] = (['createdAt', 'paidAt', 'fulfilledAt', 'cancelledAt'] as const).map(
    column => (cells[column] ? readTimestamp(column, cells[column]) : null),
  )
  if (!placed) throw new Refusal('It does not say when it was placed: Created at is empty.')
  // XXX is ISO 4217's own word for “no currency”: right for an order without any amount.
  const currency = cells.currency ? readCurrency(cells.currency) : 'XXX'
  return {
    store: { kind: 'csv', key: store, name: store },
    externalId: readId(cells.id) ?? number,
    number,
    placedAt: placed.at,
    placedOffset: placed.offset,
    updatedAt: latest([placed, paid, shipped, cancelled]),
    cancelledAt: cancelled?.at ?? null,
    cancelReason: null,
    test: false,
    financialStatus: cells.financialStatus ?? null,
    fulfilled: false,
    currency,
    totalMinor: readPrice('total', cells, currency, decimalComma),
    method: cells.method ?? null,
    note: [cells.notes, ...seen(cells.noteAttributes)].filter(Boolean).join('\n') || null,
    shipTo: readShipTo(cells),
    lines: [],
  }
}

function readLine(cells: Cells, position: string, currency: string | undefined, decimalComma: boolean): IncomingLine {
  const { item, quantity, itemStatus } = cells
  if (!item) throw new Refusal('It names no item: Lineitem name is empty.')
  if (!quantity) throw new Refusal('It does not say how many pieces: Lineitem quantity is empty.')
  if (itemStatus?.toLowerCase() === 'partial') {
    throw new Refusal('Some pieces of it are already fulfilled in the store, and the file does not say how many.')
  }
  return {
    externalId: position,
    sku: readText(cells.sku),
    title: item,
    // The export writes the variant into the name: `Crew Tee - Black / S`.
    options: null,
    quantity: readQuantity(quantity),
    // Without a currency the first row is already refused, and says why.
    priceMinor: currency ? readPrice('price', cells, currency, decimalComma) : 0,
    imageUrl: null,
    requiresShipping: readYes(cells.requiresShipping),
  }
}

function readPrice(column: 'total' | 'price', cells: Cells, currency: string, decimalComma: boolean): number {
  const amount = cells[column]
  if (!amount) return 0
  const minor = readAmount(column, amount, currency, decimalComma)
  if (minor !== 0 && currency === 'XXX') throw new Refusal(`There is an amount, ${amount}, but no Currency.`)
  return minor
}

function readShipTo(cells: Cells): IncomingOrder['shipTo'] {
  const columns: readonly Column[] = ['shipName', 'shipStreet', 'shipAddress1', 'shipCity', 'shipZip', 'shipCountry']
  if (!columns.some(column => cells[column])) return null
  return {
    name: cells.shipName ?? null,
    company: cells.shipCompany ?? null,
    // Street is Address1 and Address2 in one.
    street: cells.shipAddress1 ?? cells.shipStreet ?? null,
    street2: cells.shipAddress1 ? (cells.shipAddress2 ?? null) : null,
    city: cells.shipCity ?? null,
    region: cells.shipProvinceName ?? cells.shipProvince ?? null,
    postalCode: readText(cells.shipZip),
    country: cells.shipCountry ? readCountry(cells.shipCountry) : null,
    phone: readText(cells.shipPhone) ?? readText(cells.phone),
    email: cells.email ?? null,
  }
}

/** Note attributes stand one a line, `name: value`; those beginning with `_` are an app's own. */
const seen = (attributes: string | undefined) =>
  (attributes ?? '').split(/\r?\n/).filter(line => line.trim() && !line.startsWith('_'))

const latest = (moments: readonly (Timestamp | null | undefined)[]) =>
  new Date(Math.max(...moments.map(moment => moment?.at.getTime() ?? Number.NEGATIVE_INFINITY)))
