import { openRest } from '../../src/integrations/discord/client.ts'
import { downloading } from '../../src/integrations/discord/download.ts'
import type { LoadFile } from '../../src/integrations/discord/files.ts'
import { serverDirectory } from '../../src/integrations/discord/people.ts'
import { posting } from '../../src/integrations/discord/post.ts'
import { openServer } from '../../src/integrations/discord/server.ts'
import { fileType } from '../../src/kernel/ground/file-type.ts'
import type { KeptFile } from '../../src/kernel/ground/load-file.ts'
import { Later, type WholeChat } from '../../src/kernel/shapes/chat.ts'
import { chatContract } from '../chats/contract.ts'
import { standsStill } from '../chats/stands-still.ts'
import type { ChatUnderTest } from '../chats/under-test.ts'
import { FakeDiscord } from './fake/fake-discord.ts'
import { remove } from './fake/messages.ts'
import { refused } from './fake/refused.ts'
import type { Channel } from './fake/world.ts'

/** Discord as a chat, without anybody listening. */
function chatOn(discord: FakeDiscord, files: LoadFile): WholeChat {
  const rest = openRest({ token: discord.token, api: discord.api })
  const server = openServer(rest, null)
  return {
    name: 'discord',
    pace: 0,
    namesArguments: true,
    ...posting(rest, server, files),
    directory: serverDirectory(server),
    files: downloading(discord.api),
  }
}

/** Waits as the outbox does when Discord asks for it. */
function patient(chat: WholeChat): WholeChat {
  const wait = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Later)) throw error
      await new Promise(resolve => setTimeout(resolve, error.wait))
      return wait(work)
    }
  }
  const { close, open } = chat.threads
  return {
    ...chat,
    post: post => wait(() => chat.post(post)),
    edit: (ref, post) => wait(() => chat.edit(ref, post)),
    find: (post, since) => wait(() => chat.find(post, since)),
    threads: { close: (...at) => wait(() => close(...at)), open: (...at) => wait(() => open(...at)) },
  }
}

const MESSAGES = 'POST /channels/:channel/messages'
const POSTS = 'POST /channels/:channel/threads'

/** A server with a room to post in, which may be a forum, one that everybody reads and one that takes no posts. */
async function under(isForum: boolean): Promise<ChatUnderTest & { discord: FakeDiscord; room: Channel }> {
  const discord = await FakeDiscord.start()
  // What is posted here is read at once; the limits are tried elsewhere.
  for (const route of [MESSAGES, POSTS]) discord.state.buckets.limits[route] = { most: 1_000, per: 5_000 }
  const add = (name: string) => (isForum ? discord.addForum(name) : discord.addPrivateChannel(name))
  const [room, open, closed] = [add('orders'), add('lobby'), add('news')]
  discord.permit(open, { [discord.guild.id]: { allow: ['ViewChannel'] } })
  discord.permit(closed, { [discord.self.person.id]: { allow: ['ViewChannel'], deny: ['SendMessages'] } })
  const kept = new Map<string, KeptFile>()
  const { world } = discord.state
  return {
    discord,
    room,
    chat: patient(chatOn(discord, async id => kept.get(id) ?? null)),
    channel: room.id,
    looks: { open: open.id, closed: closed.id },
    async keep(name, bytes) {
      const id = crypto.randomUUID()
      kept.set(id, { id, name, type: fileType(bytes), size: bytes.length, bytes })
      return id
    },
    async closed(_, root) {
      const thread = world.guildOf(room).channels.get(root)?.thread
      return thread?.archived === true && thread.locked
    },
    freeze: () => discord.faults.next('PATCH /channels/:channel/messages/:message', refused(50005)),
    close: () => discord.stop(),
    async read(id) {
      const posts = [...world.guildOf(room).channels.values()].filter(({ parentId }) => isForum && parentId === id)
      const roots = isForum ? posts.flatMap(post => discord.seen(post).slice(0, 1)) : discord.seen(id)
      const threads = roots.flatMap(one => {
        const under = one.thread ? discord.seen(one.thread).filter(said => said.id !== one.id) : []
        return [{ thread: null as string | null, one }, ...under.map(said => ({ thread: one.id, one: said }))]
      })
      return threads.map(({ thread, one }) => ({
        ref: one.id,
        thread,
        // What stands on buttons can be read as well.
        text: [one.text, ...one.buttons.map(({ label }) => label)].join('\n'),
        links: one.links,
        buttons: one.buttons.filter(({ disabled }) => !disabled).map(({ label }) => label),
        pictures: one.alts,
        files: one.files.filter(name => !one.pictures.includes(`attachment://${name}`)),
      }))
    },
  }
}

standsStill(() => under(false))

chatContract('Discord', ['message', 'thread', 'change'], async () => {
  const text = await under(false)
  const { discord, room } = text
  return {
    ...text,
    remove: async (_, ref) => remove(discord.state.world, discord.state.world.message(room.id, ref)),
    removeThread: async root => void discord.state.world.guildOf(room).channels.delete(root),
  }
})

chatContract('A forum on Discord', ['message', 'change'], async () => {
  const forum = await under(true)
  return { ...forum, remove: async (_, ref) => forum.discord.deletePost(ref) }
})
