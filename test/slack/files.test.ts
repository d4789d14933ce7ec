import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knowChannels } from '../../src/integrations/slack/channels.ts'
import { openWeb } from '../../src/integrations/slack/client.ts'
import { givingFiles } from '../../src/integrations/slack/files.ts'
import { knowPeople } from '../../src/integrations/slack/people.ts'
import { type SlackChat, slackChat } from '../../src/integrations/slack/post.ts'
import { slackFiles } from '../../src/integrations/slack/tables.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import type { Desk } from '../../src/kernel/hearing/desk.ts'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import { Later, NoRoom, type Post } from '../../src/kernel/shapes/chat.ts'
import { aPost, PNG } from '../chats/contract.ts'
import { aCard } from '../stage/console/a-console.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { openSlackBot } from '../stage/slack/slack-bot.ts'
import { brisk } from './fake/clock.ts'
import type { Effect } from './fake/faults.ts'
import { type FakeSlack, type SlackOptions, startSlack } from './fake/slack.ts'

const log = openLog('silent')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => database.empty())
afterAll(() => database.close())

const keep = (name: string, bytes: Uint8Array = PNG) => keepFile(database.db, { name, bytes }, new Date())

function chatOf(fake: FakeSlack): SlackChat {
  const web = openWeb({ token: fake.app.botToken, api: fake.apiUrl, log })
  const now = () => new Date(fake.clock.now())
  const files = givingFiles({ web, token: fake.app.botToken, api: fake.apiUrl, db: database.db, log, now })
  const people = knowPeople(web, async () => fake.workspace.teamId)
  return slackChat({ web, people, channels: knowChannels(web), files, workspace: async () => null, now })
}

type Given = {
  fake: FakeSlack
  chat: SlackChat
  orders: string
  shows(): ReturnType<ReturnType<FakeSlack['person']>['sees']>
}

async function within(work: (given: Given) => Promise<void>, options: SlackOptions = { timing: brisk }): Promise<void> {
  const fake = await startSlack(options)
  const sam = fake.person('sam')
  const { id: orders } = fake.channel('orders', { kind: 'private', members: [sam] })
  await work({ fake, chat: chatOf(fake), orders, shows: () => sam.sees(orders) }).finally(() => fake.close())
}

/** As the outbox does: posts, shares, and waits as long as it is asked to. */
async function carry({ fake, chat }: Given, post: Post): Promise<string> {
  let ref: string | null = null
  for (let turn = 0; turn < 60; turn++)
    try {
      ref ??= await chat.post(post)
      await chat.files?.share?.(ref, post)
      return ref
    } catch (error) {
      if (!(error instanceof Later)) throw error
      fake.clock.advance(error.wait)
    }
  throw new Error('it was never sent')
}

/** Uploads that came to be. */
const given = (fake: FakeSlack) => [...fake.files.all.values()].filter(({ completedAt }) => completedAt !== null)
const pictureOf = (blocks: readonly { type: string; alt_text?: unknown }[]) =>
  blocks.find(({ type }) => type === 'image')

describe('a picture on Slack', () => {
  it('is waited for while Slack looks at it, and stands on the one message', () =>
    within(
      async all => {
        const post = aPost(all.orders, { picture: { file: await keep('a.png'), alt: 'Nobody was late.' } })
        await expect(all.chat.post(post)).rejects.toBeInstanceOf(Later)
        expect(all.shows()).toEqual([])
        await carry(all, post)
        expect(all.shows().map(({ blocks }) => pictureOf(blocks)?.alt_text)).toEqual(['Nobody was late.'])
        expect(given(all.fake)).toHaveLength(1)
      },
      { timing: { ...brisk, processing: 5_000 } },
    ))

  it('is told in words where Slack never comes to know it', () =>
    within(
      async all => {
        await carry(all, aPost(all.orders, { picture: { file: await keep('a.png'), alt: 'Nobody was late.' } }))
        const [message] = all.shows()
        expect(pictureOf(message?.blocks ?? [])).toBeUndefined()
        expect(message?.text).toContain('Nobody was late.')
      },
      { timing: { ...brisk, processing: Number.POSITIVE_INFINITY } },
    ))

  it('is told in words where it is none that Slack shows', () =>
    within(async all => {
      const file = await keep('a.png', Buffer.from('<svg/>'))
      await carry(all, aPost(all.orders, { picture: { file, alt: 'Nobody was late.' } }))
      expect(all.shows()[0]?.text).toContain('Nobody was late.')
      expect(all.fake.files.all.size).toBe(0)
    }))

  it('is given once, though it stands in many rooms and is redrawn', () =>
    within(async all => {
      const picture = { file: await keep('a.png'), alt: 'Late' }
      const rooms = ['one', 'two', 'three'].map(name => all.fake.channel(name).id)
      const posts = rooms.map(id => aPost(id, { picture }))
      const refs = await Promise.all(posts.map(post => carry(all, post)))
      for (const [index, post] of posts.entries()) await all.chat.edit(refs[index] ?? '', post)
      expect(given(all.fake)).toHaveLength(1)
    }))

  it('is told in words where the app may not upload, and shown as soon as it may', () =>
    within(async all => {
      const post = aPost(all.orders, { picture: { file: await keep('a.png'), alt: 'Nobody was late.' } })
      all.fake.app.scopes.delete('files:write')
      const ref = await carry(all, post)
      expect(all.shows()[0]?.text).toContain('Nobody was late.')
      all.fake.app.scopes.add('files:write')
      await all.chat.edit(ref, post)
      expect(pictureOf(all.shows()[0]?.blocks ?? [])).toBeDefined()
    }))
})

