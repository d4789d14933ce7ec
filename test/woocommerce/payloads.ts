type Json = Record<string, unknown>

/** An order as WooCommerce 10 sends it, cut to what a reader could want; keys given replace whole ones. */
export const orderPayload = (given: Json = {}): Json => ({
  id: 1042,
  parent_id: 0,
  status: 'processing',
  currency: 'EUR',
  version: '10.4.0',
  prices_include_tax: true,
  date_created: '2026-03-02T10:15:00',
  date_created_gmt: '2026-03-02T09:15:00',
  date_modified: '2026-03-02T10:15:04',
  date_modified_gmt: '2026-03-02T09:15:04',
  discount_total: '5.00',
  discount_tax: '0.95',
  shipping_total: '4.20',
  shipping_tax: '0.80',
  total: '58.55',
  total_tax: '9.35',
  order_key: 'wc_order_Xa1',
  billing: address({ first_name: 'Jonas', last_name: 'Keller', email: 'jonas@example.com', phone: '+49 30 1234' }),
  shipping: address({
    first_name: 'Mia',
    last_name: 'Keller',
    address_1: 'Sonnenallee 9',
    postcode: '12047',
    phone: '',
  }),
  payment_method: 'stripe',
  payment_method_title: 'Credit card',
  created_via: 'checkout',
  customer_note: 'Bitte nicht knicken &amp; z&uuml;gig',
  date_completed: null,
  date_paid: '2026-03-02T10:15:03',
  date_paid_gmt: '2026-03-02T09:15:03',
  number: '1042',
  meta_data: [{ id: 1, key: '_order_stock_reduced', value: 'yes' }],
  line_items: [linePayload()],
  tax_lines: [],
  shipping_lines: [
    { id: 3, method_title: 'DHL &#8211; Express', method_id: 'flat_rate', total: '4.20', total_tax: '0.80' },
  ],
  fee_lines: [{ id: 4, name: 'Gift wrap', total: '2.00', total_tax: '0.00' }],
  coupon_lines: [],
  refunds: [],
  ...given,
})

export const linePayload = (given: Json = {}): Json => ({
  id: 315,
  name: 'Ship Your Idea &ndash; <b>Tee</b> - Black, M',
  product_id: 22,
  variation_id: 23,
  quantity: 2,
  subtotal: '50.00',
  subtotal_tax: '9.50',
  total: '45.00',
  total_tax: '8.55',
  meta_data: [
    { id: 7, key: 'pa_color', value: 'black', display_key: 'Color', display_value: 'Black' },
    { id: 8, key: '_reduced_stock', value: '2', display_key: '_reduced_stock', display_value: '2' },
    { id: 9, key: 'Engraving', value: 'M &amp; J', display_key: 'Engraving', display_value: '<p>M &amp; J</p>\n' },
  ],
  sku: 'TEE-BLK-M',
  price: 22.5,
  image: { id: 9, src: 'https://shop.example/tee.jpg' },
  parent_name: 'Ship Your Idea &ndash; <b>Tee</b>',
  ...given,
})

export const address = (given: Json = {}): Json => ({
  first_name: '',
  last_name: '',
  company: '',
  address_1: 'Hauptstraße 1',
  address_2: '',
  city: 'Berlin',
  state: 'DE-BE',
  postcode: '10115',
  country: 'DE',
  ...given,
})

/** An address whose fields are there and empty, as WooCommerce writes one that nobody filled in. */
export const noAddress = Object.fromEntries(Object.keys(address()).map(key => [key, '']))
