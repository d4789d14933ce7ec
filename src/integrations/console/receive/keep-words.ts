import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Attached } from '../../../kernel/shapes/card.ts'
import { tick } from '../clock.ts'
import type { ConsoleMessage } from '../messages.ts'
import type { ConsolePerson } from '../people.ts'
import { consoleMessages as rows } from '../tables.ts'

/** Puts up what a person wrote in a thread. */
export async function putWords(
  tx: Db,
  said: { key: string; room: string; thread: number; person: ConsolePerson; words: string; files: readonly Attached[] },
): Promise<{ id: number; postedAt: Date }> {
  const { key, room: channel, thread, person, words, files } = said
  const { user: author, name: authorName } = person
  const ticked = tick(tx)
  const [put] = await tx
    .with(ticked)
    .insert(rows)
    .values({ key, channel, thread, author, authorName, words, files, revision: now(ticked) })
    .returning({ id: rows.id, postedAt: rows.postedAt })
  if (!put) throw new Error('what was written was not put up')
  return put
}

/** Changes what a person wrote, or takes it away; by nobody but its author. */
export async function changeWords(tx: Db, { id, author }: ConsoleMessage, words: string | null): Promise<Date> {
  const ticked = tick(tx)
  const gone = words === null ? { words: '', files: [], deletedAt: sql`now()` } : { words, editedAt: sql`now()` }
  const [changed] = await tx
    .with(ticked)
    .update(rows)
    .set({ ...gone, revision: now(ticked) })
    .where(and(eq(rows.id, id), eq(rows.author, author ?? ''), isNull(rows.deletedAt)))
    .returning({ editedAt: rows.editedAt, deletedAt: rows.deletedAt })
  const at = changed?.deletedAt ?? changed?.editedAt
  if (!at) throw new Error('what was changed is gone')
  return at
}

function now(ticked: ReturnType<typeof tick>) {
  return sql`(select ${ticked.revision} from ${ticked})`
}
