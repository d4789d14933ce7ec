import { GraphQLError } from 'graphql'
import type { App } from './app.ts'

const fulfilling = ['write_merchant_managed_fulfillment_orders', 'write_third_party_fulfillment_orders']
const reading = ['read_merchant_managed_fulfillment_orders', 'read_third_party_fulfillment_orders']

/** The scopes of which a field or a type wants one. Source: requiredAccess in the schema's own description. */
const NEEDS: Record<string, readonly string[]> = {
  Order: ['read_orders'],
  Count: ['read_orders'],
  Refund: ['read_orders'],
  Fulfillment: ['read_orders', ...reading],
  FulfillmentOrder: reading,
  FulfillmentHold: reading,
  Return: ['read_returns'],
  ReturnableFulfillment: ['read_returns'],
  'Mutation.fulfillmentCreate': fulfilling,
  'Mutation.fulfillmentCancel': fulfilling,
  'Mutation.fulfillmentTrackingInfoUpdate': fulfilling,
  'Mutation.fulfillmentOrderHold': fulfilling,
  'Mutation.fulfillmentOrderReleaseHold': fulfilling,
  'Mutation.fulfillmentOrdersSetFulfillmentDeadline': fulfilling,
  'Mutation.fulfillmentEventCreate': ['write_fulfillments'],
  'Mutation.refundCreate': ['write_orders'],
  'Mutation.orderCancel': ['write_orders'],
  'Mutation.returnCreate': ['write_returns'],
  'Mutation.returnApproveRequest': ['write_returns'],
  'Mutation.returnDeclineRequest': ['write_returns'],
  'Mutation.returnClose': ['write_returns'],
  'Mutation.returnCancel': ['write_returns'],
}

/** Who the customer is: null for an app that may not know it. */
const CUSTOMERS = new Set(['Order.email', 'Order.phone', 'Order.note', 'Order.shippingAddress'])

export const isHidden = (app: App, field: string): boolean => !app.seesCustomers && CUSTOMERS.has(field)

/** @throws what Shopify answers where every scope is missing that would do. */
export function mustHaveAccess(app: App, type: string, field: string, answered: string): void {
  const needed = NEEDS[`${type}.${field}`] ?? NEEDS[answered]
  if (!needed || needed.some(scope => app.scopes.has(scope))) return
  const requiredAccess = `${needed.map(scope => `\`${scope}\``).join(' or ')} access scope.`
  throw new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess,
    },
  })
}
