import { addMinutes } from 'date-fns/addMinutes'
import { subMinutes } from 'date-fns/subMinutes'
import { and, eq, inArray } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { transcriptOf } from '../../src/conversations/transcript.ts'
import { findRoom } from '../../src/kernel/asking/room.ts'
import { lanes, messages, outbox, rooms } from '../../src/kernel/ground/tables.ts'
import { NASTY } from '../chats/nasty.ts'
import { aConversation, bodies, type Thread } from '../stage/a-conversation.ts'
import { system } from '../stage/bot.ts'
import { CASE } from '../stage/open-threads.ts'
import { cardIn, said } from '../stage/shop.ts'
import { until } from '../stage/until.ts'

const TITLE = 'Conversation with Lumen: Complaint C12 of 1042-A'
const stage = aConversation()
const say = (end: 'staff' | 'lumen' | 'far', user: string, text: string, more = {}) =>
  stage[end].people.says(user, stage[end].channel, stage[end].root, text, more)
const seen = (end: 'staff' | 'lumen' | 'far') => bodies(stage.seen(stage[end]))

describe('what is written in a shared thread', () => {
  test('goes to the other side, wherever it sits, once and in order, and never back', async () => {
    await say('lumen', 'Mei', 'The lamps left today.')
    await stage.settles()
    await say('staff', 'Sam', 'Thank you!')
    await stage.settles()
    await say('far', 'Wei', 'Two parcels.')
    await stage.settles()
    await stage.lumen.people.again()
    await stage.far.people.again()
    await stage.settles()
    expect(seen('staff')).toEqual(['The lamps left today.', 'Two parcels.'])
    expect(seen('lumen')).toEqual(['Thank you!', 'Two parcels.'])
    expect(seen('far')).toEqual(['The lamps left today.', 'Thank you!'])
    expect(stage.told).toEqual([])
  })

  test('goes there too where its root was posted, and the process that posted it was killed before it knew', async () => {
    const { db } = stage.database
    const { root } = stage.lumen
    // Both chats count their messages from one.
    const here = db.select({ id: rooms.id }).from(rooms).where(eq(rooms.chat, stage.chat.name))
    const own = and(eq(messages.ref, root), inArray(messages.roomId, here))
    const [card] = await db.update(messages).set({ ref: null }).where(own).returning()
    const [room, id] = [card?.roomId ?? '', card?.id ?? '']
    const [sendingSince, leaseUntil] = [subMinutes(stage.bot.now(), 1), addMinutes(stage.bot.now(), 1)]
    await db.update(lanes).set({ owner: 'killed', leaseUntil }).where(eq(lanes.roomId, room))
    await db.update(outbox).set({ state: 'sending', sendingSince }).where(eq(outbox.messageId, id))
    await say('lumen', 'Mei', 'Are you there?')
    await stage.inbox.idle()
    await db.update(lanes).set({ owner: null, leaseUntil: null }).where(eq(lanes.roomId, room))
    await stage.bot.pump.idle()
    stage.bot.wait(2_000)
    await until(async () => {
      await stage.settles()
      return seen('staff').length > 0
    })
    expect(seen('staff')).toEqual(['Are you there?'])
  })

  test('bears its author’s name and side, and says who reads an answer', async () => {
    await say('lumen', 'Mei', 'Hello')
    await say('staff', 'Sam', 'Hi')
    await stage.settles()
    const [fromMei] = stage.seen(stage.staff)
    const [fromSam] = stage.seen(stage.lumen)
    expect(fromMei).toMatchObject({ title: 'Mei · Lumen', context: 'Lumen reads what is written in this thread.' })
    expect(fromSam).toMatchObject({
      title: 'Sam · the shop’s staff',
      context: 'The shop’s staff read what is written in this thread.',
    })
  })

  test('changes on the other side when it is edited there, and keeps its place', async () => {
    const first = await say('lumen', 'Mei', 'On Monday')
    await say('lumen', 'Mei', 'Or later')
    await stage.settles()
    await stage.lumen.people.edits(first, 'On Tuesday')
    await stage.settles()
    expect(seen('staff')).toEqual(['On Tuesday', 'Or later'])
    expect(stage.seen(stage.staff)[0]?.context).toMatch(/^Edited\./)
    expect(await transcriptOf(stage.database.db, CASE)).toMatchObject([
      { text: 'On Tuesday', earlier: [{ text: 'On Monday' }] },
      { text: 'Or later' },
    ])
  })

  test('that is first heard as an edit stands where it was written, before what was said since', async () => {
    const { root } = stage.lumen
    const room = await roomId('lumen')
    await say('lumen', 'Mei', 'Second')
    await stage.settles()
    const [second] = await transcriptOf(stage.database.db, CASE)
    const written = new Date((second?.saidAt.getTime() ?? 0) - 60_000).toISOString()
    const at = new Date((second?.saidAt.getTime() ?? 0) + 60_000).toISOString()
    const message = { room, thread: root, message: 'missed', text: 'First, as edited', at, written }
    const sam = { side: 'staff', chat: 'memory', user: 'sam', name: 'Sam', roomId: null } as const
    await stage.bot.ask('conversation.edit', message, sam)
    await stage.settles()
    expect(await transcriptOf(stage.database.db, CASE)).toMatchObject([
      { text: 'First, as edited', saidAt: new Date(written), editedAt: new Date(at) },
      { text: 'Second' },
    ])
  })

  test('is said to be deleted where its author deleted it, and stays on record', async () => {
    const message = await say('far', 'Wei', 'A mistake')
    await stage.settles()
    await stage.far.people.deletes(message)
    await stage.far.people.edits(message, 'Come back')
    await stage.settles()
    for (const end of ['staff', 'lumen'] as const) expect(seen(end)).toEqual(['Deleted by its author.'])
    expect(await transcriptOf(stage.database.db, CASE)).toMatchObject([
      { text: 'A mistake', name: 'Wei', deletedAt: expect.any(Date) },
    ])
  })

  test('that was deleted before it was heard goes nowhere', async () => {
    const { channel, root } = stage.lumen
    const room = await roomId('lumen')
    await stage.bot.ask('conversation.delete', { room, thread: root, message: 'w1' }, system)
    await stage.lumen.people.says('Mei', channel, root, 'Never mind')
    await stage.settles()
    expect(seen('staff')).toEqual([])
    expect(await transcriptOf(stage.database.db, CASE)).toMatchObject([
      { text: 'Never mind', name: 'Mei', deletedAt: expect.any(Date) },
    ])
  })

  test('crosses as it was written, whatever it is', async () => {
    for (const text of NASTY) {
      await say('lumen', 'Mei', text)
      await say('staff', 'Sam', text)
    }
    await stage.settles()
    expect([seen('staff'), seen('lumen')]).toEqual([NASTY, NASTY])
  })

  test('comes in several pieces when it is long, and loses nothing by it', async () => {
    const text = Array.from({ length: 900 }, (_, word) => `word${word}`).join(' ')
    await say('lumen', 'Mei', text)
    await stage.settles()
    const cards = stage.seen(stage.staff)
    expect(cards.length).toBeGreaterThan(2)
    expect(cards.slice(1).every(({ title }) => title === 'Mei · Lumen (continued)')).toBe(true)
    expect(cards.map(({ body }) => body).join(' ')).toBe(text)
  })

  test('says in words what could not be brought along', async () => {
    await say('lumen', 'Mei', '', { lacks: ['A sticker “wave”'] })
    await stage.settles()
    expect(seen('staff')).toEqual(['[A sticker “wave”: it could not be brought here]'])
  })
})

