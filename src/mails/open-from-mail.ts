import { z } from 'zod'
import type { Case } from '../cases/tables.ts'
import { OpenComplaint, receiveComplaint } from '../complaints/open-complaint.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { OpenReturn, requestReturn } from '../returns/open-return.ts'
import { loadMail } from './load-mail.ts'
import { settleFor } from './settle-for.ts'
import { settledWords } from './settled-words.ts'
import type { StaffMail } from './tables.ts'

/** `order` is the mail’s own: only what completes a field reads it. */
const ofMail = { mail: z.uuid(), order: z.string().optional() }
export const OpenComplaintFromMail = OpenComplaint.extend(ofMail)
export const OpenReturnFromMail = OpenReturn.extend(ofMail)

/** Opens a complaint that a customer’s mail asks for, as staff filled it in. */
export function openComplaintFromMail(verb: Verb, input: z.infer<typeof OpenComplaintFromMail>): Promise<Outcome> {
  return openFrom(verb, input.mail, order => receiveComplaint(verb, { ...input, order }))
}

/** The same for a return. */
export function openReturnFromMail(verb: Verb, input: z.infer<typeof OpenReturnFromMail>): Promise<Outcome> {
  return openFrom(verb, input.mail, order => requestReturn(verb, { ...input, order }))
}

async function openFrom(
  verb: Verb,
  id: string,
  open: (order: string) => Promise<{ one: Case; text: string }>,
): Promise<Outcome> {
  const mail = await loadMail(verb.db, id)
  const order = mustAskStill(mail)
  const { one, text } = await open(order)
  await settleFor(verb, mail, one, 'opened')
  return { text }
}

/** @throws Refusal where its order is not known, or it led to a case already */
function mustAskStill(mail: StaffMail): string {
  if (!mail.orderId) throw new Refusal('Choose the order that it is about first.')
  if (mail.caseId && mail.settledHow) throw new Refusal(`${settledWords(mail, null)} from that mail already.`)
  return mail.orderId
}
