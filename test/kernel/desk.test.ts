import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { events, tokens } from '../../src/kernel/ground/tables.ts'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { type Bot, openBot, system } from '../stage/bot.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { incoming } from '../stage/incoming.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { card, cardIn, openShop, said, shopChat } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

let database: TestDatabase
let bot: Bot
let chat: MemoryChat

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  chat = shopChat()
  bot = await openBot(database, chat)
  await openShop(bot)
  await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }]), system)
  await bot.ask('order.forward', { order: '1042' }, system)
  await bot.pump.idle()
})
afterEach(() => bot.close())
afterAll(() => database.close())

const sam = (channel = 'orders') => bot.as('Sam', channel)
const mei = (channel = 'lumen') => bot.as('Mei', channel)
const po = (): Drawn => cardIn(chat, 'lumen', 'Purchase order 1042-A')
const token = (from: Drawn, label: string) => from.presses.find(press => press.label === label)?.token ?? ''
const speaker = (user: string, channel: string) => ({ chat: 'memory', user, name: user, channel, roles: [] })
const STALE = 'That button does not work here any more. Ask again, or use the newest card.'
function form(answer: Answer) {
  if (answer.kind !== 'form' && answer.kind !== 'errors') throw new Error(`no form, but ${JSON.stringify(answer)}`)
  return answer.form
}

describe('a button', () => {
  test('works only in the room it stands in', async () => {
    for (const [user, channel] of [
      ['lucía', 'casa'],
      ['mei', 'casa'],
      ['sam', 'alerts'],
    ] as const)
      expect(said(await bot.desk.pressed(speaker(user, channel), token(po(), 'Acknowledge')))).toBe(STALE)
    expect(said(await mei().presses(po(), 'Acknowledge'))).toContain('acknowledged')
  })

  test.each(['', 'w1.nothing', 'w1.\0', '\uD83D', '__proto__', "' or 1=1 --", 'x'.repeat(10_000)])(
    'of an unknown token (%j) is answered, not failed',
    async id => {
      expect(said(await bot.desk.pressed(speaker('mei', 'lumen'), id))).toBe(STALE)
      expect(said(await bot.desk.submitted(speaker('mei', 'lumen'), id, {}))).toBe(STALE)
      expect(await bot.desk.opensForm(id)).toBeNull()
    },
  )

  test('shown to one person works for that person alone', async () => {
    const shown = card(await sam().types('/order show 1042'))
    const press = shown.presses[0]
    if (!press) throw new Error('no button')
    expect(said(await bot.desk.pressed(speaker('alex', 'orders'), press.token))).toBe(STALE)
    expect(await bot.desk.pressed(speaker('sam', 'orders'), press.token)).not.toMatchObject({ text: STALE })
  })

  test('says before it is pressed whether it opens a form', async () => {
    expect(await bot.desk.opensForm(token(po(), 'Acknowledge'))).toBe(false)
    expect(await bot.desk.opensForm(token(po(), 'Add tracking'))).toBe(true)
  })

  test('of a command that is no more says so', async () => {
    const id = token(po(), 'Acknowledge')
    for (const command of ['po.gone', '__proto__', 'constructor']) {
      await database.db.update(tokens).set({ command }).where(eq(tokens.id, id))
      expect(said(await mei().presses(po(), 'Acknowledge'))).toContain('older version of Waybill')
    }
  })
})

test('a stranger who presses is brought to staff, once, and can act after one press', async () => {
  const stranger = bot.as('Bao', 'lumen')
  expect(said(await stranger.presses(po(), 'Acknowledge'))).toContain('asked to add you')
  expect(said(await stranger.presses(po(), 'Add tracking'))).toContain('asked already')
  await Promise.all([1, 2, 3].map(() => stranger.presses(po(), 'Acknowledge')))
  await bot.pump.idle()
  const asked = chat.messages.filter(one => one.card.title.startsWith('Bao wants'))
  expect(asked.map(({ channel }) => channel)).toEqual(['alerts'])
  await sam('alerts').presses(cardIn(chat, 'alerts', 'Bao wants to act for Lumen'), 'Add Bao')
  expect(said(await stranger.presses(po(), 'Acknowledge'))).toContain('acknowledged')
})

test('a channel that nobody connected does nothing and says how to connect it', async () => {
  const before = await database.db.$count(events)
  for (const text of ['/order list', '/supplier join', 'help'])
    expect(said(await bot.as('Sam', 'elsewhere').types(text))).toContain('ask the shop’s staff to connect this one')
  expect(await bot.desk.suggest(speaker('sam', 'elsewhere'), '/')).not.toContainEqual(
    expect.objectContaining({ label: '/order' }),
  )
  expect(await database.db.$count(events)).toBe(before)
})

test('words that are missing open a form, and what was typed already is kept', async () => {
  const answer = await sam().types('/order note 1042')
  expect(form(answer).fields.map(({ name, required }) => [name, required])).toEqual([['note', true]])
  expect(said(await sam().submits(answer, { note: ' Ring first ' }))).toContain('1042')
  const [noted] = await database.db.select().from(events).where(eq(events.name, 'order.noted'))
  expect(noted?.data).toEqual({ note: 'Ring first' })
})

