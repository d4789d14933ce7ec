/** Shopify's own header, as exported in 2026. */
export const header =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,' +
  'Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,' +
  'Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,' +
  'Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,' +
  'Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,' +
  'Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,' +
  'Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,' +
  'Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,' +
  'Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,' +
  'Payment Terms Name,Next Payment Due At,Payment References'

export type Cells = Record<string, string>

/** What concerns the whole order: Shopify fills these on its first row only. */
export const orderCells: Cells = {
  'Financial Status': 'paid',
  'Paid at': '2026-05-01 10:22:40 -0400',
  'Fulfillment Status': 'unfulfilled',
  Currency: 'EUR',
  Subtotal: '52.90',
  Shipping: '12.00',
  Total: '64.90',
  'Shipping Method': 'DHL Paket',
  'Shipping Name': 'Zoë Đặng',
  'Shipping Street': 'Große Straße 7, Hinterhaus',
  'Shipping Address1': 'Große Straße 7',
  'Shipping Address2': 'Hinterhaus',
  'Shipping City': 'Görlitz',
  'Shipping Zip': "'02826",
  'Shipping Province': 'SN',
  'Shipping Province Name': 'Saxony',
  'Shipping Country': 'DE',
  'Shipping Phone': "'+49 30 000000",
  Notes: 'Bitte klingeln:\n„Đặng“, 2. Stock',
  'Note Attributes': 'gift: yes\n_pixel: 1',
  Id: '6123456789012',
}

export const itemCells: Cells = {
  Name: '#1042',
  Email: 'zoe@example.com',
  'Created at': '2026-05-01 10:22:33 -0400',
  'Lineitem quantity': '2',
  'Lineitem name': 'Linen shirt - M / Olive',
  'Lineitem price': '26.45',
  'Lineitem sku': 'LIN-M-OLV',
  'Lineitem requires shipping': 'true',
  'Lineitem taxable': 'true',
  'Lineitem fulfillment status': 'pending',
  Vendor: 'Northlight',
}

export const first = (given: Cells = {}): Cells => ({ ...itemCells, ...orderCells, ...given })
export const next = (given: Cells = {}): Cells => ({ ...itemCells, ...given })

type Shape = { columns?: readonly string[]; delimiter?: string; eol?: string; bom?: boolean }

/** A file as Shopify, or a spreadsheet after it, would write these rows. */
export function exportOf(rows: readonly Cells[], shape: Shape = {}): Uint8Array {
  const { columns = header.split(','), delimiter = ',', eol = '\n', bom = false } = shape
  const quoted = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = [columns, ...rows.map(row => columns.map(column => row[column] ?? ''))]
  const text = lines.map(cells => cells.map(quoted).join(delimiter) + eol).join('')
  return Buffer.from((bom ? '\ufeff' : '') + text)
}
