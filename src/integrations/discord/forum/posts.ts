import { isDeepStrictEqual } from 'node:util'
import {
  type APIGuildForumChannel,
  type APIMessage,
  type APIThreadChannel,
  ComponentType,
  type RawFile,
  type REST,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js'
import { isOver } from '../../../kernel/shapes/card.ts'
import { Gone, type Post, Unsure } from '../../../kernel/shapes/chat.ts'
import { attempt, CODE, codeOf } from '../client.ts'
import { label } from '../draw/words.ts'
import type { Server } from '../server.ts'
import { wakeThread } from '../threads.ts'
import { archivedIn } from './archived.ts'
import { forumTags } from './tags.ts'

/** docs: resources/channel, "Start Thread in Forum or Media Channel". */
const LONGEST_NAME = 100
/** Posts that are looked through for one before we say that we do not know. */
const MOST_LOOKED_AT = 100

const { OneDay, OneWeek } = ThreadAutoArchiveDuration

/** What of a post is ours to set, as Discord names it. */
type PostState = {
  applied_tags: readonly string[]
  archived: boolean
  locked: boolean
  auto_archive_duration: ThreadAutoArchiveDuration
}

type Message = { body: object; files: RawFile[] }

export type ForumPosts = ReturnType<typeof forumPosts>

/**
 * Cards as posts of a forum. A post is a thread, and its first message has the same id, so that what is said under a
 * card and how it is heard is as in any thread.
 */
export function forumPosts(rest: REST, server: Server) {
  const tags = forumTags(rest, server)

  const read = async (ref: string): Promise<APIThreadChannel> => {
    try {
      return (await rest.get(Routes.channel(ref))) as APIThreadChannel
    } catch (error) {
      if (codeOf(error) === CODE.unknownChannel) throw new Gone('its post was deleted')
      return attempt(() => Promise.reject(error))
    }
  }

  /** Changes what is other than wanted, in one call. */
  const leave = async (ref: string, now: PostState, wanted: Partial<PostState>): Promise<void> => {
    const changes = Object.entries(wanted).filter(([key, value]) => !isDeepStrictEqual(value, Reflect.get(now, key)))
    if (changes.length > 0) await attempt(() => rest.patch(Routes.channel(ref), { body: Object.fromEntries(changes) }))
  }

  return {
    /** Makes the post of a card; answers its id. Made twice it is there twice: look for it first. */
    async start(forum: APIGuildForumChannel, post: Post, { body: message, files }: Message): Promise<string> {
      const applied_tags = await tags.idsFor(forum, post.card)
      const name = label(post.card.title, LONGEST_NAME)
      const body = { name, auto_archive_duration: OneWeek, applied_tags, message }
      const made = (await rest.post(Routes.threads(forum.id), { body, files })) as APIThreadChannel
      // It is posted already, so a failure here is left: Discord archives it by itself after a week.
      if (isOver(post.card)) await leave(made.id, stateOf(made), restOf(post.card.presses.length > 0)).catch(() => {})
      return made.id
    },

    /** Redraws a post by `redraw`, woken where it is archived, and leaves it as its card has it. @throws Gone */
    async edit(forum: APIGuildForumChannel, ref: string, post: Post, redraw: () => Promise<void>): Promise<void> {
      const found = await read(ref)
      if (found.thread_metadata?.archived) await wakeThread(rest, ref)
      await attempt(redraw)
      const before = { ...stateOf(found), archived: false }
      const applied_tags = (await tags.idsFor(forum, post.card, before.applied_tags)).toSorted()
      const isDone = isOver(post.card) || post.closed === true
      const end = isDone ? restOf(post.card.presses.length > 0) : { auto_archive_duration: OneWeek }
      await leave(ref, before, { applied_tags, ...end, ...(post.closed && { locked: true }) })
    },

    /** Looks for the post that `isWanted` knows by its first message, among ours since then. @param after a snowflake */
    async find(
      forum: APIGuildForumChannel,
      after: string,
      isWanted: (message: APIMessage) => boolean,
    ): Promise<string | null> {
      const [{ id: me }, guild] = [await server.me(), await server.id()]
      const active = await attempt<{ threads: readonly APIThreadChannel[] }>(() =>
        rest.get(Routes.guildActiveThreads(guild)),
      )
      const found = [...active.threads, ...(await archivedIn(rest, forum.id, 1))]
      const ours = found.filter(
        ({ id, parent_id, owner_id }) => parent_id === forum.id && owner_id === me && BigInt(id) > BigInt(after),
      )
      for (const { id } of ours.slice(0, MOST_LOOKED_AT)) {
        const message = await firstMessage(id)
        if (message && isWanted(message)) return id
      }
      if (ours.length > MOST_LOOKED_AT) throw new Unsure('too much was posted since to find a post again')
      return null
    },

    /** Lets nobody write in a post any more. Idempotent. */
    async close(ref: string): Promise<void> {
      const found = await read(ref).catch(error => {
        if (error instanceof Gone) return null
        throw error
      })
      if (!found || (found.thread_metadata?.archived && found.thread_metadata.locked)) return
      const end = { locked: true, ...restOf(hasButtons(await firstMessage(ref))) }
      if (found.thread_metadata?.archived) await wakeThread(rest, ref)
      await leave(ref, { ...stateOf(found), archived: false }, end)
    },
  }

  /** Null where it was deleted. */
  async function firstMessage(ref: string): Promise<APIMessage | null> {
    try {
      return (await rest.get(Routes.channelMessage(ref, ref))) as APIMessage
    } catch (error) {
      if (codeOf(error) === CODE.unknownMessage || codeOf(error) === CODE.unknownChannel) return null
      return attempt(() => Promise.reject(error))
    }
  }
}

/** Tags in one order, for Discord keeps none. */
function stateOf({ applied_tags = [], thread_metadata: state }: APIThreadChannel): PostState {
  const { archived = false, locked = false, auto_archive_duration = OneWeek } = state ?? {}
  return { applied_tags: applied_tags.toSorted(), archived, locked, auto_archive_duration }
}

/** How a post that is over comes to rest: at once, or soon where something can be pressed, as no press works in the archive. */
function restOf(canPress: boolean): Partial<PostState> {
  return canPress ? { auto_archive_duration: OneDay } : { archived: true }
}

/** Whether something on a message can be pressed. */
function hasButtons(message: APIMessage | null): boolean {
  const card = message?.components?.find(part => part.type === ComponentType.Container)
  const rows = (card?.components ?? []).filter(part => part.type === ComponentType.ActionRow)
  return rows.some(({ components }) => components.some(part => part.type === ComponentType.Button && !part.disabled))
}
