import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRest } from '../../src/integrations/discord/client.ts'
import { posting } from '../../src/integrations/discord/post.ts'
import { openServer } from '../../src/integrations/discord/server.ts'
import { closeThread, startThread } from '../../src/integrations/discord/threads.ts'
import { NoRoom, Unsure } from '../../src/kernel/shapes/chat.ts'
import { aPost } from '../chats/contract.ts'
import { FakeDiscord } from './fake/fake-discord.ts'
import { outage } from './fake/faults.ts'
import type { Channel } from './fake/world.ts'

const START = 'POST /channels/:channel/messages/:message/threads'

let discord: FakeDiscord
let channel: Channel
beforeEach(async () => {
  discord = await FakeDiscord.start()
  channel = discord.addChannel('orders')
})
afterEach(() => discord.stop())

function chat() {
  const rest = openRest({ token: discord.token, api: discord.api })
  return { rest, ...posting(rest, openServer(rest, null), async () => null) }
}

describe('a thread on Discord', () => {
  it('is started by the first reply, once, and named after it', async () => {
    const { post } = chat()
    const root = await post(aPost(channel.id))
    const replies = await Promise.all([1, 2, 3].map(at => post(aPost(channel.id, { title: `Change ${at}` }, root))))
    expect(
      discord
        .seen(root)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(replies.toSorted())
    expect(discord.state.world.channel(root).name).toMatch(/^Change \d$/)
  })

  it('is not started again when the start was accepted and its answer lost', async () => {
    const { post } = chat()
    const root = await post(aPost(channel.id))
    discord.faults.next(START, outage(500), { accepted: true })
    const reply = aPost(channel.id, {}, root)
    await expect(post(reply)).rejects.toBeInstanceOf(Unsure)
    await post(reply)
    expect(discord.seen(root)).toHaveLength(1)
  })

  it('takes a redraw though Discord has put it away', async () => {
    const { post, edit } = chat()
    const root = await post(aPost(channel.id))
    const reply = aPost(channel.id, {}, root)
    const ref = await post(reply)
    discord.archiveThread(root)
    await edit(ref, { ...reply, card: { ...reply.card, summary: 'It was accepted.' } })
    expect(discord.message(ref)?.text).toContain('It was accepted.')
  })

  it('holds nothing to be found before it is started, and what was posted after', async () => {
    const { post, find } = chat()
    const root = await post(aPost(channel.id))
    const reply = aPost(channel.id, {}, root)
    const since = new Date(Date.now() - 1_000)
    expect(await find(reply, since)).toBeNull()
    const ref = await post(reply)
    expect(await find(reply, since)).toBe(ref)
  })

  it('is put away and locked in one call, open or put away already', async () => {
    const { rest, post } = chat()
    for (const put of [false, true]) {
      const root = await post(aPost(channel.id))
      await startThread(rest, channel.id, root, 'Late')
      if (put) discord.archiveThread(root)
      await closeThread(rest, root)
      const { thread } = discord.state.world.channel(root)
      expect([thread?.archived, thread?.locked]).toEqual([true, true])
    }
  })
})

describe('a channel whose history the bot may not read', () => {
  it('is no channel to be sure in: what is in doubt there waits', async () => {
    const { find } = chat()
    discord.permit(channel, { [discord.self.person.id]: { deny: ['ReadMessageHistory'] } })
    await expect(find(aPost(channel.id), new Date())).rejects.toBeInstanceOf(NoRoom)
  })
})
