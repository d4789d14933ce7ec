import { formatDistanceStrict } from 'date-fns/formatDistanceStrict'
import type { Phrase } from '../kernel/shapes/card.ts'
import { trackingUrl } from '../shipments/carriers.ts'
import type { Shipment } from '../shipments/tables.ts'
import { TROUBLE_LABELS } from '../shipments/trouble-labels.ts'
import type { TroubleRow } from './tables.ts'
import { TROUBLES } from './trouble.ts'

/** `UPS 1Z999AA10123456784` */
export const parcelName = ({ carrierName, number }: Pick<TroubleRow, 'carrierName' | 'number'>) =>
  `${carrierName} ${number}`

/** `UPS 1Z… of 1042-A is lost.` */
export function troubleWords(row: Pick<TroubleRow, 'carrierName' | 'number' | 'part' | 'trouble'>): string {
  return `${parcelName(row)} of ${row.part} ${TROUBLES[row.trouble].words}.`
}

const ENDED: Readonly<Record<string, string>> = {
  delivered: 'It was delivered.',
  moves: 'The parcel moves again.',
  changed: 'Something else happened to it since.',
  corrected: 'Its tracking number or carrier was corrected.',
  taken_off: 'It was taken off the purchase order.',
  cancelled: 'Its purchase order ended.',
}

/** How a trouble ended, as a sentence; of what came too late, how much. */
export function endedWords({ how, trouble, since }: TroubleRow, deliveredAt: Date | null): string {
  if (trouble === 'overdue' && how === 'delivered' && deliveredAt && deliveredAt > since)
    return `It was delivered ${formatDistanceStrict(deliveredAt, since, { unit: 'day', roundingMethod: 'ceil' })} late.`
  return ENDED[how ?? ''] ?? 'It is over.'
}

/** What is known of it: what its carrier says, since when, until when, and its page. */
export function parcelFacts(
  row: TroubleRow,
  parcel: Shipment | null,
  zone?: string,
): { label: string; value: Phrase }[] {
  const moment = (at: Date): Phrase => ({ at: at.toISOString(), ...(zone && { zone }) })
  const to = parcel && trackingUrl(parcel.carrier, parcel.number)
  return [
    { label: 'Parcel', value: to ? { text: parcelName(row), to } : parcelName(row) },
    { label: TROUBLE_LABELS[row.trouble], value: ['since ', moment(row.since)].flat() as Phrase },
    ...(row.until ? [{ label: 'Last day', value: moment(row.until) }] : []),
    ...(parcel?.says ? [{ label: 'Carrier says', value: saysPhrase(parcel, moment) }] : []),
  ]
}

function saysPhrase({ says, saidAt }: Shipment, moment: (at: Date) => Phrase): Phrase {
  return saidAt ? ([`${says} · `, moment(saidAt)].flat() as Phrase) : (says ?? '')
}
