import { isDeepStrictEqual } from 'node:util'
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { type Erasing, holding, type OrderScope } from './holding.ts'
import { withoutWords } from './journal-texts.ts'
import {
  cronRuns,
  deliveries,
  events,
  files,
  inbox,
  lanes,
  leases,
  outbox,
  pingLimit,
  pings,
  rooms,
  taskQueues,
  tasks,
  threadMessageChats,
  tokens,
  unreadThreads,
} from './tables.ts'

const factsAbout = ({ about }: OrderScope) => inArray(events.about, [...about])

/** The journal keeps every fact; what people wrote in it goes. */
async function emptyFacts({ db, scope, parts }: Erasing): Promise<number> {
  if (!parts.includes('words')) return 0
  let fields = 0
  for (const { id, name, data } of await db.select().from(events).where(factsAbout(scope))) {
    const emptied = withoutWords(name, data)
    if (isDeepStrictEqual(emptied.data, data)) continue
    fields += emptied.texts.length
    await db.update(events).set({ data: emptied.data }).where(eq(events.id, id))
  }
  return fields
}

/** A form that one person was shown holds what they typed into it; pressed again it says that it is gone. */
async function forgetForms({ db, scope }: Erasing): Promise<number> {
  const named = [...scope.about, ...scope.numbers].map(name => JSON.stringify(name))
  const names = sql`exists (select from jsonb_array_elements_text(${JSON.stringify(named)}::jsonb) as named(one)
    where position(one in ${tokens.input}::text) > 0)`
  const gone = await db
    .delete(tokens)
    .where(and(isNotNull(tokens.user), names))
    .returning({ id: tokens.id })
  return gone.length
}

export const groundHoldings = [
  holding(
    events,
    { name: 'kept', about: 'kept', actor: 'kept', data: 'words' },
    {
      erase: emptyFacts,
      files: which => sql`select one->>'file' from ${events}, jsonb_array_elements(
          case jsonb_typeof(${events.data}->'files') when 'array' then ${events.data}->'files' else '[]' end) one
        where ${events.data} ? 'files' and ${which}
        union all select ${events.data}->'picture'->>'file' from ${events}
        where ${events.data} ? 'picture' and ${which}`,
      rows: factsAbout,
      async read(db, scope) {
        const facts = await db.select().from(events).where(factsAbout(scope)).orderBy(events.id)
        return facts.flatMap(({ at, name, data }) => {
          const { texts } = withoutWords(name, data)
          return texts.length > 0 ? [{ at, what: name, texts }] : []
        })
      },
    },
  ),
  holding(
    tokens,
    { id: 'kept', command: 'kept', input: 'words', asks: 'kept', user: 'kept', trace: 'kept' },
    {
      erase: forgetForms,
      // Files that were chosen in a form and wait to be sent with it.
      files: which => sql`select one #>> '{}' from ${tokens},
        jsonb_path_query(${tokens.input}, '$.** ? (@.type() == "string")') as found(one)
        where ${tokens.user} is not null and ${which}`,
      read: async () => [],
    },
  ),
  // What was done is empty; what was not is minutes old.
  holding(inbox, { key: 'kept', payload: 'words', process: 'kept', thread: 'kept' }),
  // Rows go once nothing names them any more: see forget-files.ts.
  holding(files, { name: 'words', type: 'kept', sha256: 'kept', bytes: 'words' }),
  holding(deliveries, { source: 'kept', key: 'kept', hash: 'kept', answer: 'kept' }),
  holding(rooms, { chat: 'kept', channel: 'kept', name: 'kept', side: 'kept', purpose: 'kept' }),
  holding(threadMessageChats, { chat: 'kept' }),
  holding(unreadThreads, { thread: 'kept', after: 'kept' }),
  holding(tasks, { name: 'kept', subject: 'kept', queue: 'kept', why: 'kept', trace: 'kept' }),
  holding(taskQueues, { name: 'kept', owner: 'kept', process: 'kept' }),
  holding(leases, { name: 'kept', owner: 'kept' }),
  holding(cronRuns, { tick: 'kept' }),
  holding(outbox, { state: 'kept', why: 'kept', way: 'kept', trace: 'kept' }),
  holding(lanes, { way: 'kept', owner: 'kept', process: 'kept', parkedWhy: 'kept' }),
  holding(pings, { chat: 'kept', user: 'kept', name: 'kept' }),
  holding(pingLimit, {}),
]
