import { draft } from '../message-body.ts'
import { PLAIN, post } from '../messages.ts'
import { channelJson, messageJson, when } from '../payloads.ts'
import { can, channelFor } from '../permissions.ts'
import { refused } from '../refused.ts'
import { type Call, ok, param, type Route } from '../route.ts'
import type { MessageBody } from '../shapes.ts'
import { checkSpec } from '../spec.ts'
import { openThread, type StartThread } from '../threads.ts'
import type { Channel } from '../world.ts'
import { wrong } from '../wrongs.ts'

type StartPost = StartThread & { applied_tags?: string[]; message: MessageBody }
/** docs: resources/channel, "List Public Archived Threads". */
const MOST_LISTED = 100

/** Tags must be the forum's own, and those of moderators take the right to manage threads. docs: "Forum Tag Object". */
export function judgeTags(call: Call, forum: Channel, ids: readonly string[]): void {
  const { world, bot } = call.state
  const guild = world.guildOf(forum)
  const manages = can(guild, world.member(guild.id, bot.id), forum, 'ManageThreads')
  for (const id of ids) {
    const tag = forum.forum?.tags.find(one => one.id === id)
    if (!tag) throw refused(10087)
    if (tag.moderated && !manages) throw refused(50013)
  }
}

/** A post: a thread whose first message has its id. docs: resources/channel, "Start Thread in Forum or Media Channel". */
function start(call: Call) {
  const { world, bot } = call.state
  const parent = channelFor(world, bot.id, param(call, 'channel'), 'SendMessages')
  if (!parent.forum) throw refused(50024)
  checkSpec('CreateForumThreadRequest', call.body)
  const { message: body, applied_tags: tags = [], ...made } = call.body as StartPost
  if (call.files.length) channelFor(world, bot.id, parent.id, 'AttachFiles')
  if (parent.forum.requiresTag && tags.length === 0) throw refused(40067)
  judgeTags(call, parent, tags)
  const ready = draft(body, call.files, null, { at: ['message'] })
  const id = world.ids.next()
  const thread = openThread(world, parent, { ...made, id, ownerId: bot.id, tags })
  const message = post(world, thread, bot, body, call.files, { ...PLAIN, id }, ready)
  return { status: 201, body: { ...channelJson(thread), message: messageJson(world, message) } }
}

/** Those that were archived last come first. */
function archived(call: Call) {
  const { world, bot } = call.state
  const parent = channelFor(world, bot.id, param(call, 'channel'), 'ReadMessageHistory')
  const limit = Number(call.query.get('limit') ?? MOST_LISTED)
  if (limit < 2 || limit > MOST_LISTED)
    throw wrong(['limit'], 'NUMBER_TYPE_MAX', `int value should be between 2 and ${MOST_LISTED}.`)
  const before = call.query.get('before')
  const all = [...world.guildOf(parent).channels.values()].filter(
    ({ parentId, thread }) => parentId === parent.id && thread?.archived,
  )
  const older = all.filter(({ thread }) => before === null || when(thread?.changedAt ?? 0) < before)
  const sorted = older.toSorted((a, b) => (b.thread?.changedAt ?? 0) - (a.thread?.changedAt ?? 0))
  return ok({ threads: sorted.slice(0, limit).map(channelJson), members: [], has_more: sorted.length > limit })
}

export const forums: readonly Route[] = [
  { method: 'POST', path: '/channels/:channel/threads', run: start },
  { method: 'GET', path: '/channels/:channel/threads/archived/public', run: archived },
]
