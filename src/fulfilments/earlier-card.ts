import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'

/** A newly connected store hears of parcels from before. */
export function earlierCard({ name, orders, parcels, days, more }: Events['store.earlier_parcels']): Card {
  const which = `${count(parcels, 'parcel')} of ${count(orders, 'order')}`
  const rest = more ? ' There are more: only the newest are written.' : ''
  return {
    audience: 'staff',
    tone: 'neutral',
    title: `${name}: ${count(parcels, 'earlier parcel')}`,
    summary: `I am writing ${which} to ${name}, recorded in the ${days} days before it was connected.${rest} Older ones are left out, so that no customer gets mail about a parcel that came long ago.`,
  }
}
