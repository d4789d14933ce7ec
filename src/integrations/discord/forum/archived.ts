import { type APIThreadChannel, type REST, Routes } from 'discord.js'
import { attempt } from '../client.ts'

/** docs: resources/channel, "List Public Archived Threads". */
const PAGE = 100

type Page = { threads: readonly APIThreadChannel[]; has_more: boolean }

/** The archived posts of a forum, those that were archived last first, a hundred a page. */
export async function archivedIn(rest: REST, forum: string, pages: number): Promise<readonly APIThreadChannel[]> {
  const all: APIThreadChannel[] = []
  for (let page = 0; page < pages; page++) {
    const before = all.at(-1)?.thread_metadata?.archive_timestamp
    const query = new URLSearchParams({ limit: String(PAGE), ...(before && { before }) })
    const route = Routes.channelThreads(forum, 'public')
    const { threads, has_more } = await attempt<Page>(() => rest.get(route, { query }))
    all.push(...threads)
    if (!has_more) break
  }
  return all
}
