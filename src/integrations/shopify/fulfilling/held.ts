import { gid, numberOf } from './gid.ts'

/**
 * The fulfilments of a parcel: several where its pieces wait at several locations. `ours`: whether we made them; what others
 * made is never cancelled. `again`: they are about to be cancelled and made again, with other pieces.
 */
export type Held = { ids: readonly string[]; ours: boolean; again?: boolean }

const FOUND = 'found'
const AGAIN = 'again'

/** As it is kept: `6001 6002`, `found 6001` or `again 6001`. */
export function writeHeld({ ids, ours, again }: Held): string {
  return [...(ours ? [] : [FOUND]), ...(again ? [AGAIN] : []), ...ids.map(numberOf)].join(' ')
}

export function readHeld(text: string): Held {
  const words = text.split(' ')
  const ids = words.filter(word => word !== FOUND && word !== AGAIN).map(number => gid('Fulfillment', number))
  return { ids, ours: !words.includes(FOUND), again: words.includes(AGAIN) }
}
