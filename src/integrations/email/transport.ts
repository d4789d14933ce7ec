import { createTransport, type SendMailOptions } from 'nodemailer'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { MailSettings } from './mail-settings.ts'
import { type MailError, readRefusal, replyWords, signInRemedy } from './refused.ts'

/** How long a server may take, ms: some look through a mail for minutes before they take it (RFC 5321, 4.5.3.2). */
const PATIENCE = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 5 * 60_000 }
/** What small servers can take, and large ones do not count as spam. */
const PACE = { maxConnections: 1, maxMessages: 50, rateDelta: 1_000 }
/** How long a connection without mails is kept, ms. */
const IDLE = 20_000

export type MailTransport = {
  /** @throws MailError; `begun` where the server may have the mail. */
  send(mail: SendMailOptions): Promise<void>
  /** Connects and signs in. @throws MailError */
  verify(): Promise<unknown>
  close(): void
}

/** One connection to the SMTP server, kept while there is something to send. */
export function openTransport({ smtp, dkim }: Pick<MailSettings, 'smtp' | 'dkim'>, rateLimit = 2): MailTransport {
  const transport = createTransport({
    pool: true,
    ...PATIENCE,
    ...PACE,
    rateLimit,
    // What may have been sent is ours to decide on, never the pool’s.
    maxRequeues: 0,
    idleTimeout: IDLE,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.isTls,
    // A password never travels in the clear, except within one machine.
    requireTLS: !smtp.isTls && smtp.auth !== null && !isHere(smtp.host),
    ...(smtp.auth && { auth: smtp.auth }),
    ...(dkim && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const begun = new WeakSet<object>()
  transport.use('stream', (mail, done) => {
    mail.message.processFunc(input => {
      begun.add(mail.data.headers as object)
      return input
    })
    done()
  })
  return {
    async send(mail) {
      const headers = { ...(mail.headers as Record<string, string>) }
      try {
        await transport.sendMail({ ...mail, headers })
      } catch (error) {
        throw Object.assign(error as MailError, { begun: begun.has(headers) })
      }
    },
    verify: () => transport.verify(),
    close: () => transport.close(),
  }
}

/** @throws Refusal where people must set something right; anything else passes. */
export async function mustTakeUs(transport: MailTransport): Promise<void> {
  try {
    await transport.verify()
  } catch (error) {
    const refused = error as MailError
    if (readRefusal(refused) !== 'sign-in') throw error
    throw new Refusal(`The mail server doesn’t let us in: ${replyWords(refused)}. ${signInRemedy(refused)}.`)
  }
}

const isHere = (host: string) => ['localhost', '127.0.0.1', '[::1]', '::1'].includes(host)
