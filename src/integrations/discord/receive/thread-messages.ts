import {
  type APIAttachment,
  type APIGuildMember,
  type APIMessage,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteDispatchData,
  MessageFlags,
  MessageType,
} from 'discord.js'
import { roomOfThread } from '../../../kernel/asking/thread-root.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Log } from '../../../kernel/ground/log.ts'
import type { Room } from '../../../kernel/ground/tables.ts'
import type { Inbox } from '../../../kernel/hearing/inbox.ts'
import { keyedQueue } from '../../../kernel/hearing/keyed-queue.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import type { Attachment } from '../../../kernel/shapes/thread-message.ts'
import { plainWords } from '../draw/plain-words.ts'
import type { Server } from '../server.ts'

/** What a gateway tells of messages. Never throws. */
export type ThreadMessageReceiver = {
  said(message: GatewayMessageCreateDispatchData): Promise<void>
  edited(message: GatewayMessageCreateDispatchData): Promise<void>
  deleted(gone: GatewayMessageDeleteDispatchData): Promise<void>
  /** Resolves when nothing heard here waits to be kept. */
  idle(): Promise<void>
}

type Parts = { db: Db; server: Server; inbox: () => Inbox; log: Log }
/** Messages carry their author's membership, for all that some events leave it out. */
type Told = APIMessage & { member?: Partial<APIGuildMember> }

/** Kinds of messages in which people write; the rest tells of joins, pins and the like. */
const WRITTEN = new Set([MessageType.Default, MessageType.Reply])

/**
 * What people write in the threads under our cards. A thread has its root's id, so that ours are known by our own
 * record. Messages of programs, our own among them, are passed over.
 */
export function receiveThreadMessages({ db, server, inbox, log }: Parts): ThreadMessageReceiver {
  const turns = keyedQueue()

  /** In each thread one after the other: names are looked up before what was said is kept. */
  const inTurn = (thread: string, work: (room: Room) => Promise<void>) =>
    turns.after(thread, async () => {
      try {
        const room = await roomOfThread(db, 'discord', thread)
        if (room) await work(room)
      } catch (error) {
        log.error({ err: error }, 'what was written in a thread was not kept')
      }
    })

  const keep = (kind: 'said' | 'edited', told: Told) => {
    const { id: message, channel_id: thread } = told
    if (!isWritten(told)) return Promise.resolve()
    return inTurn(thread, async room => {
      const speaker = await speakerOf(server, told, room)
      const at = new Date((kind === 'edited' && told.edited_timestamp) || told.timestamp).toISOString()
      const words = { message, thread, at, text: await plainWords(server, told), ...attachmentsAndGaps(told) }
      const key = kind === 'said' ? message : `${message} ${at}`
      const reply = { thread, message, author: speaker.user }
      await inbox().receive(`discord ${kind} ${key}`, { speaker, act: { kind, ...words }, reply })
    })
  }

  return {
    said: message => keep('said', message),
    // Discord tells of a link's preview as of an edit, without a time of it.
    edited: async message => (message.edited_timestamp ? keep('edited', message) : undefined),
    deleted: ({ id: message, channel_id: thread }) =>
      inTurn(thread, async ({ channel }) => {
        const speaker = { chat: 'discord', user: '', name: '', channel, roles: [] }
        const act = { kind: 'deleted' as const, message, thread }
        await inbox().receive(`discord deleted ${message}`, { speaker, act, reply: {} })
      }),
    idle: () => turns.idle(),
  }
}

function isWritten({ author, webhook_id, application_id, type }: Told): boolean {
  return !author?.bot && !webhook_id && !application_id && WRITTEN.has(type)
}

/** Who wrote it, with their roles; whoever has left the server since has none. */
async function speakerOf(server: Server, { author, member }: Told, { channel }: Room): Promise<Speaker> {
  const known = member?.roles ? member : await server.member(author.id)
  const name = known?.nick ?? author.global_name ?? author.username
  return { chat: 'discord', user: author.id, name, channel, roles: known?.roles ?? [] }
}

/** Files that came along, and what cannot be told as text. */
function attachmentsAndGaps(told: Told): { lacks: readonly string[]; attachments: readonly Attachment[] } {
  const lacks = [
    ...(told.sticker_items ?? []).map(({ name }) => `A sticker “${name}”`),
    ...(told.poll ? [`A poll “${told.poll.question.text ?? ''}”`] : []),
    ...(told.message_snapshots?.length ? ['A message that was forwarded'] : []),
  ]
  const isVoice = ((told.flags ?? 0) & MessageFlags.IsVoiceMessage) !== 0
  return { lacks, attachments: (told.attachments ?? []).map(one => attachment(one, isVoice)) }
}

function attachment({ filename, content_type, size, url }: APIAttachment, isVoice: boolean): Attachment {
  return { name: isVoice ? `voice message ${filename}` : filename, type: content_type ?? '', size, from: url }
}
