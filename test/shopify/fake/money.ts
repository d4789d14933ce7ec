/** What the customer pays in: its code, how much of it one unit of the shop's is, and its decimals. */
export type Presentment = { code: string; rate: number; digits: number }

/** An amount of the shop's cents, in the shop's currency and in the customer's. */
export function moneyBag(cents: number, shop: string, { code, rate, digits }: Presentment) {
  return {
    shopMoney: { amount: (cents / 100).toFixed(2), currencyCode: shop },
    presentmentMoney: { amount: ((cents / 100) * rate).toFixed(digits), currencyCode: code },
  }
}
