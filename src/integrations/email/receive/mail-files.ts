import { and, eq, isNotNull } from 'drizzle-orm'
import type { Reads } from '../../../kernel/ground/db.ts'
import type { FileExchange } from '../../../kernel/shapes/chat.ts'
import type { Attachment } from '../../../kernel/shapes/thread-message.ts'
import { isId } from '../../../kernel/words/id.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import type { Mail, MailPart } from './mail.ts'
import { parseMail } from './parse-mail.ts'
import { receivedMails } from './tables.ts'

/** A picture in the text that is smaller than this, bytes, is a logo or a smile of somebody’s signature. */
const LEAST_PICTURE = 15_000
/** What can’t be looked into: nobody sees before they open it what is in it. */
const CLOSED = /^(winmail\.dat|.*\.(zip|rar|7z|gz|tgz|iso|exe|scr|js|vbs|bat|cmd|lnk|html?|svg|eml|msg))$/i
const CLOSED_TYPES =
  /^(application\/(ms-tnef|vnd\.ms-tnef|zip|x-zip-compressed|x-rar-compressed|x-7z-compressed)|text\/html|image\/svg\+xml|message\/)/
const OWN_PARTS =
  /^(message\/(delivery-status|disposition-notification|feedback-report)|text\/rfc822|text\/calendar|application\/(pgp|pkcs7|x-pkcs7)-)/

export type MailFiles = { attachments: readonly Attachment[]; lacks: readonly string[] }

/** What came with a mail: what is fetched when it is passed on, and what is only named, as it can’t be looked into. Pure. */
export function filesOfMail(id: string, { parts }: Pick<Mail, 'parts'>): MailFiles {
  const shown = parts.map((part, index) => ({ part, index })).filter(({ part }) => !isOrnament(part))
  const isClosed = ({ part }: { part: MailPart }) => CLOSED.test(part.name) || CLOSED_TYPES.test(part.type)
  return {
    attachments: shown
      .filter(one => !isClosed(one))
      .map(({ part: { name, type, bytes }, index }) => ({ name, type, size: bytes.length, from: `${id}/${index}` })),
    lacks: shown
      .filter(isClosed)
      .map(({ part: { name } }) => `“${name}”, which I can’t look into: ask for a PDF or pictures`),
  }
}

function isOrnament({ type, isInline, bytes }: MailPart): boolean {
  return (
    OWN_PARTS.test(type) ||
    bytes.length === 0 ||
    (isInline && type.startsWith('image/') && bytes.length < LEAST_PICTURE)
  )
}

/** How long a mail that was taken apart stays at hand, ms: its files are fetched one after another. */
const AT_HAND = 30_000

/** The files of mails that are here. */
export function mailFiles(read: Reads): FileExchange {
  let last: { id: string; parts: Promise<readonly MailPart[]> } | null = null
  const partsOf = (id: string) => {
    if (last?.id === id) return last.parts
    const mine = { id, parts: readParts(read, id) }
    const leave = () => {
      if (last === mine) last = null
    }
    last = mine
    mine.parts.catch(leave)
    setTimeout(leave, AT_HAND).unref()
    return mine.parts
  }
  return {
    async fetch({ name, from }) {
      const [id = '', index = ''] = from.split('/')
      const isHere = isId(id) && (await read.$count(receivedMails, isWhole(id))) > 0
      const part = isHere ? (await partsOf(id))[Number(index)] : undefined
      if (!part) throw new Refusal(`“${name}” is not there any more. Send it again.`)
      return part.bytes
    },
  }
}

/** A mail whose words and files were not erased. */
const isWhole = (id: string) => and(eq(receivedMails.id, id), isNotNull(receivedMails.raw))

async function readParts(read: Reads, id: string): Promise<readonly MailPart[]> {
  const [row] = await read.select({ raw: receivedMails.raw }).from(receivedMails).where(isWhole(id))
  return row?.raw ? (await parseMail(row.raw)).parts : []
}
