import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knowChannels } from '../../src/integrations/slack/channels.ts'
import { openWeb } from '../../src/integrations/slack/client.ts'
import { givingFiles } from '../../src/integrations/slack/files.ts'
import { knowPeople } from '../../src/integrations/slack/people.ts'
import { slackChat } from '../../src/integrations/slack/post.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { Later, NoRoom, type Post, Unsure } from '../../src/kernel/shapes/chat.ts'
import { aPost, chatContract, type SeenMessage } from '../chats/contract.ts'
import { standsStill } from '../chats/stands-still.ts'
import type { ChatUnderTest } from '../chats/under-test.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { brisk } from './fake/clock.ts'
import type { Seen } from './fake/seen.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'

const log = pino({ level: 'silent' })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

function chatOf(fake: FakeSlack) {
  const web = openWeb({ token: fake.app.botToken, api: fake.apiUrl, log })
  const now = () => new Date(fake.clock.now())
  const files = givingFiles({ web, token: fake.app.botToken, api: fake.apiUrl, db: database.db, log, now })
  const people = knowPeople(web, async () => fake.workspace.teamId)
  return slackChat({ web, people, channels: knowChannels(web), files, workspace: async () => null, now })
}

chatContract('Slack', ['message', 'change'], makeChat)
standsStill(makeChat)

async function makeChat(): Promise<ChatUnderTest> {
  const fake = await startSlack({ timing: brisk })
  const sam = fake.person('sam')
  const orders = fake.channel('orders', { kind: 'private', members: [sam] })
  const lobby = fake.channel('lobby', { members: [sam] })
  const news = fake.channel('news', { kind: 'private', members: [sam], readOnly: true })
  return {
    chat: chatOf(fake),
    channel: orders.id,
    looks: { open: lobby.id, closed: news.id },
    read: async channel => sam.sees(channel).map((message, _, all) => asSeen(fake, message, all)),
    keep: (name, bytes) => keepFile(database.db, { name, bytes }, new Date()),
    closed: async (channel, root) => {
      const seen = sam.sees(channel).find(({ ts }) => ts === root)
      return seen?.text.includes('This thread is closed.') === true
    },
    async remove(channel, ref) {
      const message = fake.workspace.find(channel, ref)
      if (message) fake.workspace.remove(message)
    },
    freeze: () => void fake.faults.call('chat.update', { kind: 'error', error: 'edit_window_closed' }),
    close: async () => {
      expect(fake.complaints).toEqual([])
      await fake.close()
    },
  }
}

function asSeen(fake: FakeSlack, message: Seen, all: readonly Seen[]): SeenMessage {
  const { ts, threadTs, text, spoken, links, mentions, buttons, blocks } = message
  const followed = [...links.map(link => link.url), ...mentions.map(mention => mention.id)]
  const under = all.filter(one => one.threadTs === ts || one.ts === ts).flatMap(({ files }) => files)
  return {
    ref: ts,
    thread: threadTs,
    text: `${text}\n${spoken}`,
    links: followed,
    buttons,
    pictures: blocks.filter(({ type, slack_file }) => type === 'image' && slack_file).map(one => String(one.alt_text)),
    files: under.map(id => fake.files.find(id)?.title ?? ''),
  }
}