describe('files on Slack', () => {
  const effects: readonly Effect[] = [
    { kind: 'rate_limited', retryAfter: 2 },
    { kind: 'status', status: 503 },
    { kind: 'request_lost', how: 'cut' },
    { kind: 'answer_lost', how: 'cut' },
    { kind: 'answer_broken', status: 500 },
  ]
  const steps = ['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal', 'files.info']
  const all = steps.flatMap(step =>
    effects
      .filter(({ kind }) => step !== 'upload' || kind === 'status' || kind === 'request_lost')
      .map(effect => [step, effect.kind, effect] as const),
  )
  it.each(all)('stand in the thread once, though %s is hit by %s', (step, _, effect) =>
    within(async here => {
      const files = [{ file: await keep('lamp.png'), name: 'lamp.png' }]
      here.fake.faults.call(step, effect, { times: 2 })
      // The look for what became of it goes wrong only where there is something to look for.
      if (step === 'files.info')
        here.fake.faults.call('files.completeUploadExternal', { kind: 'answer_lost', how: 'cut' })
      const root = await carry(here, aPost(here.orders, { files }))
      const [message, ...under] = here.shows()
      expect(message?.ts).toBe(root)
      expect(under.map(({ threadTs, files: ids }) => [threadTs, ids.length])).toEqual([[root, 1]])
    }),
  )

  it.each([
    ['before its bytes were sent', false],
    ['after it was completed', true],
  ])('stand there once, though the process was killed %s', (_, completed) =>
    within(async here => {
      const post = aPost(here.orders, { files: [{ file: await keep('lamp.png'), name: 'lamp.png' }] })
      const root = await here.chat.post(post)
      here.fake.faults.call('files.completeUploadExternal', {
        kind: completed ? 'answer_lost' : 'request_lost',
        how: 'cut',
      })
      await expect(here.chat.files?.share?.(root, post)).rejects.toBeInstanceOf(Later)
      // Another process comes upon what was begun.
      const next = chatOf(here.fake)
      here.fake.clock.advance(60_000)
      await next.files?.share?.(root, post)
      await next.files?.share?.(root, post)
      expect(here.shows().filter(({ files }) => files.length > 0)).toHaveLength(1)
      expect(await database.db.$count(slackFiles)).toBe(1)
    }),
  )

  it('are said not to be there where Slack does not take them, and are not tried again', () =>
    within(async here => {
      const files = [
        { file: await keep('virus.exe'), name: 'virus.exe' },
        { file: await keep('lamp.png'), name: 'lamp.png' },
      ]
      const refused = { kind: 'error', error: 'file_type_not_allowed' } as const
      here.fake.faults.call('files.getUploadURLExternal', refused, { when: ({ filename }) => filename === 'virus.exe' })
      const post = aPost(here.orders, { files })
      const ref = await carry(here, post)
      expect(here.shows()[0]?.text).toContain('virus.exe (Slack refused it), lamp.png')
      await here.chat.edit(ref, post)
      await here.chat.files?.share?.(ref, post)
      expect(here.fake.calls('files.getUploadURLExternal')).toHaveLength(2)
    }))

  it('wait for the room where the bot was removed from it', () =>
    within(async here => {
      const post = aPost(here.orders, { files: [{ file: await keep('lamp.png'), name: 'lamp.png' }] })
      const ref = await here.chat.post(post)
      const room = here.fake.workspace.channels.get(here.orders)
      room?.members.delete(here.fake.workspace.botUser.id)
      await expect(here.chat.files?.share?.(ref, post)).rejects.toBeInstanceOf(NoRoom)
      room?.members.add(here.fake.workspace.botUser.id)
      await carry(here, post)
    }))
})

describe('a private answer on Slack', () => {
  it('shows its picture to whoever asked, and sends its files as a direct message', async () => {
    const fake = await startSlack({ timing: brisk })
    const [sam, tess] = [fake.person('sam'), fake.person('tess')]
    const orders = fake.channel('orders', { kind: 'private', members: [sam, tess] })
    fake.channel('alerts', { kind: 'private', members: [sam] })
    const picture = { file: await keep('late.png'), alt: 'Lumen was late twice.' }
    const files = [{ file: await keep('transcript.txt', Buffer.from('all of it')), name: 'transcript.txt' }]
    const answer: Answer = { kind: 'shown', card: aCard({ title: 'Case L7', picture, files }) }
    const behind = (desk: Desk): Desk => ({ ...desk, typed: async () => answer })
    const bot = await openSlackBot(database, fake, { behind })
    await sam.types(orders, '/case transcript L7')
    const told = await sam.reads(orders, /Case L7/)
    expect(pictureOf(told.blocks)).toMatchObject({ alt_text: 'Lumen was late twice.' })
    expect(told.text).toContain('In your direct messages: transcript.txt')
    expect(sam.direct.flatMap(message => message.files)).toHaveLength(1)
    expect([...tess.sees(orders), ...tess.direct]).toEqual([])
    await bot.stop()
    await fake.close()
  })
})
