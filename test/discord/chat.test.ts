import { openRest } from '../../src/integrations/discord/client.ts'
import { downloading } from '../../src/integrations/discord/download.ts'
import type { LoadFile } from '../../src/integrations/discord/files.ts'
import { serverDirectory } from '../../src/integrations/discord/people.ts'
import { posting } from '../../src/integrations/discord/post.ts'
import { openServer } from '../../src/integrations/discord/server.ts'
import { fileType } from '../../src/kernel/ground/file-type.ts'
import type { KeptFile } from '../../src/kernel/ground/load-file.ts'
import { type Chat, Later } from '../../src/kernel/shapes/chat.ts'
import { chatContract } from '../chats/contract.ts'
import { FakeDiscord } from './fake/fake-discord.ts'
import { remove } from './fake/messages.ts'
import { refused } from './fake/refused.ts'

/** Discord as a chat, without anybody listening. */
function chatOn(discord: FakeDiscord, files: LoadFile): Required<Chat> {
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
function patient(chat: Required<Chat>): Required<Chat> {
  const wait = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Later)) throw error
      await new Promise(resolve => setTimeout(resolve, error.wait))
      return wait(work)
    }
  }
  return { ...chat, post: post => wait(() => chat.post(post)), edit: (ref, post) => wait(() => chat.edit(ref, post)) }
}

chatContract('Discord', async () => {
  const discord = await FakeDiscord.start()
  // What is posted here is read at once; the limits are tried elsewhere.
  discord.state.buckets.limits['POST /channels/:channel/messages'] = { most: 1_000, per: 5_000 }
  const channel = discord.addPrivateChannel('orders')
  const open = discord.addChannel('lobby')
  const closed = discord.addPrivateChannel('news')
  discord.permit(closed, { [discord.self.person.id]: { allow: ['ViewChannel'], deny: ['SendMessages'] } })
  const kept = new Map<string, KeptFile>()
  return {
    chat: patient(chatOn(discord, async id => kept.get(id) ?? null)),
    channel: channel.id,
    looks: { open: open.id, closed: closed.id },
    async keep(name, bytes) {
      const id = crypto.randomUUID()
      kept.set(id, { id, name, type: fileType(bytes), size: bytes.length, bytes })
      return id
    },
    async closed(_, root) {
      const thread = discord.state.world.guildOf(channel).channels.get(root)?.thread
      return thread?.archived === true && thread.locked
    },
    remove: async (_, ref) => remove(discord.state.world, discord.state.world.message(channel.id, ref)),
    freeze: () => discord.faults.next('PATCH /channels/:channel/messages/:message', refused(50005)),
    removeThread: async root => void discord.state.world.guildOf(channel).channels.delete(root),
    close: () => discord.stop(),
    async read(id) {
      const roots = discord.seen(id).map(one => ({ thread: null as string | null, one }))
      const threads = roots.flatMap(root => [
        root,
        ...(root.one.thread ? discord.seen(root.one.thread).map(one => ({ thread: root.one.id, one })) : []),
      ])
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
})
