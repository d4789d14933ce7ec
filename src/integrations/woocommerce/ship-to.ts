import { readCountry } from '../../kernel/words/country.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { textOfHtml } from './html.ts'
import type { Address, WooOrder } from './payload.ts'

const isEmpty = (address: WooOrder['shipping']) =>
  !address || [address.address_1, address.city, address.postcode].every(value => value === null)

/** WooCommerce's checkout asked neither where to nor how to ship it: nothing on it is shipped. */
export function isVirtual(order: WooOrder): boolean {
  const atCheckout = order.created_via === 'checkout' || order.created_via === 'store-api'
  return atCheckout && order.shipping_lines.length === 0 && isEmpty(order.shipping)
}

/** Shops that ship to the billing address alone leave the other empty. */
export function deliveryAddress(order: WooOrder): IncomingOrder['shipTo'] {
  const address = isEmpty(order.shipping) ? order.billing : order.shipping
  if (!address || (isEmpty(address) && !address.country)) return null
  return {
    name: nameOf(address),
    company: textOfHtml(address.company),
    street: textOfHtml(address.address_1),
    street2: textOfHtml(address.address_2),
    city: textOfHtml(address.city),
    region: textOfHtml(address.state),
    postalCode: address.postcode,
    country: address.country && readCountry(address.country, 'The shipping country'),
    phone: address.phone ?? order.billing?.phone ?? null,
    email: order.billing?.email ?? null,
  }
}

const nameOf = ({ first_name, last_name }: Address) => textOfHtml([first_name, last_name].filter(Boolean).join(' '))
