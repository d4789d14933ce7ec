import { and, inArray, not, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { type Erasing, holding, type OrderScope } from '../ground/holding.ts'
import { messages } from '../ground/tables.ts'
import { enqueue } from './enqueue.ts'

/** Said on a card that is not drawn again. */
const GONE = 'The customer’s data was erased, and what stood here with it.'

/** What becomes of a card: its nouns draw it again, or it says nothing of a customer's; any other is emptied. */
export type CardFate = 'redrawn' | 'harmless'
const byKind = new Map<string, CardFate>()

/** Says of kinds of card what erasing makes of them. */
export function registerCards(kinds: Readonly<Record<string, CardFate>>): void {
  for (const [kind, fate] of Object.entries(kinds)) byKind.set(kind, fate)
}

const ofScope = (scope: OrderScope) => inArray(messages.id, [...scope.messages])

/** A card of which only the title, the place in its thread and who was called are left. */
export function emptied(card: SQLWrapper): SQL {
  return sql`jsonb_strip_nulls(jsonb_build_object('audience', ${card}->'audience', 'tone', 'over',
    'title', ${card}->'title', 'summary', ${GONE}::text, 'presses', '[]'::jsonb, 'written', ${card}->'written',
    'pings', ${card}->'pings', 'unpinged', ${card}->'unpinged'))`
}

/** The same card, showing no picture and no file. */
export const withoutFiles = (card: SQLWrapper) => sql`${card} - '{files,picture}'::text[]`

/** Whether a message of the board is such a card. */
export const isEmptied = sql`${messages.card}->>'summary' = ${GONE}`

/** Files go with the words also from what is drawn again: what shows a file names it, and what is named is kept. */
async function emptyCards({ db, scope, parts, now }: Erasing): Promise<number> {
  if (!parts.includes('words')) return 0
  const standing = await db
    .select({ id: messages.id, kind: messages.kind, hasFiles: sql<boolean>`${messages.card} ?| '{files,picture}'` })
    .from(messages)
    .where(and(ofScope(scope), not(isEmptied)))
    .orderBy(messages.id)
    .for('update')
  const gone = standing.filter(({ kind }) => !byKind.has(kind)).map(({ id }) => id)
  const left = standing.filter(({ id, hasFiles }) => hasFiles && !gone.includes(id)).map(({ id }) => id)
  await change(db, gone, emptied(messages.card))
  await change(db, left, withoutFiles(messages.card))
  await enqueue(db, now, [...gone, ...left])
  return gone.length
}

async function change(db: Db, ids: readonly string[], card: SQL): Promise<void> {
  const next = { card, version: sql`${messages.version} + 1` }
  if (ids.length > 0)
    await db
      .update(messages)
      .set(next)
      .where(inArray(messages.id, [...ids]))
}

/** Cards show what other tables hold: who asks what is known of them reads it there. */
export const boardHolding = holding(
  messages,
  { kind: 'kept', subject: 'kept', ref: 'kept', card: 'words' },
  {
    rows: ofScope,
    erase: emptyCards,
    files: which => sql`select one->>'file' from ${messages}, jsonb_array_elements(${messages.card}->'files') one
      where ${messages.card} ? 'files' and ${which}
      union all select ${messages.card}->'picture'->>'file' from ${messages}
      where ${messages.card} ? 'picture' and ${which}`,
    read: async () => [],
  },
)

/** The cards of things, by what they are called: also those in the threads under them. */
export function cardsOf(names: readonly string[]): SQL | undefined {
  const first = sql`split_part(${messages.subject}, '/', 1)`
  const called = sql`jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) as named(name)`
  const own = and(
    inArray(first, [...new Set(names.map(name => name.split('/')[0]))]),
    sql`exists (select from ${called} where ${messages.subject} = name or starts_with(${messages.subject}, name || '/'))`,
  )
  return or(own, sql`${messages.threadOf} in (select ${messages.id} from ${messages} where ${own})`)
}
