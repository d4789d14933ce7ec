import { extname } from 'node:path'
import type { Db } from '../../../kernel/ground/db.ts'
import { fileType, isPicture } from '../../../kernel/ground/file-type.ts'
import { keepAttached } from '../../../kernel/ground/keep-file.ts'
import { waybill } from '../../../kernel/shapes/actor.ts'
import { type Attached, MOST_ATTACHED } from '../../../kernel/shapes/card.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { count, cut } from '../../../kernel/words/text.ts'
import { readMailId } from '../addresses.ts'
import { isDoubtful } from './is-doubtful.ts'
import type { Mail } from './mail.ts'
import { filesOfMail } from './mail-files.ts'
import { splitReply } from './split-reply.ts'
import type { ReceivedMail } from './tables.ts'
import type { TakeParts } from './take-parts.ts'

const MOST = 20_000
/** Longer ids are nobody’s. */
const LONGEST_ID = 250

/** What phones take and chats show as a file. */
const OTHER_PICTURES = /^image\/(?:webp|hei[cf])$/

/** What of ours a customer’s mail came to: the address for answers of a mail to them, and the one they write to. */
type Came = { reply: string | null; sentTo: string | null }

/** Hands a customer’s mail over to staff, with its files; the mail as it came is not needed any more after that. */
export async function takeCustomersMail(
  { db, ask, settings, now }: TakeParts,
  row: ReceivedMail,
  mail: Mail,
  { reply, sentTo }: Came,
): Promise<string> {
  const { address = '', name = '' } = mail.from ?? {}
  const { fresh } = splitReply(mail.text)
  const ids = mail.answers.filter(id => id.length <= LONGEST_ID)
  const input = {
    ...{ mail: row.id, at: row.receivedAt.toISOString(), from: { address, name: name || address } },
    sentTo: sentTo ?? settings.support[0]?.address.toLowerCase() ?? settings.from.address.toLowerCase(),
    externalId: mail.id && mail.id.length <= LONGEST_ID ? mail.id : null,
    answers: ids,
    ...{ subject: cut(mail.subject, 300), text: cut(fresh, MOST), whole: cut(mail.text, MOST) },
    ...(await keepFiles(db, row.id, mail, now())),
    ...{ reply, answersOurs: ids.flatMap(id => readMailId(id, settings.domain) ?? []) },
    isDoubtful: isDoubtful(mail),
  }
  await ask('mail.receive-customers', input, waybill, { source: 'email', key: row.id })
  return 'customer'
}

/** Under names that say nothing: people call their pictures after themselves. */
async function keepFiles(db: Db, id: string, mail: Mail, now: Date) {
  const { attachments, lacks } = filesOfMail(id, mail)
  const files: Attached[] = []
  const missing: string[] = [...lacks]
  for (const { name, type, from } of attachments.slice(0, MOST_ATTACHED)) {
    const bytes = mail.parts[Number(from.split('/')[1])]?.bytes ?? new Uint8Array()
    const called = isPicture(fileType(bytes)) || OTHER_PICTURES.test(type) ? 'picture' : 'file'
    const given = { name: `${called}-${files.length + 1}${extname(name).toLowerCase().slice(0, 6)}`, bytes }
    const kept = await keepAttached(db, given, now).catch(error => {
      if (error instanceof Refusal) return null
      throw error
    })
    if (kept) files.push(kept)
    else missing.push(`“${name}”, which is empty or larger than 8 MB`)
  }
  const more = attachments.length - MOST_ATTACHED
  return { files, lacks: more > 0 ? [...missing, count(more, 'more file')] : missing }
}
