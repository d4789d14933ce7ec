/** What the app must be allowed, and what it can't do without. */
export const NEEDED_SCOPES = {
  read_orders: 'see orders',
  write_orders: 'cancel and refund orders',
  read_merchant_managed_fulfillment_orders: 'see what waits to be shipped',
  write_merchant_managed_fulfillment_orders: 'mark orders as shipped',
  read_third_party_fulfillment_orders: 'see what waits at locations of other apps',
  write_third_party_fulfillment_orders: 'mark as shipped what waits at locations of other apps',
  write_fulfillments: 'pass on what carriers say',
  read_returns: 'see returns',
  write_returns: 'open and close returns',
} as const

/** A sentence for each scope that is missing; one for writing includes the one for reading. */
export function missingScopes(granted: readonly string[]): string[] {
  const has = (scope: string) => granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'))
  return Object.entries(NEEDED_SCOPES)
    .filter(([scope]) => !has(scope))
    .map(([scope, does]) => `The app may not ${does}: give it the scope ${scope}.`)
}
