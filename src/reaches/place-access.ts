import { and, eq, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { SealedColumn } from '../kernel/ground/reseal.ts'
import type { Seal } from '../kernel/ground/seal.ts'
import type { OpenPlace } from '../kernel/shapes/reach.ts'
import { placeAccess } from './tables.ts'

type Place = { chat: string; channel: string }
const sealedFor = ({ chat, channel }: Place) => `${chat} ${channel}`
export const sealedAccess: SealedColumn = {
  column: placeAccess.sealed,
  about: sql`${placeAccess.chat} || ' ' || ${placeAccess.channel}`,
}

/** Keeps what a medium needs to get to a place, sealed; what it needed before goes. @throws Refusal where no key is set */
export async function keepAccess({ db, now, outside }: Verb, place: Place, access: string): Promise<void> {
  const row = { sealed: outside.seal.seal(access, sealedFor(place)), keptAt: now }
  await db
    .insert(placeAccess)
    .values({ ...place, ...row })
    .onConflictDoUpdate({ target: [placeAccess.chat, placeAccess.channel], set: row })
}

/** Opens what is kept. It throws a Refusal where the key that sealed it is gone. */
export function openPlaces(db: Reads, seal: Seal): OpenPlace {
  return async (chat, channel) => {
    const place = { chat, channel }
    const [found] = await db
      .select()
      .from(placeAccess)
      .where(and(eq(placeAccess.chat, chat), eq(placeAccess.channel, channel)))
    return found ? seal.open(found.sealed, sealedFor(place)) : null
  }
}
