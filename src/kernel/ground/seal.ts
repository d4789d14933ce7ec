import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Refusal } from '../words/refusal.ts'

/** Keeps secrets of other systems so that a copy of the database does not give them away. */
export type Seal = {
  /**
   * @param about what it belongs to: sealed text opens only for that.
   * @throws Refusal where no key is set.
   */
  seal(secret: string, about: string): string
  /** @throws Refusal where its key is not there any more. */
  open(sealed: string, about: string): string
  /** Whether the first key sealed it. */
  isNewest(sealed: string): boolean
  /** How many keys there are. */
  keys: number
}

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals with AES-256-GCM: `key id.iv, tag and text`, in base64url.
 * @param setting keys of 32 bytes in base64, separated by commas: the first seals, all open, so that one can be replaced.
 */
export function openSeal(setting: string | undefined): Seal {
  const keys = (setting ?? '').split(',').flatMap(key => (key.trim() ? [Buffer.from(key.trim(), 'base64')] : []))
  return {
    keys: keys.length,
    isNewest: sealed => keys[0] !== undefined && sealed.startsWith(`${idOfKey(keys[0])}.`),
    seal(secret, about) {
      const [key] = keys
      if (!key)
        throw new Refusal(
          'I don’t keep secrets without encryption. Set `SECRETS_KEY` (`openssl rand -base64 32` makes one) and restart Waybill.',
        )
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(about))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return `${idOfKey(key)}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`
    },
    open(sealed, about) {
      const [id, body] = sealed.split('.')
      const key = keys.find(one => idOfKey(one) === id)
      if (!key || !body)
        throw new Refusal(
          'The key that sealed this is not in `SECRETS_KEY` any more. Put it back, or connect the store again.',
        )
      const bytes = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
    },
  }
}

const idOfKey = (key: Buffer) => createHash('sha256').update(key).digest('base64url').slice(0, 8)
