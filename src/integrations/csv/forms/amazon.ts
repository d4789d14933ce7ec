import type { ExportForm } from '../export-form.ts'

/**
 * Amazon's “New orders” and “Unshipped orders” reports: tabs, no quotation marks, a row for each item. “Unshipped orders”
 * has no prices. A price is that of all pieces of a row; tax is inside it but in the USA and Canada.
 * https://developer-docs.amazon.com/sp-api/docs/report-type-values-order
 */
export const amazonExport: ExportForm = {
  title: 'Amazon’s order report',
  columns: {
    name: ['order-id'],
    createdAt: ['purchase-date'],
    paidAt: ['payments-date'],
    email: ['buyer-email'],
    phone: ['buyer-phone-number'],
    currency: ['currency'],
    paymentMethod: ['payment-method'],
    method: ['ship-service-level'],
    notes: ['delivery-Instructions'],
    lineId: ['order-item-id'],
    item: ['product-name'],
    sku: ['sku'],
    quantity: ['quantity-purchased'],
    shipped: ['quantity-shipped'],
    lineTotal: ['item-price'],
    lineTax: ['item-tax'],
    lineDiscount: ['item-promotion-discount'],
    lineShipping: ['shipping-price'],
    lineShippingTax: ['shipping-tax'],
    lineShippingDiscount: ['ship-promotion-discount'],
    shipName: ['recipient-name'],
    shipAddress1: ['ship-address-1'],
    shipCity: ['ship-city'],
    shipProvince: ['ship-state'],
    shipZip: ['ship-postal-code'],
    shipCountry: ['ship-country'],
    shipPhone: ['ship-phone-number'],
  },
  needs: ['name', 'lineId', 'createdAt', 'item', 'quantity'],
  dates: 'iso',
  idsAreUnique: true,
  lacks: ['Amazon’s “Unshipped orders” has no prices: what was paid is then 0 here.'],
  unquoted: true,
  taxOnTop: currency => currency === 'USD' || currency === 'CAD',
  reads(cells, under) {
    const address2 = [under('ship-address-2'), under('ship-address-3')].filter(Boolean).join(', ')
    const positive = (text: string | undefined) => text?.replace(/^-/, '')
    const [off, offShipping] = [positive(cells.lineDiscount), positive(cells.lineShippingDiscount)]
    return {
      ...cells,
      ...(address2 && { shipAddress2: address2 }),
      ...(off && { lineDiscount: off }),
      ...(offShipping && { lineShippingDiscount: offShipping }),
    }
  },
}
