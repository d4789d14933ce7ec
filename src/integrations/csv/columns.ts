/** Everything that is read of a file of orders; each form has its own names for it. */
export type Column =
  | 'name'
  | 'id'
  | 'createdAt'
  | 'paidAt'
  | 'fulfilledAt'
  | 'cancelledAt'
  | 'financialStatus'
  | 'fulfillmentStatus'
  | 'paymentMethod'
  | 'risk'
  | 'method'
  | 'notes'
  | 'noteAttributes'
  | 'email'
  | 'phone'
  | AmountColumn
  | 'currency'
  | 'lineId'
  | 'lineNumber'
  | 'item'
  | 'sku'
  | 'options'
  | 'quantity'
  | 'shipped'
  | 'taxable'
  | 'requiresShipping'
  | 'itemStatus'
  | 'shipName'
  | 'shipCompany'
  | 'shipStreet'
  | 'shipAddress1'
  | 'shipAddress2'
  | 'shipCity'
  | 'shipZip'
  | 'shipProvince'
  | 'shipProvinceName'
  | 'shipCountry'
  | 'shipPhone'

/** Columns of amounts: those of the whole order, and from `price` on those of one row. */
export type AmountColumn =
  | 'subtotal'
  | 'shipping'
  | 'shippingDiscount'
  | 'taxes'
  | 'total'
  | 'refunded'
  | 'price'
  | 'lineTotal'
  | 'lineDiscount'
  | 'lineTax'
  | 'lineShipping'
  | 'lineShippingDiscount'
  | 'lineShippingTax'

/** The cells of one row that are not empty. */
export type RowCells = Partial<Record<Column, string>>

/** Filled on an order's first row only, or alike on each; a row that has none of them continues an order. */
export const ofTheOrder: readonly Column[] = [
  ...(['financialStatus', 'paidAt', 'fulfillmentStatus', 'fulfilledAt', 'currency', 'total', 'method', 'id'] as const),
  ...(['shipName', 'shipStreet', 'shipAddress1', 'shipAddress2', 'shipCompany', 'shipCity', 'shipZip'] as const),
  ...(['shipProvince', 'shipProvinceName', 'shipCountry', 'shipPhone'] as const),
  ...(['subtotal', 'shipping', 'shippingDiscount', 'taxes', 'refunded', 'paymentMethod', 'risk'] as const),
  ...(['notes', 'noteAttributes', 'cancelledAt'] as const),
]
