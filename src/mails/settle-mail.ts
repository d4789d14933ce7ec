import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadMail } from './load-mail.ts'
import { mails } from './tables.ts'

export const SettleMail = z.object({ mail: z.uuid() })

/** Staff have read a mail, and nothing more is to be done about it. */
export async function settleMail(verb: Verb, input: z.infer<typeof SettleMail>): Promise<Outcome> {
  const { db, actor, now, record } = verb
  const mail = await loadMail(db, input.mail)
  if (mail.settledAt) throw new Refusal(`${mail.settledBy} has settled that mail already.`)
  const settled = { settledAt: now, settledBy: actor.name, settledHow: 'nothing' as const }
  await db.update(mails).set(settled).where(eq(mails.id, mail.id))
  await record('mail.settled', mail.id, { by: actor.name })
  return { text: 'Settled.' }
}
