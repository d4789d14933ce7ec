import type { WebClient } from '@slack/web-api'
import { type FileExchange, type Post, Unsure, type WholeChat } from '../../kernel/shapes/chat.ts'
import type { Channels } from './channels.ts'
import { settled, slackError } from './client.ts'
import { withPictures } from './draw/with-pictures.ts'
import { type Block, escaped } from './draw/words.ts'
import type { SlackFiles } from './files.ts'
import { atMost } from './pace.ts'
import { directory, type People } from './people.ts'

/** Slack stores what comes faster than one a second in a channel perhaps not; on their way two posts may come closer, ms. */
const PACE = 1_012
/**
 * `chat.update` is of tier 3: fifty a minute in the workspace (docs.slack.dev/apis/web-api/rate-limits). Over a moment more, as the network takes
 * its time.
 */
const REDRAWS = { most: 50, per: 60_100 }
/** Clocks differ: a message may have a time before the one at which we sent it, ms. */
const SKEW = 5 * 60_000
/** How long a look into the history may take over all its pages, ms: a lane's lease must outlast it and a post. */
const LOOKING = 10_000

const EVENT = 'waybill'

/** Slack locks no thread: the card above it says that it is closed, drawn from the post. */
export type SlackChat = Omit<WholeChat, 'threads' | 'files' | 'namesArguments'> & { files: Required<FileExchange> }

type Parts = {
  web: WebClient
  people: People
  channels: Channels
  files: SlackFiles
  /** The workspace’s own address, with a slash at its end; null where Slack names none. */
  workspace: () => Promise<string | null>
  now: () => Date
  /** How long redraws are counted, ms; less than Slack's own for tests. */
  counted?: number
}

/** Slack as a chat. The key of a message travels in its metadata, by which it is found again. */
export function slackChat({ web, people, channels, files, workspace, now, counted = REDRAWS.per }: Parts): SlackChat {
  const showing = withPictures(files, now)
  const mayRedraw = atMost({ ...REDRAWS, per: counted })
  const edit: SlackChat['edit'] = async (ref, post) => {
    const redraw = (blocks: Block[]) => {
      mayRedraw()
      return web.chat.update({ ...shown(post, blocks), ts: ref })
    }
    await showing(post, redraw).catch(error => Promise.reject(settled(error)))
  }
  return {
    name: 'slack',
    pace: PACE,
    async post(post) {
      const send = (blocks: Block[]) =>
        web.chat.postMessage({
          ...shown(post, blocks),
          metadata: { event_type: EVENT, event_payload: { key: post.key } },
          unfurl_links: false,
          unfurl_media: false,
          mrkdwn: false,
          ...(post.thread !== null && { thread_ts: post.thread }),
        })
      const { ts } = await showing(post, send).catch(error => Promise.reject(settled(error)))
      if (!ts) throw new Unsure('Slack gave no id for the message')
      return ts
    },
    async address(channel, ref) {
      const at = await workspace()
      return at && `${at}archives/${channel}/p${ref.replace('.', '')}`
    },
    edit,
    find: (post, since) =>
      find(web, post, since).catch(error => {
        // A thread that was deleted holds no message.
        if (slackError(error) === 'thread_not_found') return null
        throw settled(error)
      }),
    files: {
      async share(ref, post) {
        const before = await files.refused(post)
        await files.share(ref, post)
        // The card says which of its files are not there.
        if ((await files.refused(post)).size > before.size) await edit(ref, post)
      },
      fetch: attachment => files.fetch(attachment),
    },
    directory: directory(people, channels),
  }
}

/** The words that are read aloud and notified are the summary: escaped, they mean nothing but themselves. */
function shown({ channel, card }: Post, blocks: Block[]) {
  return { channel, text: escaped(card.summary, 3_000), blocks, parse: 'none' as const, link_names: false }
}

/** Looks through the channel, or the thread, since shortly before the first attempt. */
async function find(web: WebClient, { key, channel, thread }: Post, since: Date): Promise<string | null> {
  const until = performance.now() + LOOKING
  const oldest = String((since.getTime() - SKEW) / 1_000)
  let cursor: string | undefined
  do {
    if (performance.now() > until) throw new Unsure('the history is too long to look through')
    const page = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor && { cursor }) }
    const { messages = [], response_metadata } =
      thread === null ? await web.conversations.history(page) : await web.conversations.replies({ ...page, ts: thread })
    const found = messages.find(
      ({ metadata }) => metadata?.event_type === EVENT && keyOf(metadata.event_payload) === key,
    )
    if (found?.ts) return found.ts
    cursor = response_metadata?.next_cursor
  } while (cursor)
  return null
}

function keyOf(payload: unknown): unknown {
  return (payload as { key?: unknown } | undefined)?.key
}
