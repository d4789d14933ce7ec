import type { Ask } from '../../../kernel/asking/command.ts'
import { waybill } from '../../../kernel/shapes/actor.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { cut } from '../../../kernel/words/text.ts'
import type { AnsweredPlace } from './find-place.ts'
import type { Mail } from './mail.ts'
import { filesOfMail } from './mail-files.ts'
import { splitReply } from './split-reply.ts'
import type { ReceivedMail } from './tables.ts'
import type { TakeParts } from './take-parts.ts'

const MOST = 20_000

/**
 * Shows staff a mail that acts on nothing: from somebody who isn’t known for that supplier, or about nothing that is
 * open. Who wrote to a supplier’s address of ours may ask to be its contact, as anybody unknown in a room.
 */
export async function showStray(
  { ask }: TakeParts,
  row: ReceivedMail,
  mail: Mail,
  place: AnsweredPlace | null,
): Promise<string> {
  const { address = '', name = '' } = mail.from ?? {}
  const { attachments, lacks } = filesOfMail(row.id, mail)
  const room = place?.room.supplierId ? place.room : null
  const input = {
    ...{ mail: row.id, at: row.receivedAt.toISOString(), from: { address, name: name || address } },
    room: room?.id ?? null,
    about: room && place ? place.root : null,
    ...{ subject: cut(mail.subject, 300), text: cut(splitReply(mail.text).fresh, MOST), whole: cut(mail.text, MOST) },
    lacks: [...attachments.map(one => `“${one.name}”`), ...lacks],
  }
  await ask('mail.receive', input, waybill, { source: 'email', key: row.id })
  if (room && address) await askToJoin(ask, { user: address, name: name || address, chat: room.chat, roomId: room.id })
  return 'stray'
}

/** Staff add or refuse who wrote with one press; who is a contact already, or was refused before, asks nothing. */
async function askToJoin(ask: Ask, who: { chat: string; user: string; name: string; roomId: string }): Promise<void> {
  await ask('supplier.join', {}, { side: 'stranger', ...who }).catch(error => {
    if (!(error instanceof Refusal)) throw error
  })
}
