import { createHmac } from 'node:crypto'
import { isSameSecret } from '../../kernel/ground/same-secret.ts'
import { isId } from '../../kernel/words/id.ts'

const PURPOSES = ['po', 'help', 'bounce'] as const
/**
 * What comes to an address of ours: a supplier’s answer to one of our mails, a customer’s, or word that one was not
 * delivered.
 */
export type MailPurpose = (typeof PURPOSES)[number]

/**
 * Makes and reads the addresses by which mail comes back to the message that it is about: a row of `messages`, or a mail
 * to a customer.
 */
export type MailAddresses = {
  /** `po+TOKEN@reply.shop.example`: 58 characters before the @, of 64 that a mail server must take. */
  make(purpose: MailPurpose, messageId: string): string
  /** Null for an address that we never made. Mail servers may write it in capitals. */
  read(address: string): { purpose: MailPurpose; messageId: string } | null
}

/** Digits of base 32 that stay apart in small letters, and the 26 of them that hold 128 bits. */
const DIGITS = '0123456789abcdefghijklmnopqrstuv'
const ADDRESS = /^(po|help|bounce)\+([0-9a-v]{26})([0-9a-v]{26})@(.+)$/

/** @param secrets the first makes addresses, all are taken. */
export function mailAddresses(domain: string, secrets: readonly string[]): MailAddresses {
  const sign = (secret: string, purpose: MailPurpose, id: string) =>
    written(createHmac('sha256', secret).update(`${purpose} ${id}`).digest().subarray(0, 16))
  return {
    make(purpose, messageId) {
      const [secret = ''] = secrets
      const id = written(Buffer.from(messageId.replaceAll('-', ''), 'hex'))
      return `${purpose}+${id}${sign(secret, purpose, id)}@${domain}`
    },
    read(address) {
      const [, named, id, mark, at] = ADDRESS.exec(address.trim().toLowerCase()) ?? []
      const purpose = PURPOSES.find(one => one === named)
      if (!purpose || !id || !mark || at !== domain) return null
      const messageId = idOf(id)
      const isOurs = secrets.some(secret => isSameSecret(sign(secret, purpose, id), mark))
      return isOurs && isId(messageId) ? { purpose, messageId } : null
    },
  }
}

/** The `Message-ID` of a message: the same however often it is sent. */
export const mailId = (messageId: string, domain: string) => `<${messageId}@${domain}>`

/** Which message a `Message-ID` of ours names; null for anybody else’s. */
export function readMailId(written: string, domain: string): string | null {
  const [, id, at] = /^<?([\da-f-]{36})@([^>]+)>?$/.exec(written.trim().toLowerCase()) ?? []
  return id && at === domain && isId(id) ? id : null
}

/** 128 bits as 26 digits, the last of which holds three bits. */
function written(bytes: Uint8Array): string {
  let all = BigInt(`0x${Buffer.from(bytes).toString('hex')}`) << 2n
  let digits = ''
  for (let at = 0; at < 26; at++, all >>= 5n) digits = DIGITS.charAt(Number(all & 31n)) + digits
  return digits
}

function idOf(digits: string): string {
  let all = 0n
  for (const digit of digits) all = (all << 5n) | BigInt(DIGITS.indexOf(digit))
  const hex = (all >> 2n).toString(16).padStart(32, '0')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
