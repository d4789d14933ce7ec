import * as undici from 'undici'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openRest } from '../../src/integrations/discord/client.ts'
import { connectDiscord } from '../../src/integrations/discord/connect.ts'
import { downloading } from '../../src/integrations/discord/download.ts'
import type { LoadFile } from '../../src/integrations/discord/files.ts'
import { posting } from '../../src/integrations/discord/post.ts'
import { openServer } from '../../src/integrations/discord/server.ts'
import { fileType } from '../../src/kernel/ground/file-type.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import type { KeptFile } from '../../src/kernel/ground/load-file.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import type { Desk } from '../../src/kernel/hearing/desk.ts'
import { type Inbox, startInbox } from '../../src/kernel/hearing/inbox.ts'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import { NoRoom, Unsure } from '../../src/kernel/shapes/chat.ts'
import { trackingInMessage } from '../../src/tracking-imports/tracking-in-message.ts'
import { aPost, PNG } from '../chats/contract.ts'
import { aCard } from '../stage/console/a-console.ts'
import { testDatabase } from '../stage/database.ts'
import { answered } from '../stage/discord/discord-bot.ts'
import { until } from '../stage/until.ts'
import { FakeDiscord } from './fake/fake-discord.ts'
import { outage } from './fake/faults.ts'
import type { Channel } from './fake/world.ts'

const POST = 'POST /channels/:channel/messages'
const PATCH = 'PATCH /channels/:channel/messages/:message'

let discord: FakeDiscord
let channel: Channel
let kept: Map<string, KeptFile>
beforeEach(async () => {
  discord = await FakeDiscord.start()
  channel = discord.addChannel('orders')
  kept = new Map()
})
afterEach(() => discord.stop())

const files: LoadFile = async id => kept.get(id) ?? null
function keep(name: string, bytes: Uint8Array = PNG): string {
  const id = crypto.randomUUID()
  kept.set(id, { id, name, type: fileType(bytes), size: bytes.length, bytes })
  return id
}
function chat() {
  const rest = openRest({ token: discord.token, api: discord.api })
  return { rest, ...posting(rest, openServer(rest, null), files) }
}
const sent = (route: string) => discord.calls.all.filter(call => call.route === route)

