import { type Arguments, page } from '../arguments.ts'
import { type Channel, channelObject, scopeFor } from '../channels.ts'
import type { Json } from '../json.ts'
import type { Message } from '../messages.ts'
import { needScope, Refused } from '../refused.ts'
import type { World } from '../world.ts'
import type { Method } from './method.ts'
import { readable, visible } from './rooms.ts'

const show = (channel: Channel, { workspace }: World): Json =>
  channelObject(channel, workspace.teamId, workspace.botUser.id)

function known(args: Arguments, world: World): Channel {
  const channel = visible(world, args.need('channel'))
  needScope(world.app, scopeFor(channel, 'read'))
  return channel
}

const kinds = { public_channel: 'public', private_channel: 'private', im: 'im' } as const

/**
 * With its files whole, as in events. With `include_all_metadata`, what we wrote beside the message comes back
 * (docs.slack.dev/messaging/message-metadata).
 */
const said = (message: Message, args: Arguments, { workspace, files, origin }: World): Json => ({
  ...workspace.shown(message),
  ...(message.files.length > 0
    ? { files: message.files.flatMap(id => files.find(id) ?? []).map(file => files.object(file, origin)) }
    : {}),
  ...(message.metadata && args.flag('include_all_metadata') ? { metadata: message.metadata } : {}),
})

/** `oldest` and `latest` are left out themselves unless `inclusive`. */
function within(messages: readonly Message[], args: Arguments): Message[] {
  const oldest = Number(args.text('oldest') ?? 0)
  const latest = Number(args.text('latest') ?? Infinity)
  if (Number.isNaN(oldest)) throw new Refused('invalid_ts_oldest')
  if (Number.isNaN(latest)) throw new Refused('invalid_ts_latest')
  const inclusive = args.flag('inclusive')
  return messages.filter(({ ts }) => {
    const at = Number(ts)
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest
  })
}

export const conversations: Record<string, Method> = {
  'conversations.info': {
    token: 'bot',
    tier: 3,
    run(args, world) {
      const channel = known(args, world)
      const locale = args.flag('include_locale') ? { locale: 'en-US' } : {}
      const count = args.flag('include_num_members') ? { num_members: channel.members.size } : {}
      return { channel: { ...show(channel, world), ...locale, ...count } }
    },
  },

  'conversations.list': {
    token: 'bot',
    tier: 2,
    run(args, world) {
      const asked = (args.text('types') ?? 'public_channel').split(',').map(type => type.trim())
      const wanted = asked
        .filter(type => type !== 'mpim')
        .map(type => {
          const kind = kinds[type as keyof typeof kinds]
          if (!kind) throw new Refused('invalid_types')
          needScope(world.app, scopeFor({ kind }, 'read'))
          return kind
        })
      const bot = world.workspace.botUser.id
      const all = [...world.workspace.channels.values()].filter(
        channel =>
          wanted.includes(channel.kind) &&
          (channel.kind === 'public' || channel.members.has(bot)) &&
          !(args.flag('exclude_archived') && channel.archived),
      )
      const { items, next } = page(all, args, 100, 999)
      return { channels: items.map(channel => show(channel, world)), response_metadata: { next_cursor: next } }
    },
  },

  'conversations.members': {
    token: 'bot',
    tier: 4,
    run(args, world) {
      const { items, next } = page([...known(args, world).members], args, 100, 999)
      return { members: items, response_metadata: { next_cursor: next } }
    },
  },

  'conversations.history': {
    token: 'bot',
    tier: 3,
    run(args, world) {
      const channel = readable(world, args.need('channel'))
      const roots = world.workspace
        .in(channel.id)
        .filter(message => !message.onlyFor && (!message.threadTs || message.broadcast))
      const { items, next } = page(within(roots, args).reverse(), args, 100, 999)
      return {
        messages: items.map(message => said(message, args, world)),
        has_more: next !== '',
        pin_count: 0,
        channel_actions_ts: null,
        channel_actions_count: 0,
        response_metadata: { next_cursor: next },
      }
    },
  },

  'conversations.replies': {
    token: 'bot',
    tier: 3,
    run(args, world) {
      const channel = readable(world, args.need('channel'))
      const asked = world.workspace.find(channel.id, args.need('ts'))
      if (!asked || asked.onlyFor) throw new Refused('thread_not_found')
      const root = asked.threadTs ? (world.workspace.find(channel.id, asked.threadTs) ?? asked) : asked
      const thread = [root, ...within(world.workspace.replies(root), args)]
      const { items, next } = page(thread, args, 1000, 1000)
      return {
        messages: items.map(message => said(message, args, world)),
        has_more: next !== '',
        response_metadata: { next_cursor: next },
      }
    },
  },

  /** Public channels only: private and Connect ones need an invitation (bolt-js#1656). */
  'conversations.join': {
    token: 'bot',
    scopes: ['channels:join'],
    tier: 3,
    run(args, world) {
      const channel = visible(world, args.need('channel'))
      if (channel.kind !== 'public') throw new Refused('method_not_supported_for_channel_type')
      if (channel.archived) throw new Refused('is_archived')
      const bot = world.workspace.botUser.id
      if (channel.members.has(bot))
        return {
          channel: show(channel, world),
          warning: 'already_in_channel',
          response_metadata: { warnings: ['already_in_channel'] },
        }
      channel.members.add(bot)
      world.events.joined(channel, bot, null)
      return { channel: show(channel, world) }
    },
  },

  'conversations.open': {
    token: 'bot',
    scopes: ['im:write'],
    tier: 3,
    run(args, world) {
      const ids = args.need('users').split(',')
      if (ids.length > 1) throw new Refused('method_not_supported_for_channel_type')
      const user = world.workspace.users.get(ids[0] ?? '')
      if (!user) throw new Refused('user_not_found')
      const channel = world.workspace.directWith(user.id)
      return { channel: args.flag('return_im') ? show(channel, world) : { id: channel.id } }
    },
  },
}
