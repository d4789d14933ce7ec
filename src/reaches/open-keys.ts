import { createHash } from 'node:crypto'
import { subMinutes } from 'date-fns/subMinutes'
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { ApiKeys } from '../kernel/shapes/api-key.ts'
import { whoSpeaks } from '../suppliers/who-speaks.ts'
import { type ApiKey, apiKeys } from './tables.ts'

/** The chat in which a supplier's systems act. */
export const API_CHAT = 'api'

/** Keys, and who comes with each. */
export function openKeys(db: Db, now: () => Date): ApiKeys {
  return {
    async open(secret) {
      const isLive = and(eq(apiKeys.hash, hashOfApiKey(secret)), isNull(apiKeys.endedAt), gt(apiKeys.expiresAt, now()))
      const [key] = await db.select().from(apiKeys).where(isLive)
      const actor = key && (await holderOf(db, key))
      if (!actor) return null
      await noteUse(db, key, now())
      return { key: key.id, side: key.supplierId ? 'supplier' : 'shop', scopes: key.scopes, actor }
    },
  }
}

/** A supplier's key is judged as anybody who speaks in its room is. */
async function holderOf(db: Db, { id, name, supplierId }: ApiKey): Promise<Actor | null> {
  if (!supplierId) return { side: 'system', name: `${name} (API)` }
  const speaker = { chat: API_CHAT, channel: supplierId, user: id, name: `${name} (API)`, roles: [] }
  const actor = await whoSpeaks(db, undefined, speaker)
  return actor.side === 'supplier' ? actor : null
}

async function noteUse(db: Db, { id, usedAt }: ApiKey, now: Date): Promise<void> {
  const before = subMinutes(now, 1)
  if (usedAt && usedAt > before) return
  const isOld = or(isNull(apiKeys.usedAt), lt(apiKeys.usedAt, before))
  await db
    .update(apiKeys)
    .set({ usedAt: now })
    .where(and(eq(apiKeys.id, id), isOld))
}

/** What of a key is kept: it has 256 bits, so that nothing slower is needed. */
export const hashOfApiKey = (secret: string) => createHash('sha256').update(secret).digest('base64url')