describe('when the chat of the other side fails', () => {
  test.each([
    ['does not answer, though it took the message', [{ fault: 'unsure', when: 'after' }]],
    ['does not answer, and took nothing', [{ fault: 'unsure', when: 'before' }]],
    ['asks for patience', [{ fault: 'later', wait: 500 }]],
    ['refuses twice', [{ fault: 'broken' }, { fault: 'broken' }]],
    ['shuts the room for a while', [{ fault: 'no room' }]],
    ['hangs after it took the message', [{ fault: 'hang', when: 'after' }]],
    ['hangs before', [{ fault: 'hang', when: 'before' }]],
  ] as const)('and %s, everything still comes once and in order', async (_, faults) => {
    stage.far.chat.fail('post', ...faults)
    const first = await say('lumen', 'Mei', 'One')
    for (const text of ['Two', 'Three', 'Four']) await say('lumen', 'Mei', text)
    await stage.lumen.people.edits(first, 'One and a half')
    await stage.inbox.idle()
    for (let turn = 0; turn < 40 && seen('far').length < 4; turn++) {
      stage.far.chat.release()
      stage.bot.wait(10_000)
      stage.bot.pump.wake()
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    await stage.bot.pump.idle()
    expect(seen('far')).toEqual(['One and a half', 'Two', 'Three', 'Four'])
  })
})

describe('what stays where it was written', () => {
  test('is anything in a thread that is shared with nobody', async () => {
    await stage.bot.ask('order.hold', { order: '1042' }, system)
    await stage.settles()
    const root = stage.chat.messages.find(one => one.channel === 'orders')?.ref ?? ''
    await stage.staff.people.says('Sam', 'orders', root, 'Between us')
    await stage.settles()
    expect([seen('lumen'), seen('far'), stage.told]).toEqual([[], [], []])
    expect(await transcriptOf(stage.database.db, CASE)).toEqual([])
  })

  test('is what somebody unknown writes, who is told once', async () => {
    await say('lumen', 'Ola', 'Hello?')
    await say('lumen', 'Ola', 'Anybody?')
    await stage.settles()
    expect(seen('staff')).toEqual([])
    expect(stage.told).toEqual([expect.stringContaining('ola: I don’t know you here yet')])
  })

  test('is what another supplier’s contact writes', async () => {
    await say('lumen', 'Lucía', 'What is this?')
    await stage.settles()
    expect(seen('staff')).toEqual([])
  })

  test('is what is written after the conversation was closed; its author is told', async () => {
    await stage.bot.ask('conversation.close', { conversation: CASE }, system)
    await say('staff', 'Sam', 'One more thing')
    await stage.settles()
    expect(seen('lumen')).toEqual([])
    expect(stage.told).toEqual(['sam: Complaint C12 of 1042-A is closed, so nobody received this.'])
    await stage.bot.ask('conversation.reopen', { conversation: CASE }, system)
    await say('staff', 'Sam', 'Now?')
    await stage.settles()
    expect(seen('lumen')).toEqual(['Now?'])
  })

  test.each([
    ['phone', 'Call them on 0046-31 711 0000 please'],
    ['phone', 'Ring (031) 711 00 00'],
    ['e-mail', 'Write to Zoe@Example.com.'],
    ['street', 'It goes to vastra hamngatan 5, Göteborg'],
  ])('is the customer’s %s in staff’s words, until they leave it out', async (what, text) => {
    const message = await say('staff', 'Sam', text)
    await stage.settles()
    expect([seen('lumen'), seen('far')]).toEqual([[], []])
    expect(stage.told).toEqual([expect.stringContaining(`it names the customer’s ${what}`)])
    expect(await transcriptOf(stage.database.db, CASE)).toMatchObject([{ text: '', heldFor: [what] }])
    await stage.staff.people.edits(message, 'See the ship-to')
    await stage.settles()
    expect([seen('lumen'), seen('far')]).toEqual([['See the ship-to'], ['See the ship-to']])
  })

  test('is an edit that names the customer’s phone: the other side keeps what it had', async () => {
    const message = await say('staff', 'Sam', 'Call the customer')
    await say('staff', 'Sam', 'The number of 1042 is 71 pieces')
    await stage.staff.people.edits(message, 'Call +46 31 711 00 00')
    await stage.settles()
    expect(seen('lumen')).toEqual(['Call the customer', 'The number of 1042 is 71 pieces'])
    expect(stage.told).toEqual([expect.stringMatching(/^sam: Lumen still sees the earlier words: the new ones name/)])
  })
})

describe('whoever of the staff reads words that did not go across', () => {
  const held = 'Call +46 31 711 00 00'
  const marks = ({ chat, channel, root }: Thread) =>
    chat.messages
      .filter(one => one.channel === channel && one.thread === root && /Deliver|delivered|Deleted/.test(one.card.title))
      .map(({ card }) => card.summary)

  test('is told so by one lasting mark in their thread, which the supplier never sees', async () => {
    const message = await say('staff', 'Sam', held)
    await say('staff', 'Sam', 'Hello')
    await stage.staff.people.edits(message, `${held} please`)
    await stage.staff.people.again()
    await stage.settles()
    expect(marks(stage.staff)).toEqual(['Sam’s message did not reach Lumen: it names the customer’s phone.'])
    expect([marks(stage.lumen), marks(stage.far)]).toEqual([[], []])
  })

  test('is told by the same mark when they went across after all, or were deleted', async () => {
    const [one, other] = [await say('staff', 'Sam', held), await say('staff', 'Sam', 'Write to zoe@example.com')]
    await stage.staff.people.edits(one, 'See the ship-to')
    await stage.staff.people.deletes(other)
    await stage.settles()
    expect(marks(stage.staff)).toEqual([
      'Lumen now reads Sam’s message as it stands.',
      'Sam’s message was deleted. It never reached Lumen.',
    ])
    expect(seen('lumen')).toEqual(['See the ship-to'])
  })

  test('is told that the supplier has the earlier words, until both have the same again', async () => {
    const message = await say('staff', 'Sam', 'Hello')
    await stage.staff.people.edits(message, held)
    await stage.settles()
    const names = 'what it says now names the customer’s phone.'
    expect(marks(stage.staff)).toEqual([`Lumen still sees the earlier words of Sam’s message: ${names}`])
    await stage.staff.people.edits(message, 'Hello')
    await stage.settles()
    expect(marks(stage.staff)).toEqual(['Lumen now reads Sam’s message as it stands.'])
    expect(seen('lumen')).toEqual(['Hello'])
  })
})

describe('Reply', () => {
  test('sends staff’s words to every thread of both sides, and says so', async () => {
    const card = cardIn(stage.chat, 'support', TITLE)
    const sam = stage.bot.as('Sam', 'support')
    const form = await sam.presses(card, 'Reply to supplier')
    expect(said(await sam.submits(form, { text: 'Where are the lamps?' }))).toBe('Sent to Lumen.')
    await stage.settles()
    for (const end of ['staff', 'lumen', 'far'] as const) expect(seen(end)).toEqual(['Where are the lamps?'])
    expect(stage.seen(stage.staff)[0]?.title).toBe('Sam · staff → Lumen')
  })

  test('holds the customer’s own back beside the field, with what was typed kept', async () => {
    const sam = stage.bot.as('Sam', 'support')
    const card = cardIn(stage.chat, 'support', TITLE)
    const answer = await sam.submits(await sam.presses(card, 'Reply to supplier'), { text: 'zoe@example.com' })
    expect(said(answer)).toContain('This includes the customer’s e-mail.')
    await stage.settles()
    expect(seen('lumen')).toEqual([])
  })

  test('is refused to strangers, to other suppliers, and once the conversation is closed', async () => {
    const ask = (supplierId: string) =>
      stage.bot.ask(
        'conversation.reply',
        { conversation: CASE, text: 'Let me in' },
        { side: 'supplier', supplierId, chat: 'memory', user: 'x', name: 'X', roomId: null },
      )
    await expect(ask('0c0ffee0-0000-4000-8000-00000000000f')).rejects.toThrow('no such conversation')
    await stage.bot.ask('conversation.close', { conversation: CASE }, system)
    const sam = { side: 'staff', chat: 'memory', user: 'sam', name: 'Sam', roomId: null } as const
    await expect(stage.bot.ask('conversation.reply', { conversation: CASE, text: 'Hi' }, sam)).rejects.toThrow('closed')
  })

  test('is what the threads ask for where their chat does not tell us what is written in them', async () => {
    await stage.bot.ask('chat.hear', { chat: 'far', hears: false }, system)
    await stage.settles()
    const [notice] = stage.far.chat.messages.filter(one => one.thread === stage.far.root)
    expect(notice?.card.summary).toContain('do not read this thread: press “Reply to the shop”')
    expect(cardIn(stage.chat, 'support', TITLE).summary).toContain('Lumen reads')
  })
})

async function roomId(channel: string): Promise<string> {
  return (await findRoom(stage.database.db, 'memory', channel))?.id ?? ''
}

describe('what reaches us in another order than it was written', () => {
  const at = (second: number) => ({ at: new Date(Date.UTC(2026, 10, 23, 10, 0, second)).toISOString() })

  test('is in a transcript as it was written, and says in the thread that it comes late', async () => {
    await say('staff', 'Sam', 'Which day?', at(0))
    await say('staff', 'Sam', 'Monday is fine', at(40))
    await stage.settles()
    await say('lumen', 'Mei', 'Monday?', at(20))
    await stage.settles()
    const wanted = ['Which day?', 'Monday?', 'Monday is fine']
    expect((await transcriptOf(stage.database.db, CASE)).map(({ text }) => text)).toEqual(wanted)
    const contexts = stage.seen(stage.far).map(({ body, context }) => [body, Array.isArray(context)])
    expect(contexts).toEqual([
      ['Which day?', false],
      ['Monday is fine', false],
      ['Monday?', true],
    ])
    expect(stage.seen(stage.staff)[0]?.context).toContainEqual(at(20))
  })

  test('stands in a third room as it was written, where it waits there', async () => {
    const { chat } = stage.far
    chat.fail('post', { fault: 'hang', when: 'before' })
    await say('staff', 'Sam', 'Hello', at(0))
    await stage.inbox.idle()
    await expect.poll(() => chat.calls.filter(({ call }) => call === 'post').length).toBeGreaterThan(1)
    const long = `${'All the lamps left on Monday. '.repeat(70)}Tracking follows.`
    await say('staff', 'Sam', 'Thank you!', at(40))
    await say('lumen', 'Mei', long, at(20))
    await stage.inbox.idle()
    chat.release()
    await expect.poll(() => seen('far').length).toBe(4)
    const titles = stage.seen(stage.far).map(({ title }) => title)
    expect([seen('far')[0], seen('far')[3]]).toEqual(['Hello', 'Thank you!'])
    expect(titles.slice(1, 3)).toEqual(['Mei · Lumen', 'Mei · Lumen (continued)'])
  })
})
