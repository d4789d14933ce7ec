import { readMailId } from '../addresses.ts'
import { bounceReply } from './bounce-reply.ts'
import { classifyMail } from './classify-mail.ts'
import { type AnsweredPlace, findPlace, markOf, markReturned } from './find-place.ts'
import { followBounce } from './follow-bounce.ts'
import type { Mail } from './mail.ts'
import { parseMail } from './parse-mail.ts'
import { passOn } from './pass-on.ts'
import { showStray } from './show-stray.ts'
import type { ReceivedMail } from './tables.ts'
import { takeCustomersMail } from './take-customers-mail.ts'
import type { TakeParts } from './take-parts.ts'

/** What a mail was, in words for us (`waits`: that is known later), and the message of ours that it is about. */
export type TakenMail = { outcome: string; messageId: string | null }

/**
 * Does what a mail that is here asks for. Each way of doing it is safe to repeat under the mail’s id, so that a process
 * that dies between loses and doubles nothing.
 */
export async function takeMail(parts: TakeParts, row: ReceivedMail): Promise<TakenMail> {
  const { db, settings } = parts
  const read = await parseMail(row.raw ?? new Uint8Array())
  const mail: Mail = { ...read, to: [...new Set([...row.to.split(' ').filter(Boolean), ...read.to])] }
  const mark = markOf(mail, settings)
  const is = classifyMail(mail, { isOurs: address => isOurs(settings, address) })
  if (is.kind === 'bounce' || is.kind === 'feedback') {
    const found = mark ?? markReturned(mail, is.kind === 'bounce' ? is.bounce.about : [], settings)
    const place = found && (await findPlace(db, found.messageId))
    if (!place)
      return { outcome: found ? await bounceReply(parts, row, found.messageId, is) : is.kind, messageId: null }
    return { outcome: await followBounce(parts, row, place, is), messageId: place.messageId }
  }
  const place = mark && (await findPlace(db, mark.messageId))
  const messageId = place?.messageId ?? null
  if (is.kind !== 'reply' || mark?.purpose === 'bounce') return { outcome: is.kind, messageId }
  const reply = mark?.purpose === 'help' ? mark.messageId : null
  const sentTo = place ? null : supportOf(settings, mail)
  if (reply || (sentTo && !(await isContact(parts, mail))))
    return { outcome: await takeCustomersMail(parts, row, mail, { reply, sentTo }), messageId: null }
  return { outcome: await takeWords(parts, row, mail, place), messageId }
}

async function takeWords(
  parts: TakeParts,
  row: ReceivedMail,
  mail: Mail,
  place: AnsweredPlace | null,
): Promise<string> {
  const from = mail.from?.address ?? ''
  const acts = await parts.actsIn('email', from)
  const supplier = place?.room.supplierId
  if (place && supplier)
    return acts.some(({ supplierId }) => supplierId === supplier)
      ? passOn(parts, row, mail, place)
      : showStray(parts, row, mail, place)
  const answersUs = mail.answers.some(id => readMailId(id, parts.settings.domain) !== null)
  // A mailbox may be read by people too: what has nothing to do with us is theirs.
  return acts.length > 0 || answersUs ? showStray(parts, row, mail, null) : 'other'
}

/** Which of the addresses that customers write to a mail came to. */
function supportOf({ support }: TakeParts['settings'], { to }: Mail): string | null {
  return support.map(({ address }) => address.toLowerCase()).find(address => to.includes(address)) ?? null
}

/** A supplier’s own people write as such, whichever address they take. */
async function isContact({ actsIn }: TakeParts, { from }: Mail): Promise<boolean> {
  return (await actsIn('email', from?.address ?? '')).length > 0
}

function isOurs({ from, support, domain, secrets }: TakeParts['settings'], address: string): boolean {
  const own = [from, ...support].map(one => one.address.toLowerCase())
  return own.includes(address) || markOf({ to: [address] }, { domain, secrets }) !== null
}
