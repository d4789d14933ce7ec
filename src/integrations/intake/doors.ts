import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { isStandardSigned } from '../../kernel/ground/standard-webhook.ts'
import type { StoreLinks } from '../../kernel/shapes/storefront.ts'
import type { Sender } from './read.ts'

/** A store's door: what it signs with, and the hash of the key that it may send instead. */
export type Door = Sender & { secret: string; keyHash: string }

/** The door of a store that somebody connected; null where there is none. */
export async function findDoor(links: StoreLinks, store: string): Promise<Door | null> {
  const link = await links.find('intake', store)
  const { secret, keyHash } = link?.secrets ?? {}
  return link && secret && keyHash ? { key: link.address, name: link.name, secret, keyHash } : null
}

/** Both ways in, new. Shown once, to the person who connects the store. */
export function makeKeys(): { secret: string; key: string; keyHash: string } {
  const key = `wb_${randomBytes(32).toString('base64url')}`
  return { secret: `whsec_${randomBytes(32).toString('base64')}`, key, keyHash: hashOf(key) }
}

const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url')

/**
 * Whether a request comes from the store: signed as Standard Webhooks has it, or with its key as a bearer token.
 * @param body as it came, byte by byte
 */
export function isFrom(door: Door, header: (name: string) => string | undefined, body: string): boolean {
  const [, key] = /^Bearer +(\S+)$/i.exec(header('Authorization') ?? '') ?? []
  if (key) return timingSafeEqual(Buffer.from(hashOf(key)), Buffer.from(door.keyHash))
  return isStandardSigned(door.secret, header, body)
}
