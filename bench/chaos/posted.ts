import { see } from '../../test/discord/fake/seen.ts'
import { seeMessage } from '../../test/slack/fake/seen.ts'
import type { Cast } from './cast.ts'

/** A message of ours as it stands in a room. `channel` is the room's, for what is in a thread too. */
export type Posted = {
  chat: 'slack' | 'discord'
  ref: string
  channel: string
  /** The thread that it is in, or that is its own. */
  thread: string
  isReply: boolean
  text: string
  /** What the chat was called with it, and how that went. */
  trace: string
}

export const reader = { tz: 'UTC', userName: (id: string) => id, channelName: (id: string) => id }

/** All that Waybill posted for everybody in a room to read, and that was not deleted, oldest first. */
export function allPosted({ slack, discord }: Cast): readonly Posted[] {
  const { workspace } = slack.fake
  const posts = slack.fake.calls().filter(one => one.method === 'chat.postMessage')
  const tries = Map.groupBy(posts, ({ args }) => keyIn(args.metadata))
  const slackTrace = ({ metadata }: { metadata: unknown }) =>
    (tries.get(keyIn(metadata)) ?? [])
      .map(({ at, ms, status, fault }) => `${at} ${ms} ms ${status} ${fault ?? ''}`)
      .join('; ')
  const onSlack = [...workspace.channels.values()]
    .filter(({ kind }) => kind !== 'im')
    .flatMap(({ id: channel }) =>
      workspace
        .in(channel)
        .filter(one => one.byApp && one.onlyFor === null)
        .map(one => ({
          ...{ chat: 'slack' as const, ref: one.ts, channel, thread: one.threadTs ?? one.ts },
          ...{ isReply: one.threadTs !== null, text: seeMessage(one, reader).text, trace: slackTrace(one) },
        })),
    )
  const { world, bot } = discord.fake.state
  const onDiscord = [...world.messages.values()]
    .filter(one => one.author.id === bot.id && one.onlyFor === null && !world.direct.has(one.channelId))
    .map(one => {
      const place = world.channel(one.channelId)
      const channel = place.parentId ?? place.id
      const isReply = place.thread !== null
      const text = see(world, one).text
      return {
        chat: 'discord' as const,
        ref: one.id,
        channel,
        thread: isReply ? place.id : one.id,
        isReply,
        text,
        trace: '',
      }
    })
  return [...onSlack, ...onDiscord]
}

const keyIn = (metadata: unknown) =>
  /"key":"([^"]+)"/.exec(typeof metadata === 'string' ? metadata : JSON.stringify(metadata ?? null))?.[1]
