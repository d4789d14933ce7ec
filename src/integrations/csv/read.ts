import type { RefusedRow } from '../../kernel/shapes/importer.ts'
import { readCountry } from '../../kernel/words/country.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { readCurrency, readId, readQuantity, readText, readTimestamp, readYes, type Timestamp } from './cells.ts'
import type { Column, RowCells } from './columns.ts'
import { type ExportForm, heading } from './export-form.ts'
import type { Group } from './group.ts'
import { readPaid, readPiecePrice, readPrice } from './paid.ts'

/** What became of one order of a file. Both may be there: the order comes in, without the lines that are refused. */
export type OrderReading = { order: IncomingOrder | null; refused: readonly RefusedRow[] }
type IncomingLine = IncomingOrder['lines'][number]
/** How a file is read: its form, whose orders it has, and what its amounts are in where it doesn't say. */
export type HowRead = { form: ExportForm; store: string; currency?: string | undefined }

/**
 * Reads one order of a file. One bad row keeps the whole order out: half an order is worse than none.
 * `updatedAt` is the latest time on the order, so that the same file read again brings nothing newer.
 */
export function readOrder({ number, head, rows }: Group, way: HowRead): OrderReading {
  const bad: RefusedRow[] = []
  const attempt = <T>(row: number, read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      bad.push({ row, order: number, why: error.message })
      return undefined
    }
  }
  const order = attempt(head.row, () => readHead(number, head.cells, way))
  const lines: IncomingLine[] = []
  for (const { row, cells, spilt } of rows) {
    const line = attempt(row, () => {
      if (spilt) throw new Refusal('It has more cells than the header: a comma or a line break is outside quotes.')
      if (!cells.item && !cells.quantity && (row === head.row || cells.subtotal)) return null
      return readLine(cells, way.form, order?.currency)
    })
    if (!line) continue
    const done = [cells.itemStatus, head.cells.fulfillmentStatus].some(status => status?.toLowerCase() === 'fulfilled')
    lines.push(done ? { ...line, fulfilled: line.quantity } : line)
  }
  if (bad.length > 0 || !order) return { order: null, refused: bad }
  try {
    return {
      order: { ...order, ...readPaid(head.cells, rows, { form: way.form, lines, currency: order.currency }) },
      refused: [],
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { order: null, refused: [{ row: head.row, order: number, why: error.message }] }
  }
}

function readHead(number: string, cells: RowCells, { form, store, currency: chosen }: HowRead): IncomingOrder {
  const [placed, paid, shipped, cancelled] = (['createdAt', 'paidAt', 'fulfilledAt', 'cancelledAt'] as const).map(
    column => (cells[column] ? readTimestamp(heading(form, column), cells[column], form.dates) : null),
  )
  if (!placed) throw new Refusal(`It does not say when it was placed: ${heading(form, 'createdAt')} is empty.`)
  // XXX is ISO 4217's own word for “no currency”: right for an order without any amount.
  const named = cells.currency ?? chosen ?? (form.dollar && isInDollars(cells) ? form.dollar : undefined)
  const currency = named ? readCurrency(form.columns.currency?.[0] ?? 'The currency', named) : 'XXX'
  return {
    store: { kind: 'csv', key: store, name: store, fromFile: true, idsAreUnique: form.idsAreUnique },
    externalId: readId(cells.id) ?? `#${number}`,
    number,
    placedAt: placed.at,
    placedOffset: placed.offset,
    updatedAt: latest([placed, paid, shipped, cancelled]),
    timed: false,
    triggeredAt: null,
    cancelledAt: cancelled?.at ?? null,
    cancelReason: null,
    test: false,
    financialStatus: cells.financialStatus?.toLowerCase().replaceAll(/[\s-]+/g, '_') ?? null,
    cashOnDelivery: /cash.?on.?delivery|\bcod\b|nachnahme|contre.?remboursement/i.test(cells.paymentMethod ?? ''),
    risk: readRisk(cells.risk),
    pickup: /\bpick.?up\b/i.test(cells.method ?? ''),
    currency,
    totalMinor: readPrice('total', cells, form, currency),
    paidMinor: 0,
    shippingPaidMinor: 0,
    refundedMinor: 0,
    refunds: [],
    trackings: [],
    method: cells.method ?? null,
    note: [cells.notes, ...seen(cells.noteAttributes)].filter(Boolean).join('\n') || null,
    language: null,
    shipTo: readShipTo(cells, form),
    lines: [],
  }
}

function readLine(cells: RowCells, form: ExportForm, currency: string | undefined): IncomingLine {
  const { item, quantity, shipped, itemStatus } = cells
  if (!item) throw new Refusal(`It names no item: ${heading(form, 'item')} is empty.`)
  if (!quantity) throw new Refusal(`It does not say how many pieces: ${heading(form, 'quantity')} is empty.`)
  if (itemStatus?.toLowerCase() === 'partial') {
    throw new Refusal('Some pieces of it are already fulfilled in the store, and the file does not say how many.')
  }
  const ordered = readQuantity(heading(form, 'quantity'), quantity)
  return {
    externalId: readId(cells.lineId),
    sku: readText(cells.sku),
    title: item,
    // Shopify writes the variant into the name: `Crew Tee - Black / S`.
    options: cells.options ?? null,
    ordered,
    quantity: ordered,
    fulfilled: shipped ? Math.min(ordered, readQuantity(heading(form, 'shipped'), shipped)) : 0,
    // Without a currency the first row is already refused, and says why.
    priceMinor: currency ? readPiecePrice(cells, form, { currency, ordered }) : 0,
    ...{ discountMinor: 0, taxMinor: 0, paidMinor: 0 },
    imageUrl: null,
    requiresShipping: readYes(cells.requiresShipping),
  }
}

function readShipTo(cells: RowCells, form: ExportForm): IncomingOrder['shipTo'] {
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
    country: cells.shipCountry ? readCountry(cells.shipCountry, heading(form, 'shipCountry')) : null,
    phone: readText(cells.shipPhone) ?? readText(cells.phone),
    email: cells.email ?? null,
  }
}

const isInDollars = ({ total, price, subtotal }: RowCells) => [total, price, subtotal].some(text => text?.includes('$'))

const readRisk = (text: string | undefined): IncomingOrder['risk'] =>
  (['low', 'medium', 'high'] as const).find(level => level === text?.toLowerCase()) ?? null

/** Note attributes stand one a line, `name: value`; those beginning with `_` are an app's own. */
const seen = (attributes: string | undefined) =>
  (attributes ?? '').split(/\r?\n/).filter(line => line.trim() && !line.startsWith('_'))

const latest = (moments: readonly (Timestamp | null | undefined)[]) =>
  new Date(Math.max(...moments.map(moment => moment?.at.getTime() ?? Number.NEGATIVE_INFINITY)))
