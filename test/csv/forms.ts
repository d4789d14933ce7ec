/** Files as the shop systems write them: their own headers, with orders of ours. */
const table = (delimiter: string, lines: readonly (readonly string[])[]) =>
  Buffer.from(lines.map(cells => `${cells.map(text => quoted(text, delimiter)).join(delimiter)}\n`).join(''))
const quoted = (text: string, delimiter: string) =>
  delimiter !== '\t' && /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const rowsOf = (header: readonly string[], rows: readonly Record<string, string>[]) => [
  header,
  ...rows.map(row => header.map(name => row[name] ?? '')),
]
export type Row = Record<string, string>

const ETSY =
  'Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Order Shipping,' +
  'Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Date Shipped,Ship Name,Ship Address1,Ship Address2,' +
  'Ship City,Ship State,Ship Zipcode,Ship Country,Order ID,Variations,Order Type,Listings Type,Payment Type,' +
  'InPerson Discount,InPerson Location,VAT Paid by Buyer,SKU'
const etsyRow: Row = {
  ...{ 'Sale Date': '10/14/26', 'Item Name': 'Brass lamp', Buyer: 'noor', Quantity: '1', Price: '40.00' },
  ...{
    'Discount Amount': '0',
    'Shipping Discount': '0',
    'Order Shipping': '0',
    'Order Sales Tax': '0',
    Currency: 'USD',
  },
  ...{
    'Transaction ID': '4100001',
    'Date Paid': '10/14/26',
    'Ship Name': 'Noor Haddad',
    'Ship Address1': '9 Canal Row',
  },
  ...{ 'Ship City': 'Austin', 'Ship State': 'TX', 'Ship Zipcode': '78701', 'Ship Country': 'United States' },
  ...{ 'Order ID': '3300000001', 'Listings Type': 'listing', SKU: 'LAMP' },
}
export const etsyFile = (...rows: Row[]) =>
  table(
    ',',
    rowsOf(
      ETSY.split(','),
      rows.map(row => ({ ...etsyRow, ...row })),
    ),
  )

const EBAY =
  'Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Buyer Note,Buyer Address 1,Buyer City,Buyer Zip,' +
  'Buyer Country,Ship To Name,Ship To Phone,Ship To Address 1,Ship To Address 2,Ship To City,Ship To State,Ship To Zip,' +
  'Ship To Country,Item Number,Item Title,Custom Label,Sold Via Promoted Listings,Quantity,Sold For,Shipping And Handling,' +
  'Seller Collected Tax,eBay Collected Tax,Total Price,Payment Method,Sale Date,Paid On Date,Ship By Date,Shipped On Date,' +
  'Shipping Service,Tracking Number,Transaction ID,Variation Details'
const ebayRow: Row = {
  ...{ 'Sales Record Number': '149', 'Order Number': '11-10000-00001', 'Buyer Email': 'k@members.example' },
  ...{ 'Ship To Name': 'Kit Moran', 'Ship To Address 1': '4 Dock St', 'Ship To City': 'Salem', 'Ship To State': 'MA' },
  ...{ 'Ship To Zip': '01970', 'Ship To Country': 'United States', 'Ship To Phone': '555 0100' },
  ...{ 'Item Number': '220000000001', 'Item Title': 'Bowl, blue', 'Custom Label': 'BOWL', Quantity: '1' },
  ...{ 'Sold For': '$28.00', 'Sale Date': 'Sep-18-26', 'Paid On Date': 'Sep-18-26', 'Transaction ID': '2857301' },
}
export const whole: Row = { 'Item Number': '', 'Item Title': '', 'Custom Label': '', 'Transaction ID': '' }
/** With what eBay puts around its rows: an empty line, an empty row, and two lines of its own under them. */
export const ebayFile = (...rows: Row[]) => {
  const header = EBAY.split(',')
  const [first = [], ...rest] = rowsOf(
    header,
    rows.map(row => ({ ...ebayRow, ...row })),
  )
  const blank = header.map(() => '')
  return table(',', [
    blank,
    first,
    blank,
    ...rest,
    [],
    [`${rows.length}`, 'record(s) downloaded', ''],
    ['Seller ID : hunt'],
  ])
}

const AMAZON =
  'order-id\torder-item-id\tpurchase-date\tpayments-date\tbuyer-email\tbuyer-name\tbuyer-phone-number\tsku\tproduct-name\t' +
  'quantity-purchased\tcurrency\titem-price\titem-tax\tshipping-price\tshipping-tax\tship-service-level\trecipient-name\t' +
  'ship-address-1\tship-address-2\tship-address-3\tship-city\tship-state\tship-postal-code\tship-country\tship-phone-number\t' +
  'item-promotion-discount\tship-promotion-discount\tdelivery-Instructions'
const UNSHIPPED =
  'order-id\torder-item-id\tpurchase-date\tpayments-date\treporting-date\tpromise-date\tdays-past-promise\tbuyer-email\t' +
  'buyer-name\tbuyer-phone-number\tsku\tproduct-name\tquantity-purchased\tquantity-shipped\tquantity-to-ship\t' +
  'ship-service-level\trecipient-name\tship-address-1\tship-address-2\tship-address-3\tship-city\tship-state\t' +
  'ship-postal-code\tship-country\tis-business-order'
