import type { ParsedMail } from 'mailparser'
import { simpleParser } from 'mailparser'
import { visible } from '../../../kernel/words/text.ts'
import type { Mail, MailPart, MailPerson } from './mail.ts'

/** What a mail may hold in HTML alone and still be read as text, characters. */
const LONGEST_HTML = 1_000_000
const OPTIONS = {
  keepDeliveryStatus: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  maxHtmlLengthToParse: LONGEST_HTML,
} as const

/** Reads a mail as it came over the wire. Of a broken one it reads what can be read. */
export async function parseMail(raw: Uint8Array): Promise<Mail> {
  const parsed = await parse(Buffer.from(raw))
  const mail = toMail(parsed)
  return mail.text || mail.parts.length > 0 ? mail : { ...mail, text: visible(bodyOf(raw)).trim() }
}

/**
 * Mails say in which charset they are, and some are wrong: what leaves characters that nobody wrote is read as UTF-8, and
 * stays so where that leaves fewer.
 */
async function parse(raw: Buffer): Promise<ParsedMail> {
  const declared = await simpleParser(raw, OPTIONS)
  if (broken(declared) === 0) return declared
  const asUtf8 = await simpleParser(Buffer.from(relabelled(raw.toString('latin1')), 'latin1'), OPTIONS)
  return broken(asUtf8) < broken(declared) ? asUtf8 : declared
}

/** What stands under the head, for a mail whose parts can't be found. */
function bodyOf(raw: Uint8Array): string {
  const text = new TextDecoder().decode(raw.subarray(0, LONGEST_HTML))
  const at = text.search(/\r?\n\r?\n/)
  return at < 0 ? '' : text.slice(at)
}

/** How many characters of its words could not be read. */
function broken({ text = '', subject = '', from }: ParsedMail): number {
  return `${subject}${from?.text ?? ''}${text}`.split('�').length - 1
}

function relabelled(raw: string): string {
  return raw
    .replaceAll(/charset="?[\w.:-]{1,40}"?/gi, 'charset="utf-8"')
    .replaceAll(/=\?[\w.:-]{1,40}\?([BQ])\?/gi, '=?utf-8?$1?')
}

function toMail(parsed: ParsedMail): Mail {
  const headers = headersOf(parsed)
  const first = (name: string) => headers.get(name)?.[0] ?? null
  const returnPath = first('return-path')
  return {
    id: bare(parsed.messageId),
    from: peopleIn(parsed.from)[0] ?? null,
    to: [
      ...new Set(
        [...peopleIn(parsed.to), ...peopleIn(parsed.cc)].map(({ address }) => address).concat(envelope(headers)),
      ),
    ],
    returnPath: returnPath === null ? null : (addressesIn(returnPath)[0] ?? ''),
    subject: visible(parsed.subject ?? '').trim(),
    sentAt: parsed.date && !Number.isNaN(parsed.date.getTime()) ? parsed.date : null,
    answers: answersOf(parsed),
    text: visible(parsed.text ?? '').trim(),
    headers,
    parts: parsed.attachments.map(partOf),
  }
}

function headersOf({ headerLines }: ParsedMail): Mail['headers'] {
  const headers = new Map<string, string[]>()
  for (const { key, line } of headerLines) {
    const value = line.slice(line.indexOf(':') + 1).replaceAll(/\r?\n[\t ]+/g, ' ')
    headers.set(key, [...(headers.get(key) ?? []), visible(value).trim()])
  }
  return headers
}

type Addressed = ParsedMail['from'] | ParsedMail['to']

/** People of a header, and those of its groups. */
function peopleIn(header: Addressed): readonly MailPerson[] {
  type Entry = { address?: string | undefined; name: string; group?: Entry[] | undefined }
  const flat = (one: Entry): readonly Entry[] => [one, ...(one.group ?? []).flatMap(flat)]
  const all = [header ?? []].flat().flatMap(({ value }) => value as Entry[])
  return all
    .flatMap(flat)
    .flatMap(({ address, name }) => (address ? [{ address: address.toLowerCase(), name: visible(name).trim() }] : []))
}

/** To whom it was brought, which a list or a redirection keeps out of *To*. */
function envelope(headers: Mail['headers']): readonly string[] {
  const names = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to']
  return names.flatMap(name => (headers.get(name) ?? []).flatMap(addressesIn))
}

/** The addresses in a header's text, in small letters. */
export function addressesIn(text: string): readonly string[] {
  const words = text.slice(0, 2_000).split(/[\s<>,;:"()]+/)
  return words.filter(word => word.length < 321 && /^[^@]+@[^@]+$/.test(word)).map(word => word.toLowerCase())
}

function answersOf({ inReplyTo, references }: ParsedMail): readonly string[] {
  const ids = [inReplyTo ?? [], [references ?? []].flat().toReversed()].flat()
  return [...new Set(ids.flatMap(idsIn))].slice(0, 50)
}

function idsIn(text: string): readonly string[] {
  return text.split(/[\s<>,]+/).filter(word => word.includes('@'))
}

const bare = (id: string | undefined) => (id && (idsIn(id)[0] ?? id.trim())) || null

function partOf({
  filename,
  contentType,
  content,
  contentDisposition,
  related,
}: ParsedMail['attachments'][number]): MailPart {
  const type = contentType.toLowerCase()
  return {
    name: filename ?? (type === 'message/rfc822' ? 'mail.eml' : 'file'),
    type,
    bytes: new Uint8Array(content),
    isInline: Boolean(related) || contentDisposition === 'inline',
  }
}
