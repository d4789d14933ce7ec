import type { Mail } from './mail.ts'

/**
 * Whether the mail server that took a mail says that its sender’s domain does not vouch for it (RFC 8601). What says that
 * it does proves nothing, as anybody can write such a head. Pure.
 */
export function isDoubtful({ headers }: Pick<Mail, 'headers'>): boolean {
  const [results = ''] = headers.get('authentication-results') ?? []
  if (/\bdmarc\s*=\s*fail\b/i.test(results)) return true
  const [received = ''] = headers.get('received-spf') ?? []
  const isForeign = /\bspf\s*=\s*(?:hard)?fail\b/i.test(results) || /^fail\b/i.test(received)
  return isForeign && !/\bdkim\s*=\s*pass\b/i.test(results)
}
