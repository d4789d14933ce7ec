import { channelJson } from '../payloads.ts'
import { can, channelFor } from '../permissions.ts'
import { refused } from '../refused.ts'
import { type Call, ok, param, type Route } from '../route.ts'
import { checkSpec } from '../spec.ts'
import { archive, GUILDS, type StartThread, startThread } from '../threads.ts'
import type { Channel } from '../world.ts'
import { judgeTags } from './forums.ts'

type ThreadPatch = {
  name?: string
  archived?: boolean
  locked?: boolean
  auto_archive_duration?: number
  applied_tags?: string[]
}
type ChannelPatch = {
  name?: string
  topic?: string | null
  available_tags?: { id?: string; name: string; moderated?: boolean }[]
}

/** Whoever may manage threads may do all; the one who started it may close it, any who may write may open it again. */
function patchThread(call: Call, channel: Channel): Channel {
  const { state } = call
  checkSpec('UpdateThreadRequestPartial', call.body)
  const body = call.body as ThreadPatch
  const { thread } = channel
  if (!thread) return channel
  const guild = state.world.guildOf(channel)
  const self = state.world.member(guild.id, state.bot.id)
  const manages = can(guild, self, channel, 'ManageThreads')
  const opens = body.archived === false
  // Only opening it can be asked of an archived thread (50083); lock it in the call that archives it (api-docs 6928).
  if (thread.archived && !opens) throw refused(50083)
  const locks = body.locked !== undefined && body.locked !== thread.locked
  if (!manages && (locks || (opens && thread.locked))) throw refused(50013)
  if (!manages && !opens && thread.ownerId !== state.bot.id) throw refused(50013)
  if (!manages && opens && !can(guild, self, channel, 'SendMessagesInThreads')) throw refused(50013)
  if (body.name !== undefined && body.name !== channel.name) {
    state.buckets.rename(channel.id)
    channel.name = body.name
  }
  if (body.applied_tags) {
    judgeTags(call, state.world.channel(channel.parentId ?? ''), body.applied_tags)
    thread.tags = body.applied_tags
  }
  if (body.auto_archive_duration) thread.autoArchive = body.auto_archive_duration
  archive(state.world, channel, { archived: body.archived ?? thread.archived, locked: body.locked ?? thread.locked })
  return channel
}

function patchChannel(call: Call, channel: Channel): Channel {
  const { state } = call
  checkSpec('UpdateGuildChannelRequestPartial', call.body)
  const { name, topic, available_tags: tags } = call.body as ChannelPatch
  channelFor(state.world, state.bot.id, channel.id, 'ManageChannels')
  if (tags) retag(call, channel, tags)
  if (name !== undefined || topic !== undefined) state.buckets.rename(channel.id)
  channel.name = name ?? channel.name
  channel.topic = topic === undefined ? channel.topic : topic
  state.world.tell({ t: 'CHANNEL_UPDATE', d: channelJson(channel), intents: GUILDS })
  return channel
}

/** The whole list: what is left out is gone, from posts too. docs: resources/channel, "Forum Tag Object". */
function retag({ state }: Call, channel: Channel, tags: NonNullable<ChannelPatch['available_tags']>): void {
  if (!channel.forum) throw refused(50024)
  if (new Set(tags.map(({ name }) => name.toLowerCase())).size < tags.length) throw refused(40061)
  channel.forum.tags = tags.map(({ id = state.world.ids.next(), name, moderated = false }) => ({ id, name, moderated }))
  const left = new Set(channel.forum.tags.map(({ id }) => id))
  for (const { parentId, thread } of state.world.guildOf(channel).channels.values())
    if (thread && parentId === channel.id) thread.tags = thread.tags.filter(id => left.has(id))
}

export const channels: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    run: call => ok(channelJson(channelFor(call.state.world, call.state.bot.id, param(call, 'channel')))),
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    run: call => {
      const channel = channelFor(call.state.world, call.state.bot.id, param(call, 'channel'))
      return ok(channelJson(channel.thread ? patchThread(call, channel) : patchChannel(call, channel)))
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    run: call => {
      const { world, bot } = call.state
      const parent = channelFor(world, bot.id, param(call, 'channel'), 'CreatePublicThreads')
      checkSpec('CreateTextThreadWithMessageRequest', call.body)
      const message = world.message(parent.id, param(call, 'message'))
      if (message.onlyFor !== null) throw refused(10008)
      return { status: 201, body: channelJson(startThread(world, parent, message, bot.id, call.body as StartThread)) }
    },
  },
]