describe('Slack as a chat', () => {
  const within = async (work: (fake: FakeSlack, chat: ReturnType<typeof chatOf>, post: Post) => Promise<void>) => {
    const fake = await startSlack({ timing: brisk })
    const orders = fake.channel('orders', { kind: 'private', members: [fake.person('sam')] })
    await work(fake, chatOf(fake), aPost(orders.id)).finally(() => fake.close())
  }

  it('says when to come again, and holds up no other channel', () =>
    within(async (fake, chat, post) => {
      const other = fake.channel('other')
      fake.faults.call(
        'chat.postMessage',
        { kind: 'rate_limited', retryAfter: 7 },
        { when: args => args.channel === post.channel },
      )
      const [first, second] = await Promise.allSettled([chat.post(post), chat.post(aPost(other.id))])
      expect(first).toMatchObject({ reason: new Later(7_000) })
      expect(second.status).toBe('fulfilled')
    }))

  it.each([
    ['a lost answer', { kind: 'answer_lost', how: 'cut' }, 1],
    ['a lost request', { kind: 'request_lost', how: 'cut' }, 0],
    ['a 500 after it was done', { kind: 'answer_broken', status: 500 }, 1],
    ['a 503', { kind: 'status', status: 503 }, 0],
    ['internal_error', { kind: 'error', error: 'internal_error' }, 0],
  ] as const)('is unsure after %s, and finds out by looking', (_, effect, stands) =>
    within(async (fake, chat, post) => {
      const start = new Date()
      fake.faults.call('chat.postMessage', effect)
      await expect(chat.post(post)).rejects.toBeInstanceOf(Unsure)
      expect((await chat.find(post, start)) === null).toBe(stands === 0)
      const under = { ...post, key: `${post.key}-reply`, thread: await chat.post(aPost(post.channel)) }
      expect(await chat.find(under, start)).toBeNull()
      const reply = await chat.post(under)
      expect(await chat.find(under, start)).toBe(reply)
    }),
  )

  it('finds its message pages back', () =>
    within(async (fake, chat, post) => {
      const start = new Date()
      const ref = await chat.post(post)
      for (let count = 0; count < 450; count++)
        fake.workspace.add({ channel: post.channel, user: fake.person('sam').id, text: `and ${count}` })
      expect(await chat.find(post, start)).toBe(ref)
      expect(fake.calls('conversations.history')).toHaveLength(3)
    }))

  it('knows when it is not in a channel, and when the channel is archived', () =>
    within(async (fake, chat, post) => {
      const closed = fake.channel('closed', { bot: false })
      await expect(chat.post(aPost(closed.id))).rejects.toBeInstanceOf(NoRoom)
      const orders = fake.workspace.channels.get(post.channel)
      if (orders) fake.rooms.archive(orders, fake.person('sam'))
      await expect(chat.post(post)).rejects.toBeInstanceOf(NoRoom)
    }))

  it('goes without pictures where Slack cannot fetch one', () =>
    within(async (fake, chat, post) => {
      const lines = [{ text: 'Lamp', image: 'https://shop.example/lamp.jpg' }]
      fake.faults.call('chat.postMessage', { kind: 'error', error: 'invalid_blocks' })
      await chat.post({ ...post, card: { ...post.card, lines } })
      expect(fake.person('sam').sees(post.channel).at(-1)?.text).toContain('Lamp')
    }))

  it('edits without a mark, unfurls nothing, and reads a summary aloud', () =>
    within(async (fake, chat, post) => {
      const ref = await chat.post(post)
      await chat.edit(ref, { ...post, card: { ...post.card, summary: 'It was <forwarded> & sent.' } })
      const seen = fake.person('sam').sees(post.channel).at(-1)
      expect(seen).toMatchObject({
        edited: false,
        spoken: 'It was <forwarded> & sent.',
        unfurl: { links: false, media: false },
      })
    }))

  it('finds channels and people as they are named', () =>
    within(async (fake, chat, post) => {
      const mei = fake.person('mei', { realName: 'Mei Lin', kind: 'external' })
      for (const named of ['orders', '#orders', post.channel, `<#${post.channel}>`, `<#${post.channel}|orders>`])
        expect(await chat.directory.findChannel(named)).toEqual({ channel: post.channel, name: 'orders' })
      for (const named of ['mei', '@mei', 'Mei Lin', mei.id, `<@${mei.id}>`, `<@${mei.id}|mei>`])
        expect(await chat.directory.findPerson(named)).toEqual({ user: mei.id, name: 'mei', outside: true })
      fake.channel('closed', { bot: false })
      expect(await chat.directory.findChannel('#closed')).toBeNull()
      expect(await chat.directory.findPerson('nobody')).toBeNull()
      expect(await chat.directory.findPerson('<@U000000000>')).toBeNull()
      expect(await chat.directory.isIn(fake.person('sam').id, post.channel)).toBe(true)
      expect(await chat.directory.isIn(mei.id, post.channel)).toBe(false)
    }))
})
