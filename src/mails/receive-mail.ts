import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { mails } from './tables.ts'

export const ReceiveMail = z.object({
  mail: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  from: z.object({ address: z.string(), name: z.string() }),
  subject: z.string(),
  text: z.string(),
  whole: z.string(),
  lacks: z.array(z.string()).default([]),
  /** The supplier’s room that it answers, and the card of ours there. */
  room: z.uuid().nullable(),
  about: z.object({ kind: z.string(), subject: z.string() }).nullable(),
})

/** Keeps a mail that acts on nothing, so that staff see it. */
export async function receiveMail(verb: Verb, input: z.infer<typeof ReceiveMail>): Promise<Outcome> {
  const { mail: id, at, from, room, about, ...words } = input
  const purchaseOrderId = about?.kind === 'purchase-order' ? about.subject : null
  const row = { id, receivedAt: new Date(at), ...from, roomId: room, purchaseOrderId, ...words }
  const kept = await verb.db.insert(mails).values(row).onConflictDoNothing().returning({ id: mails.id })
  if (kept.length > 0) await verb.record('mail.received', id, {})
  return { text: 'Recorded.' }
}