const amazonRow: Row = {
  ...{
    'order-id': '111-2222222-3333333',
    'order-item-id': '52336476957402',
    'purchase-date': '2026-10-30T08:34:47-07:00',
  },
  ...{ 'payments-date': '2026-10-30T08:35:02-07:00', 'buyer-email': 'x@marketplace.example', sku: 'SHIRT' },
  ...{ 'product-name': 'Cable 5" black', 'quantity-purchased': '3', 'ship-service-level': 'Standard' },
  ...{ 'recipient-name': 'Ana Bell', 'ship-address-1': '1 Elm', 'ship-address-2': 'Flat 2', 'ship-address-3': 'Rear' },
  ...{ 'ship-city': 'Reno', 'ship-state': 'NV', 'ship-postal-code': '89501', 'ship-country': 'US' },
}
const amazonWith =
  (header: string) =>
  (...rows: Row[]) =>
    table(
      '\t',
      rowsOf(
        header.split('\t'),
        rows.map(row => ({ ...amazonRow, ...row })),
      ),
    )
export const amazonFile = amazonWith(AMAZON)
export const unshippedFile = amazonWith(UNSHIPPED)

const WOO =
  'Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Company (Billing),' +
  'Address 1&2 (Billing),City (Billing),State Code (Billing),Postcode (Billing),Country Code (Billing),Email (Billing),' +
  'Phone (Billing),First Name (Shipping),Last Name (Shipping),Address 1&2 (Shipping),City (Shipping),State Code (Shipping),' +
  'Postcode (Shipping),Country Code (Shipping),Payment Method Title,Cart Discount Amount,Order Subtotal Amount,' +
  'Shipping Method Title,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item #,' +
  'Item Name,Quantity (- Refund),Item Cost,Coupon Code,Discount Amount,Discount Amount Tax'
const wooRow: Row = {
  ...{
    'Order Number': '727',
    'Order Status': 'Processing',
    'Order Date': '2026-11-02 09:15',
    'Customer Note': 'Ring twice',
  },
  ...{ 'First Name (Billing)': 'Ida', 'Last Name (Billing)': 'Brandt', 'Address 1&2 (Billing)': 'Am Wall 3' },
  ...{ 'City (Billing)': 'Bremen', 'Postcode (Billing)': '28195', 'Country Code (Billing)': 'DE' },
  ...{ 'Email (Billing)': 'ida@example.com', 'Phone (Billing)': '+49 421 1', 'Payment Method Title': 'Karte' },
  ...{ 'Shipping Method Title': 'DHL', 'Order Shipping Amount': '5.00', 'Order Refund Amount': '0', SKU: 'LAMP' },
  ...{ 'Order Total Amount': '53.55', 'Order Total Tax Amount': '8.55', 'Item #': '1', 'Item Name': 'Lamp' },
  ...{ 'Quantity (- Refund)': '2', 'Item Cost': '20.00' },
}
export const wooFile = (...rows: Row[]) =>
  table(
    ',',
    rowsOf(
      WOO.split(','),
      rows.map(row => ({ ...wooRow, ...row })),
    ),
  )

const OFFICIAL =
  'order_id,order_number,date,status,shipping_total,shipping_tax_total,fee_total,tax_total,discount_total,order_total,' +
  'refunded_total,order_currency,payment_method,shipping_method,customer_id,billing_first_name,billing_last_name,' +
  'billing_company,billing_email,billing_phone,billing_address_1,billing_address_2,billing_postcode,billing_city,' +
  'billing_state,billing_country,shipping_first_name,shipping_last_name,shipping_address_1,shipping_address_2,' +
  'shipping_postcode,shipping_city,shipping_state,shipping_country,shipping_company,customer_note,item_id,item_product_id,' +
  'item_name,item_sku,item_quantity,item_subtotal,item_total,item_meta'
const officialRow: Row = {
  ...{
    order_id: '915',
    order_number: 'HN-915',
    date: '2026-11-02 09:15:41',
    status: 'processing',
    shipping_total: '4.00',
  },
  ...{
    tax_total: '0.00',
    order_total: '14.00',
    refunded_total: '0',
    order_currency: 'GBP',
    billing_email: 'g@example.com',
  },
  ...{ shipping_first_name: 'Gil', shipping_last_name: 'Roy', shipping_address_1: '2 Hill', shipping_city: 'Leeds' },
  ...{ shipping_postcode: 'LS1 1AA', shipping_country: 'GB', item_id: '44', item_name: 'Mug', item_sku: 'MUG' },
  ...{ item_quantity: '3', item_subtotal: '10.00', item_total: '10.00' },
}
export const officialFile = (...rows: Row[]) =>
  table(
    ',',
    rowsOf(
      OFFICIAL.split(','),
      rows.map(row => ({ ...officialRow, ...row })),
    ),
  )
