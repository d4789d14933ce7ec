import type { ExportForm } from '../export-form.ts'
import { readsWooCommerce } from './woocommerce.ts'

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  first: ['first_name'],
  last: ['last_name'],
  company: ['company'],
  address1: ['address_1'],
  address2: ['address_2'],
  city: ['city'],
  zip: ['postcode'],
  state: ['state'],
  country: ['country'],
}

/**
 * The extension “Customer / Order / Coupon Export”, in its form “Default – One Row per Item”. Prices are without tax.
 * https://woocommerce.com/document/ordercustomer-csv-export-developer-documentation
 */
export const woocommerceOfficialExport: ExportForm = {
  title: 'WooCommerce’s Customer / Order / Coupon Export',
  columns: {
    name: ['order_number', 'order_number_formatted'],
    id: ['order_id'],
    financialStatus: ['status'],
    createdAt: ['date', 'order_date'],
    paidAt: ['paid_date'],
    notes: ['customer_note'],
    currency: ['order_currency'],
    paymentMethod: ['payment_method'],
    method: ['shipping_method'],
    shipping: ['shipping_total'],
    taxes: ['tax_total'],
    total: ['order_total'],
    refunded: ['refunded_total'],
    email: ['billing_email', 'customer_email'],
    phone: ['billing_phone'],
    lineId: ['item_id'],
    item: ['item_name'],
    sku: ['item_sku'],
    options: ['item_meta'],
    quantity: ['item_quantity'],
    lineTotal: ['item_total'],
    shipName: ['shipping_full_name'],
    shipCompany: ['shipping_company'],
    shipAddress1: ['shipping_address_1'],
    shipAddress2: ['shipping_address_2'],
    shipCity: ['shipping_city'],
    shipZip: ['shipping_postcode'],
    shipProvince: ['shipping_state_code'],
    shipProvinceName: ['shipping_state'],
    shipCountry: ['shipping_country'],
    shipPhone: ['shipping_phone'],
  },
  needs: ['name', 'createdAt', 'item', 'quantity', 'financialStatus'],
  dates: 'iso',
  idsAreUnique: false,
  lacks: ['Times have no zone in this file, so I read them as UTC.'],
  taxOnTop: () => true,
  reads: readsWooCommerce((field, part) => (FIELDS[field] ?? []).map(name => `${part}_${name}`)),
}
