import { and, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { emptied, isEmptied, withoutFiles } from '../../kernel/asking/board-holding.ts'
import { type Erasing, holding, type OrderScope } from '../../kernel/ground/holding.ts'
import { messages } from '../../kernel/ground/tables.ts'
import { ERASED_TEXT } from '../../kernel/words/erased.ts'
import { tick } from './clock.ts'
import { consoleChannels, consoleClock, consoleSessions, consoleMessages as rows } from './tables.ts'

/** Cards of ours have the key of their message; below them, people wrote. */
const shown = ({ messages }: OrderScope) => inArray(rows.key, [...messages])
const ofScope = (scope: OrderScope) =>
  or(shown(scope), sql`${rows.thread} in (select ${rows.id} from ${rows} where ${shown(scope)})`)

/** Also where the console is off, and nobody carries to it what the board shows. */
const isGone = sql`${rows.key} in (select ${messages.id}::text from ${messages} where ${isEmptied})`

/** What people wrote goes here, and so do the cards that are emptied; others are drawn again as ever. */
async function emptyMessages({ db, scope, parts }: Erasing): Promise<number> {
  if (!parts.includes('words')) return 0
  const ticked = tick(db)
  const revision = sql`(select ${ticked.revision} from ${ticked})`
  const said = and(
    ofScope(scope),
    isNotNull(rows.author),
    sql`(${rows.words}, ${rows.files}) is distinct from
    (${ERASED_TEXT}::text, '[]'::jsonb)`,
  )
  const gone = await db
    .with(ticked)
    .update(rows)
    .set({ words: ERASED_TEXT, files: [], revision })
    .where(said)
    .returning({ id: rows.id })
  await db
    .update(rows)
    .set({ card: sql`case when ${isGone} then ${emptied(rows.card)} else ${withoutFiles(rows.card)} end` })
    .where(and(shown(scope), isNotNull(rows.card)))
  return gone.length
}

/** What is shown, and what was written, in the console's rooms. */
export const consoleHoldings = [
  holding(
    rows,
    {
      ...{ key: 'kept', channel: 'kept', author: 'kept', authorName: 'kept' },
      ...{ card: 'words', words: 'words', files: 'words' },
    },
    {
      rows: ofScope,
      erase: emptyMessages,
      files: which => sql`select one->>'file' from ${rows}, jsonb_array_elements(${rows.files}) one where ${which}
        union all select one->>'file' from ${rows}, jsonb_array_elements(${rows.card}->'files') one
        where ${rows.card} ? 'files' and ${which}
        union all select ${rows.card}->'picture'->>'file' from ${rows} where ${rows.card} ? 'picture' and ${which}`,
      read: (db, scope) =>
        db
          .select({ at: rows.postedAt, by: rows.authorName, words: rows.words })
          .from(rows)
          .where(and(ofScope(scope), isNotNull(rows.author))),
    },
  ),
  holding(consoleChannels, { id: 'kept', name: 'kept' }),
  holding(consoleClock, {}),
  holding(consoleSessions, { id: 'kept', user: 'kept', device: 'kept' }),
]
