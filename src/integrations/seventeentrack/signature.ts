import { createHash } from 'node:crypto'
import { isSameSecret } from '../../kernel/ground/same-secret.ts'

/** Hex of SHA-256 over the raw body, a slash and the key: what 17TRACK sends as `sign`. */
export function isSignedWith(key: string, body: Uint8Array, sign: string | undefined): boolean {
  const due = createHash('sha256').update(body).update(`/${key}`).digest('hex')
  return isSameSecret(sign?.trim().toLowerCase() ?? '', due)
}