test('nobody fills in a form about what is not there', async () => {
  for (const [line, words] of [
    ['/order note 1043', 'I can’t find order 1043. Did you mean 1042?'],
    ['/complaint open 9999', 'I can’t find order 9999. See /order list, or look with /order find.'],
    ['/case give L99', 'There is no case L99 here. Its number looks like L7, C12, R13, Q7, A7 or P7.'],
  ] as const)
    expect(said(await sam().types(line))).toBe(words)
  expect(said(await mei().types('/po decline 1042-B'))).toContain('1042-B')
})

test('a form is one person’s own, and works in its room', async () => {
  const { token: id } = form(await sam().types('/order note 1042'))
  expect(said(await bot.desk.submitted(speaker('alex', 'orders'), id, { note: 'x' }))).toBe(STALE)
  expect(said(await bot.desk.submitted(speaker('sam', 'support'), id, { note: 'x' }))).toBe(STALE)
})

test('what does not fit comes back beside its field, with everything else that was typed', async () => {
  const opened = await mei().presses(po(), 'Add tracking')
  const names = form(opened).fields.map(({ name }) => name)
  expect(names).toContain('number')
  const answer = await mei().submits(opened, { number: '', lines: 'LAMP' })
  if (answer.kind !== 'errors') throw new Error(JSON.stringify(answer))
  expect(Object.keys(answer.errors)).toEqual(['number'])
  expect(answer.form.fields.find(({ name }) => name === 'lines')?.value).toBe('LAMP')
  expect(answer.form.fields.map(({ name }) => name)).toEqual(names)
  expect(said(await mei().submits(answer, { number: 'RB123456785CN', lines: 'LAMP' }))).toContain('in parcels')
})

test('fields that were not asked for cannot be smuggled in with a form', async () => {
  const opened = await mei().presses(po(), 'Decline')
  const theirs = cardIn(chat, 'casa', 'Purchase order 1042-B')
  const values = { reason: 'inventory_out_of_stock', purchaseOrder: '1042-B', note: 'none left', __proto__: 'x' }
  expect(said(await mei().submits(opened, values))).toContain('1042-A')
  await bot.pump.idle()
  expect(cardIn(chat, 'casa', 'Purchase order 1042-B').summary).toBe(theirs.summary)
})

test('who may not do a thing is told so, whatever else they left out', async () => {
  expect(said(await mei().types('/order forward'))).toContain('I don’t know /order')
  const id = token(po(), 'Decline')
  const hold = { command: 'order.hold', input: {}, asks: ['reason'] }
  await database.db.update(tokens).set(hold).where(eq(tokens.id, id))
  expect(said(await bot.desk.pressed(speaker('mei', 'lumen'), id))).toContain('for the shop’s staff')
})

test('each side is offered its own numbers and no others', async () => {
  const offered = async (user: string, channel: string, text: string) =>
    (await bot.desk.suggest(speaker(user, channel), text)).map(({ insert }) => insert.trim())
  expect(await offered('mei', 'lumen', '/po acknowledge ')).toContain('/po acknowledge 1042-A')
  expect((await offered('mei', 'lumen', '/po acknowledge ')).join()).not.toContain('1042-B')
  expect((await offered('lucía', 'casa', '/tracking add 10')).join()).not.toContain('1042-A')
  expect(await offered('sam', 'orders', '/order show ')).toContain('/order show 1042')
  expect((await offered('bao', 'lumen', '/po show ')).join()).toBe('')
  expect((await offered('mei', 'lumen', '/supplier show ')).join()).toBe('')
})

test('text that no database holds is heard all the same', async () => {
  for (const text of ['/order note 10\x0042 ring\0', '/order note', '/order find \uD83D\uD83D\0', '/order show \0'])
    expect(textOf(await sam().types(text))).not.toContain('went wrong')
  const named = { ...speaker('sam', 'orders'), name: 'S\0am \uD83D' }
  expect(textOf(await bot.desk.typed(named, '/order note 1042 a\0b\uDE00'))).not.toContain('went wrong')
  for (const text of ['/order show \0', '/order show \uD83D'])
    expect(await bot.desk.suggest(named, text)).toBeInstanceOf(Array)
  const kept = await database.db.select().from(events).where(eq(events.name, 'order.noted'))
  expect(kept.map(({ data }) => data)).toEqual([{ note: 'ring' }, { note: 'ab\uFFFD' }])
})

test('a press that a chat delivers twice is done once', async () => {
  const delivery = { source: 'inbox', key: 'k1' }
  const press = () => bot.desk.pressed(speaker('mei', 'lumen'), token(po(), 'Acknowledge'), delivery)
  const both = await Promise.all([press(), press()])
  expect(both.map(said).sort()).toEqual([expect.stringContaining('acknowledged'), 'Already done.'])
})

test('what was kept while the disk was full is done when there is room again, once', async () => {
  let isFull = true
  const db = new Proxy(database.db, {
    get(target, name) {
      if (isFull && name === 'transaction')
        throw Object.assign(new Error('could not extend file'), { cause: { code: '53100', message: 'disk full' } })
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const full = await openBot({ ...database, db }, chat)
  const writes = (source: string) =>
    full.desk.typed(speaker('sam', 'orders'), '/order note 1042 Fragile', { source, key: '1' })
  await expect(writes('inbox')).rejects.toThrow('could not extend file')
  // Nobody keeps it here: its author is told.
  expect(said(await writes('console'))).toContain('nothing was changed')
  isFull = false
  for (const _ of [1, 2]) await writes('inbox')
  const noted = await database.db.select().from(events).where(eq(events.name, 'order.noted'))
  expect(noted).toHaveLength(1)
  await full.close()
})
