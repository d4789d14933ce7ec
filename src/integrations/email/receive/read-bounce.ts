import { betterStatus, type Hardness, hardnessOf, lineThatSaysWhy, saysFailed, statusIn } from './hardness.ts'
import { headerOf, type Mail, type MailPart } from './mail.ts'
import { addressesIn } from './parse-mail.ts'

export type Bounce = {
  hardness: Hardness
  /** The addresses that were not reached, as far as the report says. */
  addresses: readonly string[]
  /** `5.1.1`; null where no status is given. */
  status: string | null
  /** What the other server said, one line. */
  why: string
  /** Message-IDs of the mail that was not delivered. */
  about: readonly string[]
}

type Field = { name: string; value: string }

/** How much of a report's words is looked at, characters. */
const MOST = 60_000

/**
 * What a mail says of one of ours that was not delivered; null for any other mail, and for a report that it was
 * delivered. Most reports are as RFC 3464 has them; the rest are read by what servers write. Pure.
 */
export function readBounce(mail: Mail): Bounce | null {
  const report = mail.parts.find(({ type }) => type === 'message/delivery-status')
  if (!report && !isFromServer(mail) && !saysBounced(mail)) return null
  const fields = fieldsOf(report ? wordsOf(report) : mail.text)
  const named = (name: string) => fields.filter(one => one.name === name).map(({ value }) => value)
  const actions = named('action').map(action => action.toLowerCase())
  if (actions.length > 0 && !actions.some(action => /^(failed|failure|delayed|expired)/.test(action))) return null
  const own = withoutReturned(mail.text)
  const words = own.trim() ? own : mail.parts.filter(isWords).map(wordsOf).join('\n').slice(0, MOST)
  if (!report && !saysFailed(`${mail.subject}\n${words}`)) return null
  const said = named('diagnostic-code')[0] ?? lineThatSaysWhy(words)
  const reported = statusIn(named('status')[0] ?? '')
  const status = betterStatus(reported, statusIn(said)) ?? statusIn(words)
  const isDelayed = actions.length > 0 && actions.every(action => action.startsWith('delayed'))
  return {
    hardness: isDelayed ? 'soft' : hardnessOf(status, `${said}\n${words}`),
    addresses: unreached(mail, named, words),
    status,
    why: said.replaceAll(/\s+/g, ' ').trim().slice(0, 300),
    about: aboutOf(mail),
  }
}

/** Fields of a report, unfolded. Lines that are none are passed over. */
function fieldsOf(text: string): readonly Field[] {
  const unfolded = text.slice(0, MOST).replaceAll(/\n[\t ]+/g, ' ')
  return unfolded.split('\n').flatMap(line => {
    const colon = line.indexOf(':')
    return colon > 0 ? [{ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() }] : []
  })
}

const decoder = new TextDecoder()
const wordsOf = ({ bytes }: MailPart) => decoder.decode(bytes.subarray(0, MOST)).replaceAll('\r', '')
const isWords = ({ type }: MailPart) => /^(text|message)\//.test(type)

/** Where servers begin to send back what could not be delivered: its head says nothing of why. */
const RETURNED =
  /^(?:-+ ?.{0,40}(?:original|returned|copy|bounced|unsent).{0,60}|return-path: .{0,200}|received: (?:from|by) .{0,200})$/im

function withoutReturned(text: string): string {
  const short = text.slice(0, MOST)
  const at = short.search(RETURNED)
  return at > 0 ? short.slice(0, at) : short
}

/** Written by a mail server, as far as its sender says. */
export function isFromServer({ from, returnPath }: Pick<Mail, 'from' | 'returnPath'>): boolean {
  const [user = ''] = (from?.address ?? '').split('@')
  return (
    returnPath === '' || from === null || /^(mailer[-_]?daemon|post_?master|mail-daemon|microsoftexchange)/.test(user)
  )
}

const SUBJECT =
  /undeliver|returned mail|delivery (status|failure|has failed|notification)|fail(ed|ure) (notice|notification|to deliver)|mail (delivery|system error|could not)|not delivered|non-?delivery|error sending your mail|配信|エラー|退信|unzustellbar|недоставлен|не доставлено|non remis/i

function saysBounced(mail: Mail): boolean {
  return headerOf(mail, 'x-failed-recipients') !== '' || SUBJECT.test(mail.subject.slice(0, 300))
}

function unreached(mail: Mail, named: (name: string) => readonly string[], words: string): readonly string[] {
  const final = [...named('final-recipient'), ...named('original-recipient'), ...named('recipient address')]
  const reported = [...final, headerOf(mail, 'x-failed-recipients')].flatMap(addressesIn)
  const found = reported.length > 0 ? reported : addressesIn(words)
  const isTheirs = (address: string) => address !== mail.from?.address
  return [...new Set(found)].filter(isTheirs).slice(0, 20)
}

/** The Message-IDs of what was sent back, whole or its head alone. */
function aboutOf(mail: Mail): readonly string[] {
  const returned = mail.parts.filter(({ type }) => /^(message\/rfc822|text\/rfc822)/.test(type)).map(wordsOf)
  const ids = [...returned, mail.text.slice(0, MOST)].flatMap(text =>
    [...text.matchAll(/^ {0,4}message-id: ?<([^<>\s]{3,250})>/gim)].map(([, id = '']) => id),
  )
  return [...new Set([...ids, ...mail.answers])]
}
