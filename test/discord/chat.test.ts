import { knowing } from '../../src/integrations/discord/people.ts'
import { posting } from '../../src/integrations/discord/post.ts'
import { openRest } from '../../src/integrations/discord/rest.ts'
import { openServer } from '../../src/integrations/discord/server.ts'
import { type Chat, Later } from '../../src/kernel/chat.ts'
import { chatContract } from '../chats/contract.ts'
import { FakeDiscord } from './fake/fake-discord.ts'

/** Discord as a chat, without anybody listening. */
function chatOn(discord: FakeDiscord): Chat {
  const rest = openRest({ token: discord.token, api: discord.api })
  const server = openServer(rest, null)
  return { name: 'discord', pace: 0, ...posting(rest, server), ...knowing(server) }
}

/** Waits as the outbox does when Discord asks for it. */
function patient(chat: Chat): Chat {
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
  const channel = discord.addChannel('orders')
  return {
    chat: patient(chatOn(discord)),
    channel: channel.id,
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
      }))
    },
  }
})
