import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** Whether a text is a key that mail can be signed with: servers check RSA, and few check anything else. */
export function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

/** The public key of an ECDSA signature, as SendGrid shows it or in PEM; null where it isn't one. */
export function readPublicKey(written: string): KeyObject | null {
  const encoded = written.replaceAll(/-----[^-]*-----|\\n|\s/g, '')
  try {
    const key = createPublicKey({ key: Buffer.from(encoded, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec' ? key : null
  } catch {
    return null
  }
}
