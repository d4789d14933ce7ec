import { Refusal } from '../../kernel/words/refusal.ts'
import { count, cut, list } from '../../kernel/words/text.ts'

/**
 * The columns that are read of Shopify's order export (it has about 79, in an order that has changed over the years).
 * https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders#csv-file-format
 */
const names = {
  name: ['Name'],
  email: ['Email'],
  financialStatus: ['Financial Status'],
  paidAt: ['Paid at'],
  fulfillmentStatus: ['Fulfillment Status'],
  fulfilledAt: ['Fulfilled at'],
  currency: ['Currency'],
  subtotal: ['Subtotal'],
  shipping: ['Shipping'],
  taxes: ['Taxes'],
  total: ['Total'],
  refunded: ['Refunded Amount'],
  paymentMethod: ['Payment Method'],
  risk: ['Risk Level'],
  method: ['Shipping Method'],
  createdAt: ['Created at'],
  quantity: ['Lineitem quantity'],
  item: ['Lineitem name'],
  price: ['Lineitem price'],
  lineDiscount: ['Lineitem discount'],
  taxable: ['Lineitem taxable'],
  sku: ['Lineitem sku'],
  requiresShipping: ['Lineitem requires shipping'],
  itemStatus: ['Lineitem fulfillment status'],
  shipName: ['Shipping Name'],
  shipStreet: ['Shipping Street'],
  shipAddress1: ['Shipping Address1'],
  shipAddress2: ['Shipping Address2'],
  shipCompany: ['Shipping Company'],
  shipCity: ['Shipping City'],
  shipZip: ['Shipping Zip'],
  shipProvince: ['Shipping Province'],
  shipProvinceName: ['Shipping Province Name'],
  shipCountry: ['Shipping Country'],
  shipPhone: ['Shipping Phone'],
  notes: ['Notes'],
  noteAttributes: ['Note Attributes'],
  cancelledAt: ['Cancelled at', 'Canceled at'],
  id: ['Id'],
  phone: ['Phone'],
} as const

export type Column = keyof typeof names

/** What a column is called in the file, for sentences. */
export const heading = (column: Column): string => names[column][0]

/** Without these a row says neither which order it belongs to, nor when it was placed, nor what is to be shipped. */
const required: readonly Column[] = ['name', 'createdAt', 'item', 'quantity']

/** Filled on an order's first row only; a row that has none of them continues an order. */
export const ofTheOrder: readonly Column[] = [
  ...(['financialStatus', 'paidAt', 'fulfillmentStatus', 'fulfilledAt', 'currency', 'total', 'method', 'id'] as const),
  ...(['shipName', 'shipStreet', 'shipAddress1', 'shipAddress2', 'shipCompany', 'shipCity', 'shipZip'] as const),
  ...(['shipProvince', 'shipProvinceName', 'shipCountry', 'shipPhone'] as const),
  ...(['subtotal', 'shipping', 'taxes', 'refunded', 'paymentMethod', 'risk'] as const),
  ...(['notes', 'noteAttributes', 'cancelledAt'] as const),
]

/**
 * Which column stands where: the names are those of the header, in any case and with any spacing.
 * @throws Refusal saying which required columns are missing and which were found, or which stands there twice.
 */
export function readHeader(header: readonly string[]): ReadonlyMap<number, Column> {
  const columns = new Map<number, Column>()
  for (const [place, text] of header.entries()) {
    const column = known.get(fold(text))
    if (!column) continue
    if ([...columns.values()].includes(column)) throw new Refusal(`The column “${heading(column)}” is there twice.`)
    columns.set(place, column)
  }
  const missing = required.filter(column => ![...columns.values()].includes(column))
  if (missing.length === 0) return columns
  const found = header.map(text => text.trim()).filter(Boolean)
  throw new Refusal(
    `This isn’t a Shopify order export: ${count(missing.length, 'column')} missing (${list(missing.map(heading))}). ` +
      `Found: ${cut(found.join(', '), 400) || 'none'}.`,
  )
}

const fold = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()

const known = new Map(
  Object.entries(names).flatMap(([column, texts]) => texts.map(text => [fold(text), column as Column] as const)),
)
