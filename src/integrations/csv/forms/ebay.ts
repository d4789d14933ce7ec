import { readMoney } from '../../../kernel/words/amount.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import type { RowCells } from '../columns.ts'
import type { ExportForm } from '../export-form.ts'

/**
 * The orders report of eBay's Seller Hub, in English. An order of several items has a row for the whole order, without a
 * title, and one for each item. The report begins with an empty row and ends with how many records it has, and of whom.
 */
export const ebayExport: ExportForm = {
  title: 'eBay’s orders report',
  columns: {
    name: ['Order Number'],
    createdAt: ['Sale Date'],
    paidAt: ['Paid On Date'],
    email: ['Buyer Email'],
    notes: ['Buyer Note'],
    shipping: ['Shipping And Handling', 'Postage And Handling', 'Postage And Packaging'],
    total: ['Total Price'],
    paymentMethod: ['Payment Method'],
    method: ['Shipping Service', 'Postage Service', 'Delivery Service'],
    lineId: ['Transaction ID'],
    lineNumber: ['Item Number'],
    item: ['Item Title'],
    options: ['Variation Details'],
    sku: ['Custom Label', 'Custom Label (SKU)'],
    quantity: ['Quantity'],
    price: ['Sold For'],
    shipName: ['Ship To Name', 'Post To Name'],
    shipAddress1: ['Ship To Address 1', 'Post To Address 1'],
    shipAddress2: ['Ship To Address 2', 'Post To Address 2'],
    shipCity: ['Ship To City', 'Post To City'],
    shipProvince: ['Ship To State', 'Post To State', 'Post To County', 'Post To State/Province'],
    shipZip: ['Ship To Zip', 'Post To Postcode', 'Post To Zip'],
    shipCountry: ['Ship To Country', 'Post To Country'],
    shipPhone: ['Ship To Phone', 'Post To Phone'],
  },
  needs: ['name', 'createdAt', 'item', 'quantity', 'price'],
  dates: 'month named',
  idsAreUnique: true,
  lacks: [
    'eBay’s report names no currency. I take it from the signs: “AU $” is AUD, and “$” alone USD unless you choose.',
  ],
  furniture: /record\(s\) downloaded|^["\s,;]*seller id\b/i,
  dollar: 'USD',
  reads(cells, under) {
    const { item, quantity, price, ...order } = cells
    const paid = under('Paid On Date')
    const shipped = under('Shipped On Date') || under('Dispatched On Date') || under('Posted On Date')
    return amounts({
      ...order,
      name: order.name ?? under('Sales Record Number') ?? '',
      ...(paid ? { financialStatus: 'paid' } : paid === '' && order.total && { financialStatus: 'pending' }),
      ...(shipped && { itemStatus: 'fulfilled' }),
      ...(item
        ? { item, ...(quantity && { quantity }), ...priced(price, quantity, order.total) }
        : // The row of the whole order: its price is that of all items.
          price && { subtotal: price }),
    })
  },
}

/** “Sold For” is the price of one piece, unless so many pieces would cost more than the whole order did. */
function priced(price: string | undefined, quantity: string | undefined, total: string | undefined): RowCells {
  if (!price) return {}
  const [one, all] = [minor(price), minor(total)]
  return all !== null && one !== null && one * Number(quantity) > all ? { lineTotal: price } : { price }
}

function minor(text: string | undefined): number | null {
  try {
    return text ? readMoney(withoutGap(text), 'USD').minor : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** `AU $3,000.00`, as eBay writes it, is `AU$3,000.00` to everybody else. */
const withoutGap = (text: string) => text.replace(/^([A-Z]{1,2}) \$/, '$1$')

const MARKS = [
  [/^AU? ?\$/, 'AUD'],
  [/^CA? ?\$/, 'CAD'],
  [/^US ?\$/, 'USD'],
  [/^(£|GBP)/, 'GBP'],
  [/^(€|EUR)/, 'EUR'],
] as const

function amounts(cells: RowCells): RowCells {
  const money = (['subtotal', 'shipping', 'total', 'price', 'lineTotal'] as const).filter(column => cells[column])
  const said = money.map(column => cells[column] ?? '')
  const [, currency] = MARKS.find(([mark]) => said.some(text => mark.test(text))) ?? []
  return {
    ...cells,
    ...(currency && { currency }),
    ...Object.fromEntries(money.map(column => [column, withoutGap(cells[column] ?? '')])),
  }
}
