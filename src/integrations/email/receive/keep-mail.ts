import { subDays } from 'date-fns/subDays'
import { and, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '../../../kernel/ground/db.ts'
import { idOf } from '../../../kernel/words/id.ts'
import type { Mail } from './mail.ts'
import { parseMail } from './parse-mail.ts'
import { receivedMails } from './tables.ts'

/** A mail as some way brought it; `to` are the envelope's recipients, where that way has them. */
export type Incoming = { raw: Uint8Array; via: string; to?: readonly string[] }

/** How long a mail that is about nothing of ours is kept, days: long enough for staff to look at it. */
const KEPT = 30

/**
 * Keeps a mail in one statement; its sender may be answered once this resolves. The same mail by another way, or once
 * more, is known by its `Message-ID` and sender; one that has none, by its words.
 * @returns its id; null when it is here already.
 */
export async function keepMail(db: Db, { raw, via, to = [] }: Incoming, now: Date): Promise<string | null> {
  const mail = await parseMail(raw)
  const row = { id: idOfMail(mail), via, to: to.join(' ').toLowerCase(), from: mail.from?.address ?? null }
  const [kept] = await db
    .insert(receivedMails)
    .values({ ...row, raw, receivedAt: now })
    .onConflictDoNothing()
    .returning({ id: receivedMails.id })
  return kept?.id ?? null
}

function idOfMail({ id, from, sentAt, subject, text }: Mail): string {
  const by = from?.address ?? ''
  return idOf(JSON.stringify(id ? ['mail', by, id] : ['mail', by, sentAt?.getTime(), subject, text]))
}

/** Forgets what mails say that are about nothing of ours; that they came is remembered. */
export async function forgetStrays(db: Db, now: Date): Promise<void> {
  const says = or(isNotNull(receivedMails.raw), isNotNull(receivedMails.from))
  const old = and(isNull(receivedMails.messageId), isNotNull(receivedMails.doneAt), says)
  await db
    .update(receivedMails)
    .set({ raw: null, from: null, to: '' })
    .where(and(old, lt(receivedMails.receivedAt, subDays(now, KEPT))))
}
