import type { SendMailOptions } from 'nodemailer'
import type { Db } from '../../kernel/ground/db.ts'
import { loadFile } from '../../kernel/ground/load-file.ts'
import type { Drawn } from '../../kernel/shapes/chat.ts'
import type { Enclosed } from '../../kernel/shapes/enclosed.ts'

/** Bytes of all files of a mail: base64 makes a third more of them, and many servers take 20 MB or less. */
const MOST_BYTES = 12 * 1_024 * 1_024

type Attachment = NonNullable<SendMailOptions['attachments']>[number]

/** `pictured`: the card's own picture is among them. `missing`: a sentence for what was left out. */
export type MailCargo = { attachments: readonly Attachment[]; pictured: boolean; missing: readonly string[] }

/** A paper of ours. */
export const attachmentOf = ({ name, type, bytes }: Enclosed['files'][number]): Attachment => ({
  ...{ filename: name, contentType: type, content: Buffer.from(bytes) },
})

/** The files of a card as a mail brings them along, the card's own picture first. */
export async function loadMailCargo(
  db: Db,
  { picture, files = [] }: Pick<Drawn, 'picture' | 'files'>,
): Promise<MailCargo> {
  const attachments: Attachment[] = []
  let left = MOST_BYTES
  const take = async (id: string, more: Partial<Attachment> = {}) => {
    const file = await loadFile(db, id)
    if (!file || file.size > left) return false
    left -= file.size
    attachments.push({ filename: file.name, content: Buffer.from(file.bytes), contentType: file.type, ...more })
    return true
  }
  const pictured = picture ? await take(picture.file, { cid: 'picture', contentDisposition: 'inline' }) : false
  let leftOut = false
  for (const { file } of files) if (!(await take(file))) leftOut = true
  return {
    attachments,
    pictured,
    missing: leftOut ? ['Some files are too large for a mail. Open the link to see them.'] : [],
  }
}
