import { ChannelType } from 'discord.js'
import { edit, PLAIN, post, remove } from '../messages.ts'
import { messageJson } from '../payloads.ts'
import { can, channelFor, type Permission } from '../permissions.ts'
import { refused } from '../refused.ts'
import { type Call, nothing, ok, param, type Route } from '../route.ts'
import type { MessageBody } from '../shapes.ts'
import { SNOWFLAKE } from '../snowflake.ts'
import { checkSpec } from '../spec.ts'
import { wake } from '../threads.ts'
import type { Channel, Message } from '../world.ts'
import { wrong } from '../wrongs.ts'

const TEXT: readonly number[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.PublicThread]
/** docs: resources/message, "Get Channel Messages". */
const MOST_LISTED = 100

/** Ephemeral messages belong to the one who sees them: the channel knows none of them. */
function messageFor(call: Call, channel: Channel): Message {
  const message = call.state.world.message(channel.id, param(call, 'message'))
  if (message.onlyFor !== null) throw refused(10008)
  return message
}

function here(call: Call, ...wanted: Permission[]): Channel {
  return channelFor(call.state.world, call.state.bot.id, param(call, 'channel'), ...wanted)
}

/** A direct message, to whoever takes them. */
function whisper(call: Call, id: string, to: { with: string; messages: Message[] }) {
  const { world, bot } = call.state
  checkSpec('MessageCreateRequest', call.body)
  if (world.closed.has(to.with)) throw refused(50007)
  const [guild] = world.guilds.values()
  const [channel] = guild?.channels.values() ?? []
  if (!channel) throw refused(10003)
  const message = { ...post(world, channel, bot, call.body as MessageBody, [], { ...PLAIN, onlyFor: to.with }) }
  world.messages.delete(message.id)
  to.messages.push(message)
  return ok({ ...messageJson(world, message), channel_id: id })
}

function create(call: Call) {
  const { world, bot, nonces } = call.state
  const direct = world.direct.get(param(call, 'channel'))
  if (direct) return whisper(call, param(call, 'channel'), direct)
  const channel = here(call)
  if (!TEXT.includes(channel.type)) throw refused(50008)
  checkSpec('MessageCreateRequest', call.body)
  const body = call.body as MessageBody
  channelFor(world, bot.id, channel.id, channel.thread ? 'SendMessagesInThreads' : 'SendMessages')
  if (call.files.length) here(call, 'AttachFiles')
  const { nonce } = body
  const known = nonce !== null && nonce !== undefined
  const before = known && body.enforce_nonce ? nonces.find(bot.id, nonce) : null
  if (before) return ok(messageJson(world, before))
  judgeReply(call, channel, body)
  const guild = world.guildOf(channel)
  wake(world, channel, can(guild, world.member(guild.id, bot.id), channel, 'ManageThreads'))
  const message = post(world, channel, bot, body, call.files)
  if (known) nonces.keep(bot.id, nonce, message.id)
  return ok(messageJson(world, message))
}

function judgeReply(call: Call, channel: Channel, { message_reference: reference }: MessageBody): void {
  if (!reference?.message_id) return
  here(call, 'ReadMessageHistory')
  const found = call.state.world.messages.get(reference.message_id)?.channelId === channel.id
  if (!found && reference.fail_if_not_exists !== false)
    throw wrong(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')
}

/** Newest first, at most 100; without the right to read history there is none. */
function list(call: Call) {
  const { world, bot } = call.state
  const channel = here(call)
  const guild = world.guildOf(channel)
  if (!can(guild, world.member(guild.id, bot.id), channel, 'ReadMessageHistory')) return ok([])
  const most = Number(call.query.get('limit') ?? 50)
  if (!Number.isInteger(most) || most < 1 || most > MOST_LISTED)
    throw wrong(['limit'], 'NUMBER_TYPE_MAX', `int value should be between 1 and ${MOST_LISTED}.`)
  const [before, after, around] = ['before', 'after', 'around'].map(name => edge(call, name))
  const all = world.messagesIn(channel.id).filter(({ onlyFor }) => onlyFor === null)
  if (typeof around === 'bigint') {
    const older = all.filter(({ id }) => BigInt(id) <= around).slice(-Math.ceil(most / 2))
    const newer = all.filter(({ id }) => BigInt(id) > around).slice(0, Math.floor(most / 2))
    return listed(call, [...older, ...newer])
  }
  if (typeof after === 'bigint') return listed(call, all.filter(({ id }) => BigInt(id) > after).slice(0, most))
  const older = typeof before === 'bigint' ? all.filter(({ id }) => BigInt(id) < before) : all
  return listed(call, older.slice(-most))
}

function listed({ state }: Call, messages: readonly Message[]) {
  return ok(messages.map(message => messageJson(state.world, message)).reverse())
}

function edge(call: Call, name: string): bigint | null {
  const id = call.query.get(name)
  if (id === null) return null
  if (!SNOWFLAKE.test(id)) throw wrong([name], 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`)
  return BigInt(id)
}

function change(call: Call) {
  const { world, bot, oldEdits } = call.state
  const channel = here(call)
  const message = messageFor(call, channel)
  checkSpec('MessageEditRequestPartial', call.body)
  if (message.author.id !== bot.id) throw refused(50005)
  if (channel.thread?.archived) throw refused(50083)
  if (call.files.length) here(call, 'AttachFiles')
  oldEdits.count(channel.id, message.madeAt)
  return ok(messageJson(world, edit(world, message, call.body as MessageBody, call.files)))
}

function read(call: Call) {
  const channel = here(call)
  const { world, bot } = call.state
  const guild = world.guildOf(channel)
  if (!can(guild, world.member(guild.id, bot.id), channel, 'ReadMessageHistory')) throw refused(50001)
  return ok(messageJson(world, messageFor(call, channel)))
}

function erase(call: Call) {
  const channel = here(call)
  const message = messageFor(call, channel)
  if (message.author.id !== call.state.bot.id) here(call, 'ManageMessages')
  if (channel.thread?.archived) throw refused(50083)
  remove(call.state.world, message)
  return nothing
}

const ALL = '/channels/:channel/messages'
const ONE = '/channels/:channel/messages/:message'

export const messages: readonly Route[] = [
  { method: 'GET', path: ALL, run: list },
  { method: 'POST', path: ALL, run: create },
  { method: 'GET', path: ONE, run: read },
  { method: 'PATCH', path: ONE, run: change },
  { method: 'DELETE', path: ONE, run: erase },
]
