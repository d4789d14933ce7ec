import { ChannelType, MessageFlags } from 'discord.js'
import { channelJson } from './payloads.ts'
import { refused } from './refused.ts'
import type { Channel, Message, Thread, World } from './world.ts'

/** docs: events/gateway, "List of Intents": threads come with GUILDS. */
export const GUILDS = 1 << 0

/** Seen as 160006; docs give no number, a thousand is what servers report. */
const MOST_ACTIVE = 1_000
const DEFAULT_ARCHIVE = 4_320

export type StartThread = { name: string; auto_archive_duration?: number | null }

/** A public thread under a message has the message's id; a second one is refused. docs: topics/threads. */
export function startThread(
  world: World,
  parent: Channel,
  message: Message,
  ownerId: string,
  body: StartThread,
): Channel {
  if (parent.type !== ChannelType.GuildText) throw refused(50024)
  const guild = world.guildOf(parent)
  if (guild.channels.has(message.id)) throw refused(160004)
  message.flags |= MessageFlags.HasThread
  return openThread(world, parent, { id: message.id, ownerId, ...body })
}

/** A thread under a channel, or a post of a forum. */
export function openThread(
  world: World,
  parent: Channel,
  made: StartThread & { id: string; ownerId: string; tags?: readonly string[] },
): Channel {
  const guild = world.guildOf(parent)
  const active = [...guild.channels.values()].filter(({ thread }) => thread && !thread.archived)
  if (active.length >= MOST_ACTIVE) throw refused(160006)
  const now = world.clock.now()
  const thread: Thread = {
    ownerId: made.ownerId,
    archived: false,
    locked: false,
    autoArchive: made.auto_archive_duration ?? DEFAULT_ARCHIVE,
    changedAt: now,
    createdAt: now,
    activeAt: now,
    messages: 0,
    members: new Set([made.ownerId]),
    tags: [...(made.tags ?? [])],
  }
  const channel: Channel = {
    id: made.id,
    guildId: guild.id,
    type: ChannelType.PublicThread,
    name: made.name,
    parentId: parent.id,
    topic: null,
    position: 0,
    overwrites: [],
    lastMessageId: null,
    thread,
    forum: null,
  }
  guild.channels.set(channel.id, channel)
  world.tell({
    t: 'THREAD_CREATE',
    d: { ...channelJson(channel), newly_created: true },
    intents: GUILDS,
    channelId: channel.id,
  })
  restUntil(world, channel, thread)
  return channel
}

/** A message wakes an archived thread, unless it was locked. docs: topics/threads, "Active & Archived Threads". */
export function wake(world: World, channel: Channel, mayManage: boolean): void {
  const { thread } = channel
  if (!thread) return
  if (thread.archived && thread.locked) throw refused(50083)
  if (thread.locked && !mayManage) throw refused(160005)
  if (thread.archived) archive(world, channel, { archived: false, locked: thread.locked })
}

export function archive(world: World, channel: Channel, to: { archived: boolean; locked: boolean }): void {
  const { thread } = channel
  if (!thread) return
  if (thread.archived !== to.archived) thread.changedAt = world.clock.now()
  Object.assign(thread, to)
  if (!to.archived) {
    thread.activeAt = world.clock.now()
    restUntil(world, channel, thread)
  }
  world.tell({ t: 'THREAD_UPDATE', d: channelJson(channel), intents: GUILDS, channelId: channel.id })
}

/** Notes activity in a thread: its age, its count, and who was drawn into it by a mention. */
export function touch(world: World, { thread }: Channel, messages: number, people: readonly string[]): void {
  if (!thread) return
  thread.activeAt = world.clock.now()
  thread.messages += messages
  for (const id of people) thread.members.add(id)
}

/** Archives a thread in which nothing happened for its duration. */
function restUntil(world: World, channel: Channel, thread: Thread): void {
  const idle = thread.activeAt + thread.autoArchive * 60_000 - world.clock.now()
  world.clock.after(idle, () => {
    if (thread.archived || !world.guildOf(channel).channels.has(channel.id)) return
    if (thread.activeAt + thread.autoArchive * 60_000 > world.clock.now()) restUntil(world, channel, thread)
    else archive(world, channel, { archived: true, locked: thread.locked })
  })
}
