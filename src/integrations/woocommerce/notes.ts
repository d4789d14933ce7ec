import { z } from 'zod'
import type { WantedParcel } from '../../kernel/shapes/storefront.ts'
import type { Call } from './client.ts'

/** What customers are written of each parcel. */
export const NOTE = 'Your parcel is on its way with {carrier}. Tracking number: {number} {link}'

/**
 * Writes a customer of a parcel by a note on the order, which WooCommerce mails each time: so never where a note with that
 * number is there already.
 */
export async function noteParcel(call: Call, order: string, parcel: WantedParcel, note: string): Promise<void> {
  const path = `wc/v3/orders/${order}/notes`
  const { body } = await call('GET', path, { query: { type: 'customer' } })
  const known = Notes.parse(body)
  if (known.some(one => one.note.includes(parcel.number))) return
  await call('POST', path, { body: { note: textOf(note, parcel), customer_note: true } })
}

const Notes = z.array(z.object({ note: z.string() }))

const textOf = (note: string, { carrier, number, url }: WantedParcel) =>
  note
    .replaceAll('{carrier}', carrier.name)
    .replaceAll('{number}', number)
    .replaceAll('{link}', url ?? '')
    .trim()
