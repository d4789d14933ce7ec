import { Refusal } from '../../kernel/words/refusal.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { readAmount, readYes } from './cells.ts'
import type { Column } from './columns.ts'
import type { CsvRow } from './rows.ts'

type Lines = IncomingOrder['lines']
type Paid = Pick<
  IncomingOrder,
  'lines' | 'totalMinor' | 'paidMinor' | 'shippingPaidMinor' | 'refundedMinor' | 'refunds'
>
type Money = Extract<Column, 'subtotal' | 'shipping' | 'taxes' | 'total' | 'refunded' | 'price' | 'lineDiscount'>

/**
 * What was paid for each line and for shipping. The export gives discounts and taxes for the whole order only, and its
 * subtotal is after all discounts: what the lines cost beyond it is shared out among them by their price, the tax among the
 * taxable ones by what was paid. Tax is on top where subtotal, shipping and taxes come to the total.
 * Its total is that of the checkout; what was refunded since is another column.
 */
export function readPaid(
  head: CsvRow['cells'],
  rows: readonly CsvRow[],
  { lines, currency }: { lines: Lines; currency: string },
): Paid {
  const amount = (column: Money, cells = head) => readPrice(column, cells, currency)
  const [total, shipping, taxes, refunded] = [amount('total'), amount('shipping'), amount('taxes'), amount('refunded')]
  const items = rows.filter(({ cells }) => cells.item)
  const own = lines.map((line, index) => {
    const discount = amount('lineDiscount', items[index]?.cells ?? {})
    return { price: line.priceMinor * line.ordered, discount, taxable: readYes(items[index]?.cells.taxable) }
  })
  const names = lines.map(line => line.title)
  const nets = own.map(({ price, discount }) => price - discount)
  const beyond = head.subtotal ? Math.max(0, sum(nets) - amount('subtotal')) : 0
  const shares = share(beyond, nets, names)
  const after = nets.map((net, index) => net - (shares[index] ?? 0))
  const subtotal = head.subtotal ? amount('subtotal') : sum(after)
  const onTop = taxes > 0 && head.total !== undefined && total - subtotal - shipping >= taxes
  const taxed = after.map((net, index) => (own[index]?.taxable ? net : 0))
  const tax = share(taxes, sum(taxed) > 0 ? taxed : after, names)
  return {
    lines: lines.map((line, index) => ({
      ...line,
      discountMinor: (own[index]?.discount ?? 0) + (shares[index] ?? 0),
      taxMinor: tax[index] ?? 0,
      paidMinor: (after[index] ?? 0) + (onTop ? (tax[index] ?? 0) : 0),
    })),
    totalMinor: total - refunded,
    paidMinor: total,
    shippingPaidMinor: shipping,
    refundedMinor: refunded,
    // The file names no single refund.
    refunds: [],
  }
}

/** An amount of one of the columns; nothing where the cell is empty. */
export function readPrice(column: Money, cells: CsvRow['cells'], currency: string): number {
  const amount = cells[column]
  if (!amount) return 0
  const minor = readAmount(column, amount, currency)
  if (minor !== 0 && currency === 'XXX') throw new Refusal(`There is an amount, ${amount}, but no Currency.`)
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
