import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRest } from '../../src/integrations/discord/client.ts'
import { serverDirectory } from '../../src/integrations/discord/people.ts'
import { posting } from '../../src/integrations/discord/post.ts'
import { openServer } from '../../src/integrations/discord/server.ts'
import { Gone, NoRoom, type Post, Unsure } from '../../src/kernel/shapes/chat.ts'
import { aPost } from '../chats/contract.ts'
import { FakeDiscord } from './fake/fake-discord.ts'
import { outage } from './fake/faults.ts'

const START = 'POST /channels/:channel/threads'
const DAY = 1_440
const WEEK = 10_080

let discord: FakeDiscord
beforeEach(async () => {
  discord = await FakeDiscord.start()
})
afterEach(() => discord.stop())

function chat() {
  const rest = openRest({ token: discord.token, api: discord.api })
  const server = openServer(rest, null)
  return { rest, directory: serverDirectory(server), ...posting(rest, server, async () => null) }
}

const stateOf = (post: string) => discord.state.world.channel(post).thread
const presses = [{ label: 'Acknowledge', token: 'tok.1' }]
const mayManage = () => discord.changeRole(roleOfBot(), { allow: ['ManageChannels', 'ManageThreads'] })
const roleOfBot = () => [...discord.guild.roles.values()].find(({ name }) => name === 'Waybill') as never
const withCard = (post: Post, card: Partial<Post['card']>): Post => ({ ...post, card: { ...post.card, ...card } })

