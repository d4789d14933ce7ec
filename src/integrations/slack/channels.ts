import type { WebClient } from '@slack/web-api'
import type { ChannelLook } from '../../kernel/shapes/chat.ts'
import { settled } from './client.ts'
import { lookup } from './lookup.ts'

export type Found = { channel: string; name: string }

/** The channels we are in, remembered for a moment. */
export type Channels = ReturnType<typeof knowChannels>

const FRESH = 10_000

export function knowChannels(web: WebClient) {
  const mine = lookup(() => listMine(web), FRESH)
  return {
    /** Somebody invited or removed us, or a channel has another name. */
    forget: () => mine.forget(''),
    /** `<#C…|name>`, an id, `#name` or a name; null where we are not in it. */
    async find(named: string): Promise<Found | null> {
      const id = /^<#([CG][A-Z0-9]+)(?:\|[^>]*)?>$|^([CG][A-Z0-9]{7,})$/.exec(named.trim())
      const channel = id?.[1] ?? id?.[2]
      const name = named.trim().replace(/^#\s*/, '').toLowerCase()
      if (!channel && !name) return null
      const fits = (one: Found) => (channel ? one.channel === channel : one.name.toLowerCase() === name)
      const found = (await mine.get('')).find(fits)
      if (found) return found
      // Somebody may have invited us a second ago.
      mine.forget('')
      return (await mine.get('')).find(fits) ?? null
    },
    /** What a channel is like. docs.slack.dev/reference/objects/conversation-object */
    async look(channel: string): Promise<ChannelLook> {
      const { channel: found } = await web.conversations.info({ channel }).catch(error => {
        throw settled(error)
      })
      const lacks = found?.is_member === false ? 'I’m not in it' : null
      const closed = found?.is_read_only ? 'Only some people may post there' : null
      return { isPublic: found?.is_private === false, lacks: lacks ?? closed }
    },
    suggest: async (typed: string) => {
      const wanted = typed.trim().replace(/^#/, '').toLowerCase()
      return (await mine.get('')).filter(({ name }) => name.includes(wanted)).slice(0, 25)
    },
  }
}

async function listMine(web: WebClient): Promise<readonly Found[]> {
  const all: Found[] = []
  let cursor: string | undefined
  do {
    const types = 'public_channel,private_channel'
    const page = await web.users.conversations({ types, exclude_archived: true, limit: 200, ...(cursor && { cursor }) })
    for (const { id, name } of page.channels ?? []) if (id && name) all.push({ channel: id, name })
    cursor = page.response_metadata?.next_cursor
  } while (cursor)
  return all
}
