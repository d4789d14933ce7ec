import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'

/** A carrier's feed does not follow parcels: what carriers do with them is not heard. */
export function feedFailedCard({ title, why, since }: Events['feed.failed']): Card {
  return {
    audience: 'staff',
    tone: 'warning',
    title: `${title} isn’t following new parcels`,
    summary: `${why} Until then I don’t hear of first scans and deliveries of new parcels. I keep trying.`,
    facts: [{ label: 'Since', value: { at: since } }],
    buttons: [{ label: 'Feeds', command: 'tracking.feeds', input: {} }],
  }
}

/** The same card once it works again. */
export function feedRecoveredCard({ title }: Events['feed.recovered']): Card {
  return {
    audience: 'staff',
    tone: 'good',
    title: `${title} follows parcels again`,
    summary: `${title} follows all parcels that waited.`,
  }
}
