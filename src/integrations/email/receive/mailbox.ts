import { subDays } from 'date-fns/subDays'
import { eq } from 'drizzle-orm'
import type { ImapFlow } from 'imapflow'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Incoming } from './keep-mail.ts'
import { mailboxes } from './tables.ts'

/** The largest mail that is read whole, bytes; of a larger one its beginning is. */
const MOST_BYTES = 30 * 1_024 * 1_024
/** How far back is read again where a mailbox counts from one again, days. */
const BACK = 14

type Parts = { db: Db; receive(mail: Incoming): Promise<void>; now: () => Date }
type Mark = { uidValidity: string; uid: number }

/**
 * Reads what came into the open mailbox since we last looked; a mailbox that we see first is read from now on. It is
 * never changed: what people read, move or delete there means nothing to us.
 */
export async function readNew(client: ImapFlow, name: string, parts: Parts): Promise<void> {
  const { mailbox } = client
  if (!mailbox) throw new Error('no mailbox is open')
  const validity = String(mailbox.uidValidity)
  const [before] = await parts.db.select().from(mailboxes).where(eq(mailboxes.name, name))
  if (!before) return save(parts.db, name, { uidValidity: validity, uid: mailbox.uidNext - 1 })
  if (before.uidValidity === validity) return readRange(client, name, parts, before)
  const since = subDays(parts.now(), BACK)
  const found = (await client.search({ since }, { uid: true })) || []
  const first = Math.min(mailbox.uidNext, ...found)
  await readRange(client, name, parts, { uidValidity: validity, uid: first - 1 })
}

async function readRange(client: ImapFlow, name: string, { db, receive }: Parts, mark: Mark): Promise<void> {
  let { uid } = mark
  const wanted = { uid: true, source: { maxLength: MOST_BYTES } }
  for await (const one of client.fetch(`${uid + 1}:*`, wanted, { uid: true })) {
    // A range that begins beyond the last one holds the last one all the same.
    if (one.uid <= uid || !one.source) continue
    await receive({ raw: one.source, via: 'imap' })
    uid = one.uid
    await save(db, name, { ...mark, uid })
  }
  await save(db, name, { ...mark, uid })
}

async function save(db: Db, name: string, mark: Mark): Promise<void> {
  await db
    .insert(mailboxes)
    .values({ name, ...mark })
    .onConflictDoUpdate({ target: mailboxes.name, set: mark })
}
