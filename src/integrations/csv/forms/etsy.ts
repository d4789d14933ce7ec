import type { ExportForm } from '../export-form.ts'

/**
 * Etsy's “Order items” (EtsySoldOrderItems…csv): a row for each item, with the order's own cells on each. Shipping and tax
 * of an order stand on its first row and are 0 on the others, or stand on all alike.
 * https://help.etsy.com/hc/en-us/articles/360000343508
 */
export const etsyExport: ExportForm = {
  title: 'Etsy’s order items',
  columns: {
    name: ['Order ID'],
    createdAt: ['Sale Date'],
    paidAt: ['Date Paid'],
    currency: ['Currency'],
    shipping: ['Order Shipping', 'Order Delivery'],
    shippingDiscount: ['Shipping Discount', 'Delivery Discount'],
    taxes: ['Order Sales Tax', 'Order Sales tax'],
    lineId: ['Transaction ID'],
    item: ['Item Name'],
    options: ['Variations'],
    sku: ['SKU'],
    quantity: ['Quantity'],
    price: ['Price'],
    lineDiscount: ['Discount Amount'],
    shipName: ['Ship Name', 'Delivery Name'],
    shipAddress1: ['Ship Address1', 'Delivery Address1'],
    shipAddress2: ['Ship Address2', 'Delivery Address2'],
    shipCity: ['Ship City', 'Delivery City'],
    shipProvince: ['Ship State', 'Delivery State'],
    shipZip: ['Ship Zipcode', 'Delivery Zipcode'],
    shipCountry: ['Ship Country', 'Delivery Country'],
  },
  needs: ['name', 'createdAt', 'item', 'quantity', 'lineId'],
  dates: 'month first',
  idsAreUnique: true,
  lacks: ['Etsy’s file has no e-mail address, no phone number and no shipping method.'],
  taxOnTop: () => true,
  reads(cells, under) {
    const { shipping, shippingDiscount, taxes, ...rest } = cells
    const some = (text: string | undefined) => (text && /[1-9]/.test(text) ? text : undefined)
    const paid = under('Date Paid')
    const physical = under('Listings Type')?.toLowerCase() !== 'digital'
    return {
      ...rest,
      ...(some(shipping) && { shipping }),
      ...(some(shippingDiscount) && { shippingDiscount }),
      ...(some(taxes) && { taxes }),
      ...(paid !== undefined && { financialStatus: paid ? 'paid' : 'pending' }),
      ...(under('Date Shipped') && { itemStatus: 'fulfilled' }),
      ...(!physical && { requiresShipping: 'false' }),
    }
  },
}
