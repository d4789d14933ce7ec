import type { Arguments } from '../arguments.ts'
import type { Channel } from '../channels.ts'
import type { Json } from '../json.ts'
import { isTs, type Message } from '../messages.ts'
import { Refused } from '../refused.ts'
import type { World } from '../world.ts'
import { blocksOf, cut, metadataOf } from './drafts.ts'
import type { Method } from './method.ts'
import { postable, visible } from './rooms.ts'

/** The root to answer under. Slack would quietly make an orphan of an unknown one; nobody could find it, so this refuses. */
function threadOf(args: Arguments, channel: Channel, { workspace }: World): string | null {
  const ts = args.text('thread_ts')
  if (ts === null) return null
  if (!isTs(ts)) throw new Refused('invalid_thread_ts')
  const root = workspace.find(channel.id, ts)
  if (!root || root.onlyFor) throw new Refused('thread_not_found')
  return root.threadTs ?? root.ts
}

const spoken = (channel: Channel, { journal }: World): void =>
  journal.complain(`missing_text_in_message: #${channel.name} got blocks that no screen reader says`)

function draft(args: Arguments, channel: Channel, world: World) {
  if (args.has('attachments')) world.journal.complain('attachments are kept by no block and are not shown here')
  const text = args.text('text')
  const blocks = blocksOf(args, world) ?? []
  if (text === null && blocks.length === 0) throw new Refused('no_text')
  if (text === null) spoken(channel, world)
  return {
    channel: channel.id,
    user: world.workspace.botUser.id,
    text: cut(text ?? ''),
    blocks,
    threadTs: threadOf(args, channel, world),
    mrkdwn: args.flag('mrkdwn', true),
    parse: args.text('parse'),
  }
}

/** A message of our own that may still be changed. */
function own(args: Arguments, world: World, error: string): { channel: Channel; message: Message } {
  const channel = visible(world, args.need('channel'))
  const message = world.workspace.find(channel.id, args.need('ts'))
  if (!message || message.onlyFor) throw new Refused('message_not_found')
  if (!message.byApp) throw new Refused(error)
  if (channel.archived) throw new Refused('is_inactive')
  if (!channel.members.has(world.workspace.botUser.id)) throw new Refused('not_in_channel')
  return { channel, message }
}

const posted = (message: Message, { workspace }: World): Json => ({
  ...workspace.shown(message),
  ...(message.metadata ? { metadata: message.metadata } : {}),
})

const scopes = ['chat:write']

export const chat: Record<string, Method> = {
  'chat.postMessage': {
    token: 'bot',
    scopes,
    tier: 'special',
    perChannel: true,
    run(args, world) {
      const channel = postable(world, args.need('channel'))
      const message = world.workspace.add({
        ...draft(args, channel, world),
        broadcast: args.flag('reply_broadcast') && args.has('thread_ts'),
        metadata: metadataOf(args) ?? null,
        unfurl: { links: args.flag('unfurl_links', false), media: args.flag('unfurl_media', true) },
      })
      world.events.said(message)
      return { channel: channel.id, ts: message.ts, message: posted(message, world) }
    },
  },

  /** Delivery is not promised and the ts serves no later call (docs.slack.dev/reference/methods/chat.postEphemeral). */
  'chat.postEphemeral': {
    token: 'bot',
    scopes,
    tier: 4,
    run(args, world) {
      const channel = postable(world, args.need('channel'))
      const user = args.need('user')
      if (!world.workspace.users.has(user)) throw new Refused('user_not_found')
      if (!channel.members.has(user)) throw new Refused('user_not_in_channel')
      const message = world.workspace.add({ ...draft(args, channel, world), onlyFor: user })
      return { message_ts: message.ts }
    },
  },

  /** Blocks without text keep the text's place empty; text without blocks drops the blocks (reference/methods/chat.update). */
  'chat.update': {
    token: 'bot',
    scopes,
    tier: 3,
    run(args, world) {
      const { channel, message } = own(args, world, 'cant_update_message')
      const text = args.text('text')
      const blocks = blocksOf(args, world)
      if (text === null && blocks === undefined) throw new Refused('no_text')
      if (text === null) spoken(channel, world)
      if (text !== null && text.length > 4_000) throw new Refused('msg_too_long')
      const metadata = metadataOf(args)
      const before = { ...message }
      message.text = text ?? ''
      message.blocks = blocks ?? []
      if (metadata !== undefined) message.metadata = metadata
      if (message.blocks.length === 0)
        message.edited = { user: world.workspace.botUser.id, ts: world.workspace.nextTs() }
      message.revisions += 1
      world.events.changed(message, before)
      return { channel: channel.id, ts: message.ts, text: message.text, message: posted(message, world) }
    },
  },

  'chat.delete': {
    token: 'bot',
    scopes,
    tier: 3,
    run(args, world) {
      const { channel, message } = own(args, world, 'cant_delete_message')
      world.workspace.remove(message)
      world.events.deleted(message)
      return { channel: channel.id, ts: message.ts }
    },
  },

  'chat.getPermalink': {
    token: 'bot',
    tier: 'special',
    run(args, world) {
      const channel = visible(world, args.need('channel'))
      const message = world.workspace.find(channel.id, args.need('message_ts'))
      if (!message || message.onlyFor) throw new Refused('message_not_found')
      const { domain } = world.workspace
      const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : ''
      return {
        channel: channel.id,
        permalink: `https://${domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`,
      }
    },
  },
}
