import type { RowCells } from '../columns.ts'
import type { ExportForm, Under } from '../export-form.ts'

/** What WooCommerce's statuses come to, by their names with or without `wc-`. Any other word is kept as the payment's. */
const STATUSES: Readonly<Record<string, RowCells>> = {
  pending: { financialStatus: 'pending' },
  'pending payment': { financialStatus: 'pending' },
  'on-hold': { financialStatus: 'pending' },
  'on hold': { financialStatus: 'pending' },
  processing: { financialStatus: 'paid' },
  completed: { financialStatus: 'paid', fulfillmentStatus: 'fulfilled' },
  refunded: { financialStatus: 'refunded' },
  failed: { financialStatus: 'voided' },
}

/** Reads a row of either of its exports. `called` gives the heading of a field of WooCommerce's. */
export function readsWooCommerce(
  called: (field: string, part: 'shipping' | 'billing') => readonly string[],
): NonNullable<ExportForm['reads']> {
  return (cells, under) => {
    const status = (cells.financialStatus ?? '').toLowerCase().replace(/^wc-/, '')
    const gone = status === 'cancelled' || status === 'canceled'
    // A shop that ships to the billing address only leaves the other one empty.
    const part = cells.shipStreet || cells.shipAddress1 || cells.shipCity ? 'shipping' : 'billing'
    const field = (name: string) => called(name, part).map(under).find(Boolean)
    const name = [field('first'), field('last')].filter(Boolean).join(' ')
    return {
      ...cells,
      ...(STATUSES[status] ?? (status && { financialStatus: gone ? 'voided' : status })),
      ...(gone && cells.createdAt && { cancelledAt: under('Modification Date') || cells.createdAt }),
      ...(name && !cells.shipName && { shipName: name }),
      ...(part === 'billing' && billing(field)),
    }
  }
}

function billing(field: Under): RowCells {
  const cells: [keyof RowCells, string | undefined][] = [
    ['shipCompany', field('company')],
    ['shipStreet', field('street')],
    ['shipAddress1', field('address1')],
    ['shipAddress2', field('address2')],
    ['shipCity', field('city')],
    ['shipZip', field('zip')],
    ['shipProvince', field('state')],
    ['shipCountry', field('country')],
  ]
  return Object.fromEntries(cells.filter(([, text]) => text))
}
