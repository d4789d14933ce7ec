import { eq } from 'drizzle-orm'
import type { Ask, OutsideSystems } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { Invalid, Later, NoRoom, Unsure } from '../kernel/shapes/chat.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { mailReplies } from './tables.ts'

type Parts = { db: Db; ask: Ask; outside: OutsideSystems }

/** After how long a mail is sent again of which nobody knows whether it arrived, ms: under the same Message-ID. */
const UNKNOWN = 2_000

/** Sends a customer what staff wrote. A process that dies before it is marked as sent sends it again, as the same mail. */
export function sendReply({ db, ask, outside }: Parts): TaskKind {
  return {
    async run({ subject: reply, mustHold }) {
      const [row] = await db.select().from(mailReplies).where(eq(mailReplies.id, reply))
      if (!row || row.sentAt || row.failedAt) return
      const mailer = outside.mailers.values().next().value
      if (!mailer) throw new Refusal('E-mail to customers isn’t set up.')
      mustHold()
      const { id, to, sentFrom: from, subject, text, files, answers, thread } = row
      const why = await mailer
        .send({ id, to, from, subject, text, files: files.map(({ file }) => file), answers, thread })
        .then(() => null, whyNot)
      await ask('mail.settle-reply', { reply, why }, waybill)
    },
  }
}

/** In words where it will never be taken. @throws where it is tried again */
function whyNot(error: unknown): string {
  if (error instanceof Unsure) throw new Later(UNKNOWN)
  if (error instanceof NoRoom || error instanceof Invalid) return error.message
  throw error
}
