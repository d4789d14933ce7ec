import { type APIMessage, type REST, Routes } from 'discord.js'
import { attempt, CODE, codeOf } from '../client.ts'

/** docs: resources/message, "Get Channel Messages". */
const PAGE = 100

/** What was written in a thread after a message, oldest first; nothing of a thread in which nobody ever wrote. */
export async function messagesAfter(rest: REST, thread: string, after: string): Promise<readonly APIMessage[]> {
  const all: APIMessage[] = []
  for (let last = after; ; ) {
    const more = await page(rest, thread, last)
    all.push(...more)
    const end = more.at(-1)
    if (!end || more.length < PAGE) return all
    last = end.id
  }
}

async function page(rest: REST, thread: string, after: string): Promise<readonly APIMessage[]> {
  try {
    const options = { query: new URLSearchParams({ after, limit: String(PAGE) }) }
    const found = (await rest.get(Routes.channelMessages(thread), options)) as readonly APIMessage[]
    return found.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  } catch (error) {
    if (codeOf(error) === CODE.unknownChannel) return []
    return attempt(() => Promise.reject(error))
  }
}
