import type { WebClient } from '@slack/web-api'
import type { OpenThread } from '../../../kernel/shapes/thread-message.ts'
import { settled, slackError } from '../client.ts'
import type { Written } from './written.ts'

/** Slack recommends no more at a time. docs: conversations.replies, "Pagination". */
const PAGE = 200

/** What was written in a thread after a message, oldest first: without its root, which Slack always adds. */
export async function repliesAfter(
  web: WebClient,
  { channel, thread }: OpenThread,
  oldest: string,
): Promise<readonly Written[]> {
  const all: Written[] = []
  let cursor: string | undefined
  do {
    const page = { channel, ts: thread, oldest, limit: PAGE, ...(cursor && { cursor }) }
    const found = await web.conversations.replies(page).catch(error => {
      if (slackError(error) === 'thread_not_found') return null
      throw settled(error)
    })
    all.push(...((found?.messages ?? []) as readonly Written[]).filter(({ ts }) => ts !== thread))
    cursor = found?.response_metadata?.next_cursor
  } while (cursor)
  return all
}
