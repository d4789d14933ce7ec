import {
  type APIContainerComponent,
  type APIMessage,
  ComponentType,
  MessageFlags,
  type REST,
  type RESTPatchAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js'
import { type Chat, NoRoom, type Post, Unsure } from '../../kernel/chat.ts'
import { drawCard } from './draw.ts'
import { marksOf, nonceOf } from './marks.ts'
import { inWords, lacking } from './permissions.ts'
import { attempt, CODE, codeOf } from './rest.ts'
import type { Server } from './server.ts'
import { snowflakeAt } from './snowflake.ts'
import { reopenThread, startThread } from './threads.ts'

/** How far our clock and Discord's may be apart, ms. */
const APART = 60_000
const ID = /^\d{15,21}$/
/** Pages of 100 that are searched for a message before we say that we do not know. */
const MOST_PAGES = 20

type Posting = Pick<Chat, 'post' | 'edit' | 'find'>

/** Messages as channel messages: the only ones that Discord posts once for one nonce and lets us read again. */
export function posting(rest: REST, server: Server): Posting {
  async function send({ key, card }: Post, place: string): Promise<string> {
    if (!ID.test(place)) throw new NoRoom(`${place} is no channel of Discord’s`)
    const marks = marksOf(key, card)
    const body = drawn(drawCard(card, marks))
    const once = { ...body, nonce: nonceOf(key), enforce_nonce: true }
    const message = (await rest.post(Routes.channelMessages(place), { body: once })) as APIMessage
    // The answer to a nonce that was used is the message as it was then.
    if (headingOf(message) !== marks.content) await rest.patch(Routes.channelMessage(place, message.id), { body })
    return message.id
  }

  async function reply(post: Post, root: string): Promise<string> {
    try {
      return await send(post, root)
    } catch (error) {
      if (codeOf(error) !== CODE.unknownChannel) throw error
      await startThread(rest, post.channel, root, post.card.title)
      return send(post, root)
    }
  }

  return {
    post: post => attempt(() => (post.thread === null ? send(post, post.channel) : reply(post, post.thread))),

    async edit(ref, { key, channel, thread, card }) {
      const place = thread ?? channel
      const patch = () =>
        rest.patch(Routes.channelMessage(place, ref), { body: drawn(drawCard(card, marksOf(key, card))) })
      try {
        await patch()
      } catch (error) {
        if (thread === null || codeOf(error) !== CODE.archived) await attempt(() => Promise.reject(error))
        await reopenThread(rest, place)
        await attempt(patch)
      }
    },

    async find(post, since) {
      const { id: me } = await server.me()
      const wanted = marksOf(post.key, post.card).message
      const place = post.thread ?? post.channel
      if (!ID.test(place)) return null
      let after = snowflakeAt(since.getTime() - APART)
      for (let page = 0; page < MOST_PAGES; page++) {
        const messages = await readPage(place, post.channel, after)
        const found = messages.find(message => message.author.id === me && markOf(message) === wanted)
        if (found) return found.id
        const [newest] = messages
        if (!newest) return page === 0 ? nothing(post) : null
        after = newest.id
      }
      throw new Unsure('too much was said since to find a message again')
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
    const missing = room ? lacking(await server.mine(room), ['ReadMessageHistory']) : []
    if (room && missing.length > 0) throw new NoRoom(`I lack ${inWords(missing)} in #${room.name}`)
    return null
  }
}

/** A message as it is sent: our components and nothing else, and nobody is called by it. */
export function drawn(...components: NonNullable<RESTPatchAPIChannelMessageJSONBody['components']>) {
  return { flags: MessageFlags.IsComponentsV2 as number, components, allowed_mentions: { parse: [] } }
}

function containerOf({ components = [] }: APIMessage): APIContainerComponent | undefined {
  return components.find(part => part.type === ComponentType.Container)
}

const markOf = (message: APIMessage) => containerOf(message)?.id
const headingOf = (message: APIMessage) => containerOf(message)?.components[0]?.id
