import { page } from '../arguments.ts'
import { channelObject, scopeFor } from '../channels.ts'
import { needScope, Refused } from '../refused.ts'
import type { Method } from './method.ts'

const kinds = { public_channel: 'public', private_channel: 'private', im: 'im' } as const

/** What the app may ask of itself. */
export const own: Record<string, Method> = {
  /** docs.slack.dev/reference/methods/bots.info */
  'bots.info': {
    token: 'bot',
    scopes: ['users:read'],
    tier: 3,
    run(args, { workspace }) {
      if (args.need('bot') !== workspace.botId) throw new Refused('bot_not_found')
      const { botId: id, appId, botUser } = workspace
      return { bot: { id, deleted: false, name: botUser.name, app_id: appId, user_id: botUser.id, icons: {} } }
    },
  },

  /** The channels the bot is in (docs.slack.dev/reference/methods/users.conversations). */
  'users.conversations': {
    token: 'bot',
    tier: 3,
    run(args, world) {
      const wanted = (args.text('types') ?? 'public_channel').split(',').map(type => {
        const kind = kinds[type.trim() as keyof typeof kinds]
        if (!kind) throw new Refused('invalid_types')
        needScope(world.app, scopeFor({ kind }, 'read'))
        return kind
      })
      const { teamId, botUser } = world.workspace
      const mine = [...world.workspace.channels.values()].filter(
        channel =>
          wanted.includes(channel.kind) &&
          channel.members.has(botUser.id) &&
          !(args.flag('exclude_archived') && channel.archived),
      )
      const { items, next } = page(mine, args, 100, 999)
      const channels = items.map(channel => channelObject(channel, teamId, botUser.id))
      return { channels, response_metadata: { next_cursor: next } }
    },
  },
}
