import XOAuth2 from 'nodemailer/lib/xoauth2'
import type { MailAuth } from '../mail-settings.ts'
import type { MailboxAt } from './listen-to-mailbox.ts'

const TLS_PORT = 993
const PORT = 143

/**
 * The mailbox that `IMAP_URL` names. @param auth how mail is sent: its tokens sign in here too, where the address has no
 * password.
 */
export function mailboxAt(address: string, auth: MailAuth | null): MailboxAt {
  const url = new URL(address)
  const secure = url.protocol === 'imaps:'
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX'
  const port = Number(url.port) || (secure ? TLS_PORT : PORT)
  return {
    name: `${user}@${url.hostname}/${folder}`,
    folder,
    async options() {
      const signIn = pass || !auth || !('type' in auth) ? { user, pass } : { user, accessToken: await tokenOf(auth) }
      return { host: url.hostname, port, secure, auth: signIn }
    },
  }
}

/** A fresh token, by nodemailer’s own way to make them. */
function tokenOf(auth: Extract<MailAuth, { type: string }>): Promise<string> {
  return new Promise((resolve, reject) => {
    new XOAuth2(auth).getToken(false, (error, token) => (error ? reject(error) : resolve(token)))
  })
}
