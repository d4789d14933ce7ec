import { html } from 'hono/html'
import { trackingUrl } from '../shipments/carriers.ts'
import type { CaseRecord } from './case-record.ts'
import { drawTable, type Markup } from './page.ts'
import { dayInUtc } from './stamp.ts'

/** How the goods were shipped, a parcel a row. */
export function drawParcels({ parcels, po }: Pick<CaseRecord, 'parcels' | 'po'>, zone: string): Markup {
  if (parcels.length === 0) return html`<p>Nothing of ${po.number} has a tracking number.</p>`
  const rows = parcels.map(({ purchaseOrder, carrierName, number, recordedAt, scannedAt }) => {
    return [purchaseOrder, carrierName, number, recordedAt, scannedAt]
  })
  const followed = parcels.flatMap(({ carrier, number }) => trackingUrl(carrier, number) ?? [])
  const heads = ['Of', 'Carrier', 'Tracking number', 'Number added', 'Carrier’s first scan']
  return html`${drawTable(heads, rows, zone)}
${followed.map(address => html`<p class="note"><a href="${address}">${address}</a></p>`)}${po.deliveredAt ? html`<p>Delivered ${dayInUtc(po.deliveredAt)}.</p>` : ''}`
}
