import { subMinutes } from 'date-fns/subMinutes'
import type { Payload } from '../../../kernel/shapes/payload.ts'
import type { AnsweredPlace } from './find-place.ts'
import type { Mail } from './mail.ts'
import { filesOfMail } from './mail-files.ts'
import { showStray } from './show-stray.ts'
import { splitReply } from './split-reply.ts'
import type { ReceivedMail } from './tables.ts'
import type { TakeParts } from './take-parts.ts'

/** The card of a purchase order in its supplier’s rooms: what is written under it is always heard. */
const PURCHASE_ORDER = 'purchase-order'
/** How long an answer waits until we know that what it answers was sent, minutes. */
const PATIENCE = 10

/**
 * Passes a supplier’s answer on as words in the thread of what it answers. A thread that nobody reads, as of a case that
 * is closed, is nobody’s: then staff are shown the mail.
 */
export async function passOn(parts: TakeParts, row: ReceivedMail, mail: Mail, place: AnsweredPlace): Promise<string> {
  const { room, root } = place
  if (!root.ref && row.receivedAt > subMinutes(parts.now(), PATIENCE)) return 'waits'
  const isOpen = async (thread: string) => (await parts.desk.openThreads(room.chat, thread)).length > 0
  if (!root.ref || (root.kind !== PURCHASE_ORDER && !(await isOpen(root.ref))))
    return showStray(parts, row, mail, place)
  await parts.inbox().receive(`email ${row.id}`, payloadOf(row, mail, place, root.ref))
  return 'reply'
}

function payloadOf({ id, receivedAt }: ReceivedMail, mail: Mail, { room }: AnsweredPlace, thread: string): Payload {
  const { address = '', name = '' } = mail.from ?? {}
  const { fresh, hasMore } = splitReply(mail.text)
  // A sender’s clock that is ahead is nobody’s time.
  const at = mail.sentAt && mail.sentAt < receivedAt ? mail.sentAt : receivedAt
  const words = { text: fresh, ...(hasMore && { whole: mail.text }) }
  return {
    speaker: { chat: room.chat, user: address, name: name || address, channel: room.channel, roles: [] },
    act: { kind: 'said', message: id, thread, at: at.toISOString(), ...words, ...filesOfMail(id, mail) },
    reply: {},
  }
}
