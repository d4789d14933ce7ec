import { type APIMessage, type REST, Routes } from 'discord.js'
import type { Reads } from '../../../kernel/ground/db.ts'
import type { OpenThread } from '../../../kernel/hearing/open-threads.ts'
import { receivedIds } from '../../../kernel/hearing/received-ids.ts'
import { attempt, CODE, codeOf } from '../client.ts'
import { snowflakeAt } from '../snowflake.ts'

/** docs: resources/message, "Get Channel Messages". */
const PAGE = 100

type Missed = {
  /** Messages that came after the last that was received, oldest first. */
  said: readonly APIMessage[]
  /** Of those received, what was edited at some time, as it is now. */
  edited: readonly APIMessage[]
  /** Ids of those received that are there no more. */
  deleted: readonly string[]
}

/**
 * What was written in a thread while nobody listened: a gateway repeats nothing to a new session. Edits and deletions are
 * seen as far back as the newest hundred messages reach.
 */
export async function readBack(
  { rest, db }: { rest: REST; db: Reads },
  { channel, thread, since }: OpenThread,
): Promise<Missed> {
  const place = `discord ${channel} ${thread}`
  const received = (await receivedIds(db, 'discord said ', [place])).get(place) ?? []
  const last = [...received, snowflakeAt(since.getTime())].reduce(later)
  const newest = await page(rest, thread, {})
  const isNew = ({ id }: APIMessage) => BigInt(id) > BigInt(last)
  const [first] = newest
  const reachesBack = newest.length < PAGE || (first !== undefined && !isNew(first))
  const there = new Set(newest.map(({ id }) => id))
  const within = received.filter(id => newest.length < PAGE || (first && BigInt(id) >= BigInt(first.id)))
  return {
    said: reachesBack ? newest.filter(isNew) : await allAfter(rest, thread, last),
    edited: newest.filter(message => message.edited_timestamp && !isNew(message)),
    // Our own notice stands in every thread: nothing at all means that we may not read what was written.
    deleted: newest.length > 0 ? within.filter(id => !there.has(id)) : [],
  }
}

async function allAfter(rest: REST, thread: string, last: string): Promise<readonly APIMessage[]> {
  const all: APIMessage[] = []
  for (let after = last; ; ) {
    const more = await page(rest, thread, { after })
    all.push(...more)
    const end = more.at(-1)
    if (!end || more.length < PAGE) return all
    after = end.id
  }
}

/** Oldest first; nothing of a thread in which nobody ever wrote. */
async function page(rest: REST, thread: string, query: { after?: string }): Promise<readonly APIMessage[]> {
  try {
    const options = { query: new URLSearchParams({ ...query, limit: String(PAGE) }) }
    const found = (await rest.get(Routes.channelMessages(thread), options)) as readonly APIMessage[]
    return found.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  } catch (error) {
    if (codeOf(error) === CODE.unknownChannel) return []
    return attempt(() => Promise.reject(error))
  }
}

const later = (a: string, b: string) => (BigInt(a) > BigInt(b) ? a : b)
