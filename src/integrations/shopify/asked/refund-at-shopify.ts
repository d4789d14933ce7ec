import { z } from 'zod'
import type {
  AskedRefund,
  MadeRefund,
  OfferedRefund,
  PriceAtStore,
  StoreRefundToMake,
} from '../../../kernel/shapes/storefront.ts'
import { inMoney } from '../../../kernel/words/amount.ts'
import { toDecimal, toMinor } from '../../../kernel/words/money.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { cut } from '../../../kernel/words/text.ts'
import type { Admin } from '../admin/client.ts'
import { Declined } from '../admin/declined.ts'
import {
  GIVE_BACK,
  type MoneyBag,
  type MoneyV2,
  NOTES_OF_REFUNDS,
  SUGGEST_REFUND,
  type SuggestedRefund,
  type Transaction,
} from '../admin/documents/money.ts'
import { gid, numberOf } from '../fulfilling/gid.ts'

/** How Shopify is to be asked. Kept with what was promised: under one key only the very same may be asked again. */
const Terms = z.object({
  currency: z.string(),
  refundLineItems: z.array(z.object({ lineItemId: z.string(), quantity: z.number(), restockType: z.string() })),
  shipping: z.object({ amount: z.string() }).optional(),
  transactions: z.array(
    z.object({
      orderId: z.string(),
      parentId: z.string().nullable(),
      kind: z.literal('REFUND'),
      gateway: z.string(),
      amount: z.string(),
    }),
  ),
})

/**
 * What Shopify would give back, in the customer's currency, for people to see before they agree.
 * @throws Refusal where there is nothing to give back, or less than was asked for.
 */
export async function offerRefund(admin: Admin, asked: AskedRefund): Promise<OfferedRefund> {
  const id = gid('Order', asked.order)
  const lines = asked.lines.map(({ line, quantity }) => ({
    lineItemId: gid('LineItem', line),
    quantity,
    restockType: 'NO_RESTOCK',
  }))
  // For money alone the payments that it can go back on are those of a whole refund.
  const full = lines.length === 0 && !asked.shipping
  const { order } = await admin.ask(SUGGEST_REFUND, { id, lines, shipping: asked.shipping, full })
  const suggested = order?.suggestedRefund
  if (!order || !suggested) throw new Refusal('Shopify has no such order any more.')
  const { price, own } = priceOf(suggested, asked.amountMinor)
  const transactions = spread(price.minor, suggested.suggestedTransactions).map(
    ([{ gateway, parentTransaction }, part]) => ({
      ...{ orderId: id, parentId: parentTransaction?.id ?? null, kind: 'REFUND' as const, gateway: gateway ?? '' },
      amount: toDecimal(part, price.currency),
    }),
  )
  const given = transactions.reduce((sum, { amount }) => sum + toMinor(amount, price.currency), 0)
  const most = amountOf(suggested.maximumRefundableSet.presentmentMoney)
  if (price.minor <= 0 || given < price.minor || price.minor > most.minor)
    throw new Refusal(`Shopify can’t give back so much: only ${inMoney(most)} is left of the payment.`)
  const shipping = asked.shipping ? { shipping: { amount: suggested.shipping.amountSet.presentmentMoney.amount } } : {}
  const of = (sum: MoneyBag) => (full ? 0 : amountOf(sum.presentmentMoney).minor)
  return {
    ...{ price, own, most },
    ...{ taxMinor: of(suggested.totalTaxSet), shippingMinor: asked.shipping ? of(suggested.shipping.amountSet) : 0 },
    terms: { currency: price.currency, refundLineItems: lines, ...shipping, transactions },
  }
}

/**
 * Gives money back as it was offered, unless it did already: ours are known by their notes.
 * @returns Shopify's words where it gives back nothing.
 */
export async function refundAtShopify(admin: Admin, refund: StoreRefundToMake): Promise<MadeRefund> {
  const orderId = gid('Order', refund.order)
  const { order } = await admin.ask(NOTES_OF_REFUNDS, { id: orderId })
  const made = order?.refunds.find(({ note }) => note?.includes(refund.id))
  if (made) return { id: numberOf(made.id) }
  const { shipping, ...rest } = Terms.parse(refund.terms)
  const note = `${cut(refund.note, 200)} (Waybill ${refund.id})`
  const input = { orderId, note, notify: refund.notify, ...rest, ...(shipping && { shipping }) }
  try {
    const { refund: done } = await admin.change(GIVE_BACK, { input, key: refund.key })
    return { id: numberOf(done.id) }
  } catch (error) {
    if (error instanceof Declined) return { declined: `Shopify doesn’t refund this: ${error.message}` }
    throw error
  }
}

const amountOf = ({ amount, currencyCode: currency }: MoneyV2): PriceAtStore => ({
  minor: toMinor(amount, currency),
  currency,
})

/** What is suggested, or another amount of the order's own currency, at the rate at which the customer paid. */
function priceOf({ amountSet, maximumRefundableSet: left }: SuggestedRefund, wanted: number | undefined) {
  const set = wanted === undefined ? amountSet : left
  const [price, own] = [amountOf(set.presentmentMoney), amountOf(set.shopMoney)]
  if (wanted === undefined || wanted === own.minor || own.minor <= 0) return { price, own }
  const minor = price.currency === own.currency ? wanted : Math.round((wanted * price.minor) / own.minor)
  return { price: { ...price, minor }, own: { ...own, minor: wanted } }
}

/** Which payment gives back how much, in turn. */
function spread(minor: number, paid: readonly Transaction[]): [Transaction, number][] {
  let left = minor
  return paid.flatMap((one): [Transaction, number][] => {
    const part = Math.min(left, amountOf(one.amountSet.presentmentMoney).minor)
    left -= part
    return part > 0 ? [[one, part]] : []
  })
}
