import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { findCase } from '../cases/load-case.ts'
import { restartWait } from '../cases/restart-wait.ts'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { loadOrder } from '../orders/load-order.ts'
import { findMatch } from './find-match.ts'
import { mails } from './tables.ts'

export const ReceiveCustomersMail = z.object({
  mail: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  from: z.object({ address: z.string(), name: z.string() }),
  /** The address of ours that it came to. */
  sentTo: z.string(),
  externalId: z.string().nullable(),
  answers: z.array(z.string()),
  subject: z.string(),
  /** The words that are new in it; `whole` has what it quotes as well. */
  text: z.string(),
  whole: z.string(),
  lacks: z.array(z.string()),
  files: z.array(z.object({ file: z.uuid(), name: z.string() })),
  reply: z.uuid().nullable(),
  answersOurs: z.array(z.uuid()),
  isDoubtful: z.boolean(),
})

/** Keeps a customer’s mail with what it is about, so that staff see it; of a case that is open it is an answer. */
export async function receiveCustomersMail(verb: Verb, input: z.infer<typeof ReceiveCustomersMail>): Promise<Outcome> {
  const { db, now, record } = verb
  const { mail: id, at, from, reply: _, answersOurs: __, ...words } = input
  const match = await findMatch(db, input, now)
  if (match.orderId) await loadOrder(db, match.orderId)
  const row = { id, receivedAt: new Date(at), ...from, ...words, ...match }
  const kept = await db.insert(mails).values(row).onConflictDoNothing().returning({ id: mails.id })
  if (kept.length === 0) return { text: 'It is here already.' }
  if (match.caseId) {
    await db.update(cases).set({ customerWroteAt: row.receivedAt }).where(eq(cases.id, match.caseId))
    const one = await findCase(db, verb.actor, match.caseId)
    if (!one.closedAt) await restartWait(verb, { case: one.id, side: 'customer', by: 'The customer' })
  }
  if (match.orderId) await record('customer.wrote', match.caseId ?? match.orderId, { mailId: id })
  await record('mail.received', id, {})
  return { text: 'Recorded.' }
}
