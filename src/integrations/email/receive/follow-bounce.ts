import { waybill } from '../../../kernel/shapes/actor.ts'
import { findStop, stopAddress } from '../stop-address.ts'
import type { MailKind } from './classify-mail.ts'
import type { AnsweredPlace } from './find-place.ts'
import type { ReceivedMail } from './tables.ts'
import type { TakeParts } from './take-parts.ts'

type Ended = Extract<MailKind, { kind: 'bounce' | 'feedback' }>

/**
 * Ends mail to an address that takes none, or where somebody called ours spam, and staff are notified once. A full
 * mailbox is noted only; where a mail was refused for what it is, staff learn of that one mail.
 * @returns what it was, in a word
 */
export async function followBounce(
  parts: TakeParts,
  row: ReceivedMail,
  place: AnsweredPlace,
  ended: Ended,
): Promise<string> {
  const { room, kind } = place
  const stop = async (why: string) => {
    if ((await findStop(parts.db, room)) === null) await stopAddress(parts, room.channel, why)
  }
  if (ended.kind === 'feedback') {
    await stop('Somebody there marked our mail as spam, so no more is sent')
    return 'feedback'
  }
  const { hardness, why, status } = ended.bounce
  const words = why || (status ? `status ${status}` : 'no reason was given')
  if (hardness === 'hard') await stop(`Mail to this address comes back: ${words}`)
  if (hardness === 'policy') {
    const refused = { roomId: room.id, why: `The mail server there refused it: ${words}`, kind }
    await parts.ask('message.park', refused, waybill, { source: 'email', key: row.id })
  }
  return `bounce ${hardness}`
}