describe('a card in a forum', () => {
  it('has its state, and trouble, as tags that the bot made, and keeps those that people put on it', async () => {
    const forum = discord.addForum('lumen', [], { tags: ['Rush', 'new'] })
    mayManage()
    const { post, edit } = chat()
    const first = aPost(forum.id, { state: 'sent', tone: 'waiting', presses })
    const ref = await post(first)
    // The forum's own “new” is ours by its name.
    expect(discord.tagsOf(ref)).toEqual(['new'])
    const rush = forum.forum?.tags.find(({ name }) => name === 'Rush')?.id ?? ''
    stateOf(ref)?.tags.push(rush)
    await edit(ref, withCard(first, { state: 'shipped', tone: 'bad' }))
    expect([...discord.tagsOf(ref)].toSorted()).toEqual(['Problem', 'Rush', 'Shipped'])
    expect(forum.forum?.tags.length).toBeLessThanOrEqual(20)
  })

  it('has the tags that are there by name where the bot may make none, else none', async () => {
    const forum = discord.addForum('lumen', [], { tags: ['Shipped'] })
    const { post, edit } = chat()
    const first = aPost(forum.id, { state: 'sent', presses })
    const ref = await post(first)
    expect(discord.tagsOf(ref)).toEqual([])
    await edit(ref, withCard(first, { state: 'shipped' }))
    expect(discord.tagsOf(ref)).toEqual(['Shipped'])
  })

  it('is where its own address leads', async () => {
    const forum = discord.addForum('lumen')
    const { post, address } = chat()
    const ref = await post(aPost(forum.id))
    expect(await address(forum.id, ref)).toBe(`https://discord.com/channels/${discord.guild.id}/${ref}/${ref}`)
  })

  it('calls people in its first message, once', async () => {
    const forum = discord.addForum('lumen')
    const mei = discord.addUser('Mei')
    discord.permit(forum, { [mei.id]: { allow: ['ViewChannel', 'ReadMessageHistory'] } })
    const { post, edit } = chat()
    const called = aPost(forum.id, { presses, pings: [{ chat: 'discord', user: mei.id, name: 'Mei' }] })
    const ref = await post(called)
    expect(discord.message(ref)?.pinged).toEqual(['Mei'])
    await edit(ref, withCard(called, { state: 'acknowledged' }))
    expect(discord.seen(ref)).toHaveLength(1)
  })

  it('has no more tags than the forum has room for', async () => {
    const tags = Array.from({ length: 19 }, (_, at) => `Tag ${at}`)
    const forum = discord.addForum('lumen', [], { tags })
    mayManage()
    const ref = await chat().post(aPost(forum.id, { state: 'acknowledged', presses }))
    expect(discord.tagsOf(ref)).toEqual(['Acknowledged'])
    expect(forum.forum?.tags).toHaveLength(20)
  })

  it('is refused in words, before it is bound too, where each post needs a tag and the bot may make none', async () => {
    const forum = discord.addForum('lumen', [], { tags: ['Rush'], requiresTag: true })
    const { post, directory } = chat()
    await expect(post(aPost(forum.id))).rejects.toThrow(/requires a tag on each post.*Manage Channels/)
    await expect(post(aPost(forum.id))).rejects.toBeInstanceOf(NoRoom)
    expect((await directory.look?.(forum.id))?.lacks).toContain('requires a tag')
    expect(await directory.findChannel('lumen')).toEqual({ channel: forum.id, name: 'lumen' })
  })

  it('is archived once it is done, and not while anything is asked', async () => {
    const forum = discord.addForum('lumen')
    const { post, edit } = chat()
    const first = aPost(forum.id, { state: 'sent', presses })
    const ref = await post(first)
    expect(stateOf(ref)).toMatchObject({ archived: false, locked: false, autoArchive: WEEK })
    await edit(ref, withCard(first, { state: 'delivered', presses }))
    // No press works in an archived post: while there is one it rests after a day of silence.
    expect(stateOf(ref)).toMatchObject({ archived: false, autoArchive: DAY })
    await edit(ref, withCard(first, { state: 'cancelled', presses: [] }))
    expect(stateOf(ref)).toMatchObject({ archived: true, locked: false })
    await edit(ref, withCard(first, { state: 'cancelled', presses: [], summary: 'It came after all.' }))
    expect(discord.message(ref)?.text).toContain('It came after all.')
    expect(stateOf(ref)).toMatchObject({ archived: true })
    await edit(ref, withCard(first, { state: 'sent', presses }))
    expect(stateOf(ref)).toMatchObject({ archived: false, autoArchive: WEEK })
  })

  it('lets a closed case be opened again from its own post', async () => {
    const forum = discord.addForum('cases')
    const { post, edit, threads } = chat()
    const one = aPost(forum.id, { state: 'open', presses })
    const ref = await post(one)
    const closed = { ...withCard(one, { state: 'closed' }), closed: true }
    await edit(ref, closed)
    await threads.close(ref, forum.id)
    expect(stateOf(ref)).toMatchObject({ archived: false, locked: true })
    await edit(ref, { ...one, closed: false })
    await threads.open(ref, forum.id)
    expect(stateOf(ref)).toMatchObject({ archived: false, locked: false, autoArchive: WEEK })
  })

  it('is found again when it was made and its answer lost, be it archived meanwhile', async () => {
    const forum = discord.addForum('lumen')
    const { post, find } = chat()
    const since = new Date(Date.now() - 1_000)
    const lost = aPost(forum.id)
    discord.faults.next(START, outage(500), { accepted: true })
    await expect(post(lost)).rejects.toBeInstanceOf(Unsure)
    const found = await find(lost, since)
    expect(discord.message(found ?? '')?.text).toContain(lost.card.title)
    discord.archiveThread(found ?? '')
    expect(await find(lost, since)).toBe(found)
    expect(await find(aPost(forum.id), since)).toBeNull()
  })

  it('is gone with its first message, though people still write in its post', async () => {
    const forum = discord.addForum('lumen')
    const { post, edit, threads } = chat()
    const one = aPost(forum.id, { presses })
    const ref = await post(one)
    discord.deleteMessage(ref)
    await expect(edit(ref, one)).rejects.toBeInstanceOf(Gone)
    await threads.close(ref, forum.id)
    expect(stateOf(ref)).toMatchObject({ archived: true, locked: true })
  })
})

describe('Discord itself', () => {
  it('takes no message in a forum and no tag that is not the forum’s own', async () => {
    const forum = discord.addForum('lumen')
    const { rest } = chat()
    const message = { content: 'hello' }
    await expect(rest.post(`/channels/${forum.id}/messages`, { body: message })).rejects.toThrow('non-text')
    const start = (applied_tags: string[]) =>
      rest.post(`/channels/${forum.id}/threads`, { body: { name: 'One', message, applied_tags } })
    await expect(start([discord.guild.id])).rejects.toThrow('Unknown tag')
    const { id } = (await start([])) as { id: string }
    discord.archiveThread(id)
    await expect(rest.patch(`/channels/${id}/messages/${id}`, { body: message })).rejects.toThrow('archived')
    await expect(rest.patch(`/channels/${id}`, { body: { applied_tags: [] } })).rejects.toThrow('archived')
    const tags = { available_tags: [{ name: 'New' }] }
    await expect(rest.patch(`/channels/${forum.id}`, { body: tags })).rejects.toThrow('Missing Permissions')
  })
})
