import { createHmac } from 'node:crypto'
import { isSameSecret } from '../../kernel/ground/same-secret.ts'

/** `hmac-sha256-hex=` and the hex of HMAC-SHA256 over the raw body: what EasyPost sends as `X-Hmac-Signature`. */
export function isFromEasyPost(secret: string, body: Uint8Array, signature: string | undefined): boolean {
  const due = createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex')
  return isSameSecret(signature ?? '', `hmac-sha256-hex=${due}`)
}
