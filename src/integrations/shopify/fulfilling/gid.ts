/** Shopify's id of a thing in its new API, from the number that webhooks and our orders have. */
export const gid = (
  type: 'Order' | 'LineItem' | 'Fulfillment' | 'FulfillmentOrder' | 'Return',
  number: string,
): string => `gid://shopify/${type}/${number}`

/** The number in one. */
export const numberOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1)
