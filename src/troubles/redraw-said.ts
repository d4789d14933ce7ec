import type { Speech } from '../kernel/asking/reaction.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { alertCard, supplierAlertCard } from './alert-card.ts'
import { digestKeyOf, digestsWith, parcelDigestCard } from './digest.ts'
import { alertViews } from './parcel-view.ts'
import type { TroubleRow } from './tables.ts'
import { TROUBLES } from './trouble.ts'

export const alertKey = (troubleId: string) => ({ kind: 'parcel-alert', subject: troubleId })
export const supplierAlertKey = (troubleId: string) => ({ kind: 'parcel-alert-supplier', subject: troubleId })

/** Redraws all that was said of troubles apart from their cases: alerts, and digests that name them. */
export async function redrawSaidOf(speech: Speech, rows: readonly TroubleRow[]): Promise<void> {
  const said = rows.filter(({ trouble }) => TROUBLES[trouble].weight === 'alert')
  for (const view of said.length > 0
    ? await alertViews(
        speech.read,
        said.map(({ id }) => id),
      )
    : []) {
    await speech.redraw(alertKey(view.row.id), alertCard(view))
    const { zone } = await supplierById(speech.read, view.row.supplierId)
    await speech.redraw(supplierAlertKey(view.row.id), supplierAlertCard(view, zone))
  }
  for (const which of await digestsWith(speech.read, rows))
    await speech.redraw(digestKeyOf(which), await parcelDigestCard(speech.read, which))
}
