/** What nodemailer says of a mail that was not sent, or may not have been. */
export type MailError = Error & {
  code?: string
  /** What a system error was, where `code` says at which step it came. */
  originalCode?: string
  responseCode?: number
  response?: string
  command?: string
  begun?: boolean
}

/**
 * What a refusal means: it is of the address, for good; of us (our password, or a policy); of this one mail; or
 * it is for now. `lost`: nobody answered.
 */
export type Refused = 'address' | 'sign-in' | 'ours' | 'mail' | 'later' | 'lost'

const SIGN_IN = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ECONFIG'])

/** Reads a refusal by its reply code and its enhanced status (RFC 3463), which servers put in front of their words. */
export function readRefusal(error: MailError): Refused {
  const { code = '', responseCode = 0, response = '', command = '' } = error
  if (hasNoTls(error)) return 'sign-in'
  if (SIGN_IN.has(code)) return isForNow(error) ? 'lost' : 'sign-in'
  if (responseCode === 0) return 'lost'
  // 503: the session was in the wrong state, not the mail. 5.2.2: a mailbox that is full today.
  if (responseCode < 500 || responseCode === 503 || statusOf(response) === '5.2.2') return 'later'
  if (command === 'DATA') return 'mail'
  return command === 'RCPT TO' && !/^5\.7\./.test(statusOf(response)) ? 'address' : 'ours'
}

/** It knows no STARTTLS: what has no answer is a certificate that we do not trust, or a line that broke. */
const hasNoTls = ({ code, responseCode = 0 }: MailError) => code === 'ETLS' && responseCode > 0

/** The password may be right: the server can't say now (454), or what makes our tokens does not answer. */
const isForNow = ({ responseCode = 0, originalCode = '' }: MailError) =>
  (responseCode >= 400 && responseCode < 500) ||
  /^(E(CONN|TIME|NET|HOST|AI_|NOTFOUND|SOCKET|PIPE|FETCH)|UND_)/.test(originalCode)

const statusOf = (response: string) => /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? ''

/** What the server said, in one short line: it may name addresses, and never holds a mail. */
export const replyWords = (error: MailError) =>
  hasNoTls(error)
    ? 'the server doesn’t offer STARTTLS, and a password is never sent in the clear'
    : (error.response ?? error.message).replaceAll(/\s+/g, ' ').slice(0, 200)

/** What people should set right where the server does not let us in. */
export const signInRemedy = (error: MailError) =>
  hasNoTls(error) ? 'Use port 465, or a server that encrypts' : 'Check SMTP_USER and its password'
