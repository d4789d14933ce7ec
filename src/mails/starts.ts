import type { ComplaintReason } from '../complaints/reason.ts'
import { withoutPersonal } from '../conversations/without-personal.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { cut } from '../kernel/words/text.ts'
import { linesOf, shipToOf } from '../orders/load-order.ts'
import type { ReturnReason } from '../returns/reason.ts'
import { findMail } from './load-mail.ts'
import { personOf } from './mail-view.ts'
import { namedLines } from './named-lines.ts'
import { readAsked, type SeemsAsked } from './read-asked.ts'
import type { StaffMail } from './tables.ts'

const COMPLAINTS: Readonly<Partial<Record<SeemsAsked, ComplaintReason>>> = {
  not_received: 'delivered_not_received',
  missing: 'missing_item',
  wrong: 'wrong_item',
  damaged: 'damaged',
  where: 'not_received',
}
const RETURNS: Readonly<Partial<Record<SeemsAsked, ReturnReason>>> = {
  wrong: 'wrong_item',
  damaged: 'damaged',
  return: 'unwanted',
}

/** What the supplier reads has room for. */
const MOST = 3_000

type Starts = Readonly<Record<string, string>>
type Known = Readonly<Record<string, unknown>>

/** With what the form of a complaint begins that a mail asks for. */
export const startingComplaint = (read: Reads, _actor: Actor, known: Known) => starting(read, known, COMPLAINTS)

/** The same for a return. */
export const startingReturn = (read: Reads, _actor: Actor, known: Known) => starting(read, known, RETURNS)

/** The supplier reads what happened: of the mail’s words only what names nobody is put there. */
async function starting(
  read: Reads,
  { mail: id }: Known,
  reasons: Partial<Record<SeemsAsked, string>>,
): Promise<Starts> {
  const mail = typeof id === 'string' ? await findMail(read, id) : null
  if (!mail?.orderId) return {}
  const [reason, happened] = [reasons[readAsked(mail)], await wordsOf(read, mail)]
  const lines = namedLines(`${mail.subject}\n${mail.text}`, await linesOf(read, mail.orderId))
  return { ...(reason && { reason }), ...(happened && { happened }), ...(lines && { lines }) }
}

async function wordsOf(read: Reads, mail: StaffMail): Promise<string> {
  const shipTo = mail.orderId ? await shipToOf(read, mail.orderId) : null
  return shipTo ? cut(withoutPersonal(mail.text, personOf(shipTo, mail)).text, MOST) : ''
}
