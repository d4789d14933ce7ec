import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/** A mail as the server took it. `from` and `to` are the envelope's; `isSafe`: it came over TLS. */
export type TakenMail = { from: string; to: string; raw: string; parsed: ParsedMail; isSafe: boolean }

/**
 * What goes wrong with the next mail: a reply at that step, or the connection breaks off before or after it is taken; or
 * the mail of that subject is taken, and not answered.
 */
export type MailFault =
  | { at: 'AUTH' | 'MAIL' | 'RCPT' | 'DATA'; reply: string }
  | { at: 'before' | 'after'; reply?: undefined }
  | { at: 'silence'; reply?: undefined; subject?: string }

export type MailServer = {
  port: number
  taken: readonly TakenMail[]
  /** What is to go wrong next. */
  faults: readonly MailFault[]
  /** Connections so far. */
  connections: () => number
  fail(...faults: readonly MailFault[]): void
  /** What was to go wrong and has not yet goes well. */
  heal(): void
  /** Answers what was left without an answer. */
  answer(): void
  close(): Promise<void>
}

/** A key and its certificate for this machine, which nobody trusts by itself. */
export const CERTIFICATE = readFileSync(new URL('localhost.pem', import.meta.url), 'utf8')

type Given = {
  user?: string
  pass?: string
  /** Takes the user by XOAUTH2 as well, with this token of now. */
  token?: () => string
  /** Begins TLS where it is asked to (STARTTLS), and lets nobody sign in before. */
  hasTls?: boolean
  host?: string
}

/** A mail server on a real socket that refuses what strict ones refuse: long lines, bytes beyond ASCII, headers that lack. */
export async function mailServer({ user, pass, token, hasTls, host = '127.0.0.1' }: Given = {}): Promise<MailServer> {
  const taken: TakenMail[] = []
  const faults: MailFault[] = []
  let waiting: (() => void)[] = []
  let connections = 0
  const next = (raw: string, ...at: readonly MailFault['at'][]) => {
    const [first] = faults
    const isOther = first?.at === 'silence' && first.subject && !raw.includes(`\r\nSubject: ${first.subject}\r\n`)
    return first && at.includes(first.at) && !isOther ? faults.shift() : undefined
  }
  const refuse = (at: MailFault['at'], callback: (error?: Error | null) => void) => {
    const fault = next('', at)
    callback(fault?.reply ? replied(fault.reply) : null)
  }
  const server = new SMTPServer({
    disabledCommands: [...(hasTls ? [] : ['STARTTLS']), ...(user ? [] : ['AUTH'])],
    allowInsecureAuth: !hasTls,
    ...(hasTls && { key: CERTIFICATE, cert: CERTIFICATE }),
    authMethods: token ? ['PLAIN', 'XOAUTH2'] : ['PLAIN', 'LOGIN'],
    hideSMTPUTF8: true,
    hide8BITMIME: true,
    logger: false,
    onConnect(_, callback) {
      connections += 1
      callback()
    },
    onAuth(auth, _, callback) {
      const fault = next('', 'AUTH')
      if (fault?.reply) return callback(replied(fault.reply))
      const isToken = auth.method === 'XOAUTH2' && auth.accessToken === token?.()
      const isRight = auth.username === user && (isToken || (pass !== undefined && auth.password === pass))
      // As Gmail does: it says why in a first answer, and the other end may try once more.
      if (auth.method === 'XOAUTH2' && !isRight) return callback(null, { data: { status: '400' } })
      callback(isRight ? null : replied('535 5.7.8 Username and Password not accepted'), { user: auth.username })
    },
    onMailFrom: (_address, _session, callback) => refuse('MAIL', callback),
    onRcptTo: (_address, _session, callback) => refuse('RCPT', callback),
    async onData(stream, session, callback) {
      const raw = await text(stream.setEncoding('latin1')).catch(() => null)
      // Whoever sent it broke off in the middle of it.
      if (raw === null) return callback(replied('451 4.4.2 Half a mail'))
      const fault = next(raw, 'DATA', 'before', 'after', 'silence')
      if (fault?.at === 'DATA') return callback(replied(fault.reply))
      if (fault?.at === 'before') return breakOff(session)
      const wrong = wrongWith(raw)
      if (wrong) return callback(replied(`554 5.6.0 ${wrong}`))
      const parsed = await simpleParser(Buffer.from(raw, 'latin1'))
      const { envelope, secure: isSafe } = session
      const { mailFrom, rcptTo } = envelope
      taken.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(one => one.address).join(),
        raw,
        parsed,
        isSafe,
      })
      if (fault?.at === 'after') return breakOff(session)
      if (fault?.at === 'silence') await new Promise<void>(resolve => waiting.push(resolve))
      callback()
    },
  })
  /** As when the other end is killed: no word, no goodbye. */
  const breakOff = ({ id }: SMTPServerSession) => {
    for (const one of server.connections)
      if ((one as unknown as { id: string }).id === id)
        (one as unknown as { _socket: { destroy(): void } })._socket.destroy()
  }
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  server.on('error', () => {})
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    faults,
    connections: () => connections,
    fail: (...ordered) => void faults.push(...ordered),
    heal: () => void faults.splice(0),
    answer() {
      for (const go of waiting) go()
      waiting = []
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

/** `550 5.1.1 No such user` as an error with that code. */
function replied(reply: string): Error {
  const [, code, words] = /^(\d{3}) (.*)$/.exec(reply) ?? []
  return Object.assign(new Error(words), { responseCode: Number(code) })
}

const HEADERS = ['from', 'to', 'date', 'message-id', 'subject', 'mime-version']

/** Why a strict server would not take it (RFC 5321, 4.5.3.1.6; RFC 5322, 3.6); null for what it takes. */
function wrongWith(raw: string): string | null {
  const lines = raw.split('\r\n')
  if (lines.some(line => line.includes('\n') || line.includes('\r'))) return 'bare CR or LF'
  if (lines.some(line => line.length > 998)) return 'line too long'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[^\x01-\x7f]/.test(raw)) return '8-bit data without 8BITMIME'
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  const names = [...head.matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name.toLowerCase())
  const missing = HEADERS.filter(name => names.filter(one => one === name).length !== 1)
  return missing.length > 0 ? `needs one header each of ${missing.join(', ')}` : null
}