describe('pictures and files on Discord', () => {
  it('are posted also where the undici of Slack is the process’s', async () => {
    const before = undici.getGlobalDispatcher()
    onTestFinished(() => undici.setGlobalDispatcher(before))
    undici.setGlobalDispatcher(new undici.Agent())
    const { post } = chat()
    await post(aPost(channel.id, { files: [{ file: keep('invoice.pdf'), name: 'invoice.pdf' }] }))
    expect(sent(POST).map(call => call.files.length)).toEqual([1])
  })

  it('are not sent again by a redraw; a changed one is', async () => {
    const { post, edit } = chat()
    const [picture, file] = [keep('late.png'), { file: keep('invoice.pdf'), name: 'invoice.pdf' }]
    const one = aPost(channel.id, { picture: { file: picture, alt: 'Monday' }, files: [file] })
    const ref = await post(one)
    await edit(ref, { ...one, card: { ...one.card, summary: 'It was redrawn.' } })
    await edit(ref, { ...one, card: { ...one.card, picture: { file: keep('late.png'), alt: 'Tuesday' } } })
    expect([...sent(POST), ...sent(PATCH)].map(call => call.files.length)).toEqual([2, 0, 1])
    const message = discord.message(ref)
    expect(message?.alts).toEqual(['Tuesday'])
    expect(message?.files).toHaveLength(2)
  })

  it('leave nothing behind when a card has none any more', async () => {
    const { post, edit } = chat()
    const one = aPost(channel.id, { files: [{ file: keep('a.txt'), name: 'a.txt' }] })
    const ref = await post(one)
    await edit(ref, { ...one, card: { ...one.card, files: [] } })
    expect(discord.state.world.messages.get(ref)?.attachments).toEqual([])
  })

  it('are posted once, though the answer was lost', async () => {
    const { post, find } = chat()
    const one = aPost(channel.id, { picture: { file: keep('late.png'), alt: 'Late' } })
    discord.faults.next(POST, outage(502), { accepted: true })
    await expect(post(one)).rejects.toBeInstanceOf(Unsure)
    const ref = await find(one, new Date(Date.now() - 1_000))
    expect(await post(one)).toBe(ref)
    expect(discord.seen(channel)).toHaveLength(1)
  })

  it('are told by name where they are more than one message carries, and where they are lost', async () => {
    const { post } = chat()
    const large = (name: string) => ({ file: keep(name, Buffer.alloc(8 * 1_024 * 1_024, name)), name })
    const all = [
      large('a.mov'),
      large('b.mov'),
      large('c.mov'),
      large('d.mov'),
      { file: crypto.randomUUID(), name: 'gone' },
    ]
    const ref = await post(aPost(channel.id, { files: all }))
    expect(discord.message(ref)?.files).toHaveLength(3)
    expect(discord.message(ref)?.text).toContain('Not attached here: d.mov, gone')
  })

  it('wait where the bot may not attach files', async () => {
    discord.permit(channel, { [discord.self.person.id]: { deny: ['AttachFiles'] } })
    const one = aPost(channel.id, { files: [{ file: keep('a.txt'), name: 'a.txt' }] })
    await expect(chat().post(one)).rejects.toBeInstanceOf(NoRoom)
  })

  it('keep names that Discord leaves as they are', async () => {
    const names = ['../../x.png', 'Фото лампы.jpg', 'a b (1).tar.gz', '😀.png', 'x'.repeat(90)]
    const ref = await chat().post(aPost(channel.id, { files: names.map(name => ({ file: keep(name), name })) }))
    const shown = discord.message(ref)?.files ?? []
    expect(shown).toHaveLength(5)
    for (const name of shown) expect(name).toMatch(/^[\w.-]{1,120}$/)
  })

  it('come with a private answer, for its asker alone', async () => {
    const database = await testDatabase()
    discord.gateway.identifyEvery = 0
    const { db } = database
    const [picture, file] = await Promise.all(
      [PNG, Buffer.from('all of it')].map((bytes, at) => keepFile(db, { name: `${at}.txt`, bytes }, new Date())),
    )
    const shown = { picture: { file: picture ?? '', alt: 'Late' }, files: [{ file: file ?? '', name: 'all.txt' }] }
    const answer: Answer = { kind: 'shown', card: aCard(shown) }
    const desk = { pressed: async () => answer, opensForm: async () => false } as Partial<Desk> as Desk
    const [log, now] = [openLog('silent'), () => new Date()]
    const rooms = { orders: 'orders', alerts: null, support: null }
    const settings = { token: discord.token, guild: null, api: discord.api, rooms, bridge: false }
    const parts = { ask: async () => ({ text: '' }), desk, commands: {}, trackingIn: trackingInMessage, log, now }
    const connected = connectDiscord({ settings, db, inbox: () => inbox, ...parts })
    const inbox: Inbox = startInbox({ db, desk, replies: new Map([['discord', connected.reply]]), log, now })
    await connected.start()
    await until(() => connected.trouble() === null)
    const sam = discord.addUser('Sam', {})
    const card = await connected.chat.post(aPost(channel.id, { presses: [{ label: 'Transcript', token: 'w1.t' }] }))
    const reply = await sam.presses(card, 'Transcript')
    await answered(reply)
    expect(reply.message).toMatchObject({
      ephemeral: true,
      alts: ['Late'],
      files: [/^0-/, /^1-/].map(name => expect.stringMatching(name)),
    })
    await connected.stop()
    await inbox.stop()
    await database.close()
  })
})

describe('a file that somebody sent on Discord', () => {
  it('is fetched from Discord alone', async () => {
    const from = (host: string) => ({ name: 'a.txt', type: '', size: 1, from: `https://${host}/attachments/1/2/a.txt` })
    const fetched: string[] = []
    for (const host of [
      'evil.example',
      'cdn.discordapp.com.evil.example',
      'cdn.discordapp.com@evil.example',
      '169.254.169.254',
    ])
      await downloading(null)
        .fetch(from(host))
        .catch(error => fetched.push(error.message))
    expect(new Set(fetched)).toEqual(new Set(['“a.txt” is hosted somewhere I don’t download from.']))
    expect(fetched).toHaveLength(4)
  })
})

describe('the fake Discord refuses what Discord refuses of files', () => {
  it('drops what an edit does not name, and then knows no such attachment', async () => {
    const { rest, post } = chat()
    const one = aPost(channel.id, { picture: { file: keep('a.png'), alt: 'a' } })
    const ref = await post(one)
    const { components } = discord.state.world.messages.get(ref) ?? {}
    const patch = rest.patch(`/channels/${channel.id}/messages/${ref}`, { body: { components, attachments: [] } })
    await expect(patch).rejects.toThrow('referenced attachment could not be found')
  })
})
