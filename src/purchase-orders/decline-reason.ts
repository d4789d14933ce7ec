/** Shopify's FulfillmentOrderRejectionReason, in people's words. */
export const DECLINE_REASONS = {
  inventory_out_of_stock: 'Inventory out of stock',
  incorrect_address: 'Incorrect address',
  undeliverable_destination: 'Undeliverable destination',
  international_shipping_unavailable: 'International shipping unavailable',
  invalid_sku: 'Invalid SKU',
  incorrect_product_info: 'Incorrect product info',
  ineligible_product: 'Ineligible product',
  invalid_contact_information: 'Invalid contact information',
  merchant_blocked_or_suspended: 'Merchant blocked or suspended',
  missing_customs_info: 'Missing customs info',
  order_too_large: 'Order too large',
  package_preference_not_set: 'Package preference not set',
  payment_declined: 'Payment declined',
  other: 'Other',
} as const
export type DeclineReason = keyof typeof DECLINE_REASONS
export const declineReasons = Object.keys(DECLINE_REASONS) as [DeclineReason, ...DeclineReason[]]
