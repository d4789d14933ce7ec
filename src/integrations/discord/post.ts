import {
  type APIAttachment,
  type APIContainerComponent,
  type APIMessage,
  ComponentType,
  MessageFlags,
  type REST,
  type RESTPatchAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js'
import { type Chat, Gone, NoRoom, type Post, Unsure } from '../../kernel/shapes/chat.ts'
import { type Calls, callsOf } from './calls.ts'
import { attempt, CODE, codeOf } from './client.ts'
import { drawCard } from './draw/card.ts'
import { attachmentFields, type Cargo, type LoadFile, loadCargo } from './files.ts'
import { forumPosts } from './forum/posts.ts'
import { marksOf, nonceOf } from './marks.ts'
import { missingPermissions, permissionNames } from './permissions.ts'
import type { Server } from './server.ts'
import { snowflakeAt } from './snowflake.ts'
import { closeThread, openThread, startThread, wakeThread } from './threads.ts'

/** How far our clock and Discord's may be apart, ms. */
const APART = 5 * 60_000
const ID = /^\d{15,21}$/
/** Pages of 100 that are searched for a message before we say that we do not know. */
const MOST_PAGES = 20

/** How often a message that is deleted again and again is posted while Discord remembers it. */
const MOST_NONCES = 3

type Posting = Required<Pick<Chat, 'post' | 'edit' | 'find' | 'threads' | 'address'>>

/** Messages as channel messages: the only ones that Discord posts once for one nonce and lets us read again. */
export function posting(rest: REST, server: Server, files: LoadFile): Posting {
  const forums = forumPosts(rest, server)

  async function send(post: Post, place: string): Promise<string> {
    if (!ID.test(place)) throw new NoRoom(`${place} isn’t a Discord channel`)
    const { key, card } = post
    const marks = marksOf(key, card)
    const { body, files: going } = await fresh(post)
    const create = async (times = 0): Promise<APIMessage> => {
      const once = { ...body, nonce: nonceOf(times === 0 ? key : `${key} ${times}`), enforce_nonce: true }
      try {
        return (await rest.post(Routes.channelMessages(place), { body: once, files: going })) as APIMessage
      } catch (error) {
        // What this nonce posted was deleted, and Discord still remembers it: the next one posts it once more.
        if (codeOf(error) !== CODE.unknownMessage || times === MOST_NONCES) throw error
        return create(times + 1)
      }
    }
    const message = await create()
    // The answer to a nonce that was used is the message as it was then.
    if (headingOf(message) !== marks.content) await patch(post, place, message.id)
    return message.id
  }

  async function fresh(post: Post) {
    const calls = await callsOf(post.card.pings ?? [], server)
    return loaded(post, await loadCargo(files, post.card), calls)
  }

  async function root(post: Post): Promise<string> {
    const forum = await server.forum(post.channel)
    return forum ? forums.start(forum, post, await fresh(post)) : send(post, post.channel)
  }

  async function patch(post: Post, place: string, ref: string): Promise<void> {
    const route = Routes.channelMessage(place, ref)
    const cargo = await loadCargo(files, post.card)
    const bears = cargo.kept.length > 0 ? ((await rest.get(route)) as APIMessage).attachments : []
    await rest.patch(route, loaded(post, cargo, await callsOf(post.card.pings ?? [], server), bears))
  }

  async function reply(post: Post, root: string): Promise<string> {
    try {
      return await send(post, root)
    } catch (error) {
      const isUnknown = codeOf(error) === CODE.unknownChannel
      if (isUnknown && (await server.forum(post.channel))) throw new Gone('its post was deleted')
      if (isUnknown) await startThread(rest, post.channel, root, post.topic ?? post.card.title)
      else if (codeOf(error) === CODE.archived) await wakeThread(rest, root)
      else throw error
      return send(post, root)
    }
  }

  return {
    post: post => attempt(() => (post.thread === null ? root(post) : reply(post, post.thread))),

    async address(channel, ref) {
      const place = (await server.forum(channel)) ? ref : channel
      return `https://discord.com/channels/${await server.id()}/${place}/${ref}`
    },

    async edit(ref, post) {
      const forum = post.thread === null ? await server.forum(post.channel) : null
      if (forum) return forums.edit(forum, ref, post, () => patch(post, ref, ref))
      const place = post.thread ?? post.channel
      try {
        await patch(post, place, ref)
      } catch (error) {
        // Only the thread was deleted: its room may be as it was.
        if (post.thread !== null && codeOf(error) === CODE.unknownChannel) throw new Gone('its thread was deleted')
        if (post.thread === null || codeOf(error) !== CODE.archived) await attempt(() => Promise.reject(error))
        await wakeThread(rest, place)
        await attempt(() => patch(post, place, ref))
      }
    },

    async find(post, since) {
      const { id: me } = await server.me()
      const wanted = marksOf(post.key, post.card).message
      const place = post.thread ?? post.channel
      if (!ID.test(place)) return null
      let after = snowflakeAt(since.getTime() - APART)
      const isWanted = (message: APIMessage) => message.author.id === me && markOf(message) === wanted
      const forum = post.thread === null ? await server.forum(post.channel) : null
      if (forum) return (await forums.find(forum, after, isWanted)) ?? nothing(post)
      for (let page = 0; page < MOST_PAGES; page++) {
        const messages = await readPage(place, post.channel, after)
        const found = messages.find(isWanted)
        if (found) return found.id
        const [newest] = messages
        if (!newest) return page === 0 ? nothing(post) : null
        after = newest.id
      }
      throw new Unsure('too much was said since to find a message again')
    },

    threads: {
      close: async (ref, channel) => ((await server.forum(channel)) ? forums.close(ref) : closeThread(rest, ref)),
      open: ref => openThread(rest, ref),
    },
  }

  /** A thread that was never started holds nothing. */
  async function readPage(place: string, channel: string, after: string): Promise<readonly APIMessage[]> {
    const query = new URLSearchParams({ after, limit: '100' })
    try {
      return (await rest.get(Routes.channelMessages(place), { query })) as readonly APIMessage[]
    } catch (error) {
      if (place !== channel && codeOf(error) === CODE.unknownChannel) return []
      return attempt(() => Promise.reject(error))
    }
  }

  /** An empty channel looks the same as one whose history we may not read: then nothing is known. */
  async function nothing({ channel }: Post): Promise<null> {
    const room = (await server.channels()).find(({ id }) => id === channel)
    const missing = room ? missingPermissions(await server.mine(room), ['ReadMessageHistory']) : []
    if (room && missing.length > 0) throw new NoRoom(`I lack ${permissionNames(missing)} in #${room.name}`)
    return null
  }
}

/** A message as it is sent: our components and nothing else, and nobody is called by it. */
export function drawn(...components: NonNullable<RESTPatchAPIChannelMessageJSONBody['components']>) {
  return { flags: MessageFlags.IsComponentsV2 as number, components, allowed_mentions: { parse: [] } }
}

/** A message with its files, except those that it has already, and with leave to call those whom the card calls. */
function loaded({ key, card }: Post, cargo: Cargo, { called, allowed }: Calls, bears: readonly APIAttachment[] = []) {
  const { attachments, files } = attachmentFields(cargo, bears)
  const container = drawCard(card, { marks: marksOf(key, card), names: cargo.names, called })
  return { body: { ...drawn(container), allowed_mentions: allowed, attachments }, files }
}

function containerOf({ components = [] }: APIMessage): APIContainerComponent | undefined {
  return components.find(part => part.type === ComponentType.Container)
}

const markOf = (message: APIMessage) => containerOf(message)?.id
const headingOf = (message: APIMessage) => containerOf(message)?.components[0]?.id
