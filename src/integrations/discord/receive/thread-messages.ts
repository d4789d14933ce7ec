import { setTimeout } from 'node:timers/promises'
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
import { keyedQueue } from '../../../kernel/hearing/keyed-queue.ts'
import type { OpenThread } from '../../../kernel/hearing/open-threads.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import { Later, NoRoom } from '../../../kernel/shapes/chat.ts'
import type { Attachment } from '../../../kernel/shapes/thread-message.ts'
import { plainWords } from '../draw/plain-words.ts'
import type { Server } from '../server.ts'
import { readBack } from './read-back.ts'

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

/** Pauses after something went wrong, ms: they double to the longest. */
const PAUSE = { first: 250, longest: 30_000 }
/** Some ten minutes: one message that always fails must not hold up its thread for ever. */
const MOST_TRIES = 25

/** Kinds of messages in which people write; the rest tells of joins, pins and the like. */
const WRITTEN = new Set([MessageType.Default, MessageType.Reply])

/**
 * What people write in the threads under our cards. A thread has its root's id, so that ours are known by our own
 * record. Messages of programs, our own among them, are passed over.
 */
export function receiveThreadMessages(parts: Parts): ThreadMessageReceiver {
  const { db, desk, server, inbox, log, signal } = parts
  const turns = keyedQueue()
  /** Until it is known which threads are read again. */
  let listed = Promise.resolve()

  const keep = async (kind: 'said' | 'edited', told: Told, room: Pick<Room, 'channel'>, people = server) => {
    if (!isWritten(told)) return
    const { id: message, channel_id: thread } = told
    const speaker = await speakerOf(people, told, room)
    const at = new Date((kind === 'edited' && told.edited_timestamp) || told.timestamp).toISOString()
    const words = { message, thread, at, text: await plainWords(server, told), ...attachmentsAndGaps(told) }
    const key = kind === 'said' ? message : `${message} ${at}`
    const reply = { thread, message, author: speaker.user }
    await inbox().receive(`discord ${kind} ${key}`, { speaker, act: { kind, ...words }, reply })
  }
  const keepDeleted = async (message: string, thread: string, { channel }: Pick<Room, 'channel'>) => {
    const speaker = { chat: 'discord', user: '', name: '', channel, roles: [] }
    await inbox().receive(`discord deleted ${message}`, {
      speaker,
      act: { kind: 'deleted', message, thread },
      reply: {},
    })
  }

  const readAgain = (open: OpenThread) =>
    insist(`what was written in a thread could not be read again`, async () => {
      const { said, edited, deleted } = await readBack(parts, open)
      const people = askingOnce(server)
      for (const message of said) await keep('said', message, open, people)
      for (const message of edited) await keep('edited', message, open, people)
      for (const message of deleted) await keepDeleted(message, open.thread, open)
    })

  /** Does it until it is done: a database or a Discord that is away comes back. What can never be done is left. */
  const insist = async (what: string, work: () => Promise<void>) => {
    for (let tries = 1; !signal.aborted; )
      try {
        return await work()
      } catch (error) {
        const hopeless = error instanceof NoRoom || tries >= MOST_TRIES
        log[hopeless ? 'error' : 'warn']({ err: error }, what)
        if (hopeless) return
        const asked = error instanceof Later
        const pause = asked ? error.wait : Math.min(PAUSE.first * 2 ** tries, PAUSE.longest)
        if (!asked) tries += 1
        await setTimeout(pause, undefined, { signal }).catch(() => {})
      }
  }

  /**
   * In each thread one after the other: names are looked up before what was said is kept. What is not kept at once is
   * read again.
   */
  const inTurn = async (thread: string, work: (room: Room) => Promise<void>) => {
    await listed
    await turns.after(thread, () =>
      insist('what was written in a thread was not kept yet', async () => {
        const room = await roomOfThread(db, 'discord', thread)
        if (room) await work(room)
      }),
    )
  }

  const list = () =>
    insist('the open threads could not be listed', async () => {
      for (const open of await desk.openThreads('discord')) void turns.after(open.thread, () => readAgain(open))
    })

  const edited = (told: Told) => inTurn(told.channel_id, room => keep('edited', told, room))
  return {
    said: told => inTurn(told.channel_id, room => keep('said', told, room)),
    // Discord reports a link's preview as an edit that has no time.
    edited: async told => (told.edited_timestamp ? edited(told) : undefined),
    deleted: ({ id, channel_id: thread }) => inTurn(thread, room => keepDeleted(id, thread, room)),
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
async function speakerOf(
  server: Server,
  { author, member }: Told,
  { channel }: Pick<Room, 'channel'>,
): Promise<Speaker> {
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
