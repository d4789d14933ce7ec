import { z } from 'zod'
import type { AskedRefund, OfferedRefund, PriceAtStore } from '../../../kernel/shapes/storefront.ts'
import { toDecimal, toMinor } from '../../../kernel/words/money.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import type { Admin } from '../admin/client.ts'
import { Declined } from '../admin/declined.ts'
import { GIVE_BACK, type MoneyV2, SUGGEST_REFUND, type Transaction } from '../admin/documents/money.ts'
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
  const whole = priceOf(suggested.amountSet.presentmentMoney)
  const minor = asked.amountMinor ?? whole.minor
  const price = { minor, currency: order.presentmentCurrencyCode }
  const paid = suggested.suggestedTransactions
  const transactions = spread(minor, paid).map(([{ gateway, parentTransaction }, part]) => ({
    ...{ orderId: id, parentId: parentTransaction?.id ?? null, kind: 'REFUND' as const, gateway: gateway ?? '' },
    amount: toDecimal(part, price.currency),
  }))
  const given = transactions.reduce((sum, { amount }) => sum + toMinor(amount, price.currency), 0)
  if (minor <= 0 || given < minor)
    throw new Refusal('Shopify can’t give back so much: that is more than is left of the payment.')
  const shipping = asked.shipping ? { shipping: { amount: suggested.shipping.amountSet.presentmentMoney.amount } } : {}
  const most = priceOf(suggested.maximumRefundableSet.presentmentMoney)
  return { price, most, terms: { currency: price.currency, refundLineItems: lines, ...shipping, transactions } }
}

/**
 * Gives money back as it was offered. Asked again under the same key, it gives back nothing more.
 * @throws Refusal with Shopify's words.
 */
export async function refundAtShopify(
  admin: Admin,
  { order, key, terms, note, notify }: { order: string; key: string; terms: unknown; note: string; notify: boolean },
): Promise<{ id: string }> {
  const { shipping, ...rest } = Terms.parse(terms)
  const input = { orderId: gid('Order', order), note, notify, ...rest, ...(shipping && { shipping }) }
  try {
    const { refund } = await admin.change(GIVE_BACK, { input, key })
    return { id: numberOf(refund.id) }
  } catch (error) {
    if (error instanceof Declined) throw new Refusal(`Shopify doesn’t refund this: ${error.message}`)
    throw error
  }
}

const priceOf = ({ amount, currencyCode: currency }: MoneyV2): PriceAtStore => ({
  minor: toMinor(amount, currency),
  currency,
})

/** Which payment gives back how much, in turn. */
function spread(minor: number, paid: readonly Transaction[]): [Transaction, number][] {
  let left = minor
  return paid.flatMap((one): [Transaction, number][] => {
    const part = Math.min(left, priceOf(one.amountSet.presentmentMoney).minor)
    left -= part
    return part > 0 ? [[one, part]] : []
  })
}
