import {
  type APIAttachment,
  type APIGuildMember,
  type APIMessage,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteDispatchData,
  MessageFlags,
  MessageType,
  type REST,
} from 'discord.js'
import { roomOfThread } from '../../../kernel/asking/thread-root.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Log } from '../../../kernel/ground/log.ts'
import type { Room } from '../../../kernel/ground/tables.ts'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import type { Inbox } from '../../../kernel/hearing/inbox.ts'
import { insist } from '../../../kernel/hearing/insist.ts'
import { keyedQueue } from '../../../kernel/hearing/keyed-queue.ts'
import { keepDeletion, readBack } from '../../../kernel/hearing/read-back.ts'
import type { ThreadHistory } from '../../../kernel/hearing/thread-history.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import type { Attachment, OpenThread } from '../../../kernel/shapes/thread-message.ts'
import { plainWords } from '../draw/plain-words.ts'
import type { Server } from '../server.ts'
import { snowflakeAt } from '../snowflake.ts'
import { messagesAfter } from './messages-after.ts'

/** What a gateway tells of messages. Never throws. */
export type ThreadMessageReceiver = {
  said(message: GatewayMessageCreateDispatchData): Promise<void>
  edited(message: GatewayMessageCreateDispatchData): Promise<void>
  deleted(gone: GatewayMessageDeleteDispatchData): Promise<void>
  /**
   * A connection is up and has reported nothing yet: what was written while nobody listened is read first, thread by
   * thread, and what arrives from now on waits behind it.
   */
  catchUp(): void
  /** Resolves when nothing heard here waits to be kept. */
  idle(): Promise<void>
}

type Parts = {
  rest: REST
  db: Db
  desk: Pick<Desk, 'openThreads'>
  server: Server
  inbox: () => Inbox
  log: Log
  signal: AbortSignal
}
/** Messages carry their author's membership, for all that some events leave it out. */
type Told = APIMessage & { member?: Partial<APIGuildMember> }

/** Kinds of messages in which people write; the rest tells of joins, pins and the like. */
const WRITTEN = new Set([MessageType.Default, MessageType.Reply])

/**
 * What people write in the threads under our cards. A thread has its root's id, so that ours are known by our own
 * record. Messages of programs, our own among them, are passed over.
 */
export function receiveThreadMessages(parts: Parts): ThreadMessageReceiver {
  const { rest, db, desk, server, inbox, log, signal } = parts
  const turns = keyedQueue()
  /** Until it is known which threads are read again. */
  let listed = Promise.resolve()

  const history = (people: Server): ThreadHistory<Told> => ({
    chat: 'discord',
    prefix: kind => `discord ${kind} `,
    namesOf: ({ id }) => [id],
    editedAt: ({ edited_timestamp: at }) => (at ? new Date(at).toISOString() : null),
    idAt: time => snowflakeAt(time.getTime()),
    readAfter: ({ thread }, after) => messagesAfter(rest, thread, after),
    async keep(kind, told, channel) {
      if (!isWritten(told)) return
      const { id: message, channel_id: thread } = told
      const speaker = await speakerOf(people, told, channel)
      const at = new Date((kind === 'edited' && told.edited_timestamp) || told.timestamp).toISOString()
      const edit = kind === 'edited' ? { written: new Date(told.timestamp).toISOString() } : {}
      const words = { ...edit, message, thread, at, text: await plainWords(server, told), ...attachmentsAndGaps(told) }
      const key = kind === 'said' ? message : `${message} ${at}`
      const reply = { thread, message, author: speaker.user }
      await inbox().receive(`discord ${kind} ${key}`, { speaker, act: { kind, ...words }, reply })
    },
  })
  const told = history(server)

  /**
   * In each thread one after the other: names are looked up before what was said is kept. What is not kept at once is
   * read again.
   */
  const inTurn = async (thread: string, work: (room: Room) => Promise<void>) => {
    await listed
    await turns.after(thread, () =>
      insist(
        async () => {
          const room = await roomOfThread(db, 'discord', thread)
          if (room) await work(room)
        },
        { what: 'what was written in a thread was not kept yet', log, signal },
      ),
    )
  }

  const readAgain = (open: OpenThread) =>
    insist(() => readBack(parts, history(askingOnce(server)), open), {
      what: 'what was written in a thread could not be read again',
      log,
      signal,
    })
  const list = () =>
    insist(
      async () => {
        for (const open of await desk.openThreads('discord')) void turns.after(open.thread, () => readAgain(open))
      },
      { what: 'the open threads could not be listed', log, signal },
    )

  const keep = (kind: 'said' | 'edited', message: Told) =>
    inTurn(message.channel_id, ({ channel }) => told.keep(kind, message, channel))
  return {
    said: message => keep('said', message),
    // Discord reports a link's preview as an edit that has no time.
    edited: async message => (message.edited_timestamp ? keep('edited', message) : undefined),
    deleted: ({ id: message, channel_id: thread }) =>
      inTurn(thread, ({ channel }) => keepDeletion(inbox(), told, { channel, thread, message })),
    catchUp() {
      listed = listed.then(list)
    },
    async idle() {
      await listed
      await turns.idle()
    },
  }
}

function isWritten({ author, webhook_id, application_id, type }: Told): boolean {
  return !author?.bot && !webhook_id && !application_id && WRITTEN.has(type)
}

/** A server that is asked once for each person: of a hundred messages most are by the same two. */
function askingOnce(server: Server): Server {
  const known = new Map<string, ReturnType<Server['member']>>()
  const member: Server['member'] = user => {
    const found = known.get(user) ?? server.member(user)
    known.set(user, found)
    return found
  }
  return { ...server, member }
}

/** Who wrote it, with their roles; somebody who has left the server since has none. */
async function speakerOf(server: Server, { author, member }: Told, channel: string): Promise<Speaker> {
  const known = member?.roles ? member : await server.member(author.id)
  const name = known?.nick ?? author.global_name ?? author.username
  return { chat: 'discord', user: author.id, name, channel, roles: known?.roles ?? [] }
}

/** Attached files, and what has no text. */
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
