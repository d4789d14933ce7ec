import { Refusal } from '../../kernel/words/refusal.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { readAmount, readYes } from './cells.ts'
import type { AmountColumn, RowCells } from './columns.ts'
import { type ExportForm, heading } from './export-form.ts'
import type { CsvRow } from './rows.ts'

type Lines = IncomingOrder['lines']
type Paid = Pick<
  IncomingOrder,
  'lines' | 'totalMinor' | 'paidMinor' | 'shippingPaidMinor' | 'refundedMinor' | 'refunds'
>

/**
 * What was paid for each line and for shipping. Where a form gives discounts and taxes for the whole order only, its
 * subtotal is after all discounts: what the lines cost beyond it is shared out among them by their price, the tax among the
 * taxable ones by what was paid. Tax is on top where subtotal, shipping and taxes come to the total, and where there is no
 * total, as the form says. The total is that of the checkout; what was refunded since is another column.
 */
export function readPaid(
  head: RowCells,
  rows: readonly CsvRow[],
  { form, lines, currency }: { form: ExportForm; lines: Lines; currency: string },
): Paid {
  const amount = (column: AmountColumn, cells = head) => readPrice(column, cells, form, currency)
  const all = (column: AmountColumn) => sum(rows.map(({ cells }) => amount(column, cells)))
  const items = rows.filter(({ cells }) => cells.item)
  const own = lines.map((line, index) => {
    const cells = items[index]?.cells ?? {}
    const full = line.priceMinor * line.ordered
    const rounded = cells.lineTotal ? full - amount('lineTotal', cells) : 0
    return { full, discount: amount('lineDiscount', cells) + rounded, tax: amount('lineTax', cells), cells }
  })
  const names = lines.map(line => line.title)
  const nets = own.map(({ full, discount }) => full - discount)
  const beyond = head.subtotal ? Math.max(0, sum(nets) - amount('subtotal')) : 0
  const shares = share(beyond, nets, names)
  const after = nets.map((net, index) => net - (shares[index] ?? 0))
  const subtotal = head.subtotal ? amount('subtotal') : sum(after)
  const taxes = amount('taxes')
  const carriage = amount('shipping') - amount('shippingDiscount') + all('lineShipping') - all('lineShippingDiscount')
  const onTop = head.total
    ? taxes > 0 && amount('total') - subtotal - carriage >= taxes
    : (form.taxOnTop?.(currency) ?? false)
  const taxed = after.map((net, index) => (readYes(own[index]?.cells.taxable) ? net : 0))
  const shared = share(taxes, sum(taxed) > 0 ? taxed : after, names)
  const tax = own.map((line, index) => line.tax + (shared[index] ?? 0))
  const shipping = carriage + (onTop ? all('lineShippingTax') : 0)
  const paid = after.map((net, index) => net + (onTop ? (tax[index] ?? 0) : 0))
  const total = head.total || !form.taxOnTop ? amount('total') : sum(paid) + shipping
  const refunded = amount('refunded')
  return {
    lines: lines.map((line, index) => ({
      ...line,
      discountMinor: (own[index]?.discount ?? 0) + (shares[index] ?? 0),
      taxMinor: tax[index] ?? 0,
      paidMinor: paid[index] ?? 0,
    })),
    totalMinor: total - refunded,
    paidMinor: total,
    shippingPaidMinor: shipping,
    refundedMinor: refunded,
    // No form names single refunds.
    refunds: [],
  }
}

/** What one piece costs. Of a price for all of them it is the next unit above; what that is too much becomes a discount. */
export function readPiecePrice(
  cells: RowCells,
  form: ExportForm,
  { currency, ordered }: { currency: string; ordered: number },
) {
  if (!cells.lineTotal || ordered === 0) return readPrice('price', cells, form, currency)
  return Math.ceil(readPrice('lineTotal', cells, form, currency) / ordered)
}

/** An amount of one of the columns; nothing where the cell is empty. */
export function readPrice(column: AmountColumn, cells: RowCells, form: ExportForm, currency: string): number {
  const amount = cells[column]
  if (!amount) return 0
  const minor = readAmount(heading(form, column), amount, currency)
  if (minor !== 0 && currency === 'XXX')
    throw new Refusal(`There is an amount, ${amount}, but no currency. Say which currency the file is in.`)
  return minor
}

/** Splits an amount by weights, to the last unit: the largest remainders take what is left over, then the first names. */
function share(amount: number, weights: readonly number[], names: readonly string[]): number[] {
  const all = sum(weights)
  if (amount <= 0 || all <= 0) return weights.map(() => 0)
  const exact = weights.map(weight => (amount * weight) / all)
  const shares = exact.map(Math.floor)
  const left = (index: number) => (exact[index] ?? 0) - (shares[index] ?? 0)
  // By name where they tie, so that a file whose rows were sorted reads the same.
  const order = [...weights.keys()].toSorted(
    (one, two) => left(two) - left(one) || ((names[one] ?? '') < (names[two] ?? '') ? -1 : 1),
  )
  for (const index of order.slice(0, amount - sum(shares))) shares[index] = (shares[index] ?? 0) + 1
  return shares
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
