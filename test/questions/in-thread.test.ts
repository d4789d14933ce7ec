import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { aConversation } from '../stage/a-conversation.ts'
import { system } from '../stage/bot.ts'
import { CASE } from '../stage/open-threads.ts'
import { cardIn, said } from '../stage/shop.ts'

const stage = aConversation()
const bodiesIn = (channel: string) =>
  stage.chat.messages.filter(one => one.channel === channel && one.card.isMessage).map(({ card }) => card.body)

test('what a supplier writes under a purchase order’s card asks the shop, and the answer comes back there', async () => {
  await stage.bot.ask('conversation.close', { conversation: CASE }, system)
  await stage.settles()
  const { people, channel, root } = stage.lumen
  await people.says('Mei', channel, root, 'Is the blue one meant?')
  await stage.settles()
  const [one] = await stage.database.db.select().from(cases).where(eq(cases.kind, 'question'))
  const title = `Question ${one?.number} about 1042-A`
  expect(cardIn(stage.chat, 'support', title).summary).toBe('Mei of Lumen asks about 1042-A: Is the blue one meant?')
  expect(bodiesIn('support')).toEqual(['Is the blue one meant?'])
  const sam = stage.bot.as('Sam', 'support')
  const form = await sam.presses(cardIn(stage.chat, 'support', title), 'Answer')
  expect(said(await sam.submits(form, { answer: 'Yes, blue.' }))).toContain('is answered')
  await stage.settles()
  expect(stage.seen(stage.lumen).map(({ body }) => body)).toEqual(['Yes, blue.'])

  await people.says('Mei', channel, root, 'And the bulb?')
  await people.says('Mei', channel, root, 'We have none.')
  await stage.settles()
  const all = await stage.database.db.select().from(cases).where(eq(cases.kind, 'question'))
  expect(all.map(({ closedAt }) => closedAt !== null).toSorted()).toEqual([false, true])
  expect(stage.told).toEqual([])
})

test('words of staff in the thread are the answer: nobody is reminded until the supplier writes again', async () => {
  await stage.bot.ask('conversation.close', { conversation: CASE }, system)
  await stage.settles()
  const { people, channel, root } = stage.lumen
  await people.says('Mei', channel, root, 'Is the blue one meant?')
  await stage.settles()
  const now = async () => (await stage.database.db.select().from(cases).where(eq(cases.kind, 'question')))[0]
  expect((await now())?.nextAt).not.toBeNull()
  const thread = stage.chat.messages.find(({ card }) => card.title.startsWith('Conversation with Lumen: Question'))
  await people.says('Sam', 'support', thread?.ref ?? '', 'Yes, blue.')
  await stage.settles()
  expect(stage.seen(stage.lumen).map(({ body }) => body)).toEqual(['Yes, blue.'])
  expect(await now()).toMatchObject({ closedAt: null, nextAt: null })
  await people.says('Mei', channel, root, 'Light blue?')
  await stage.settles()
  expect((await now())?.nextAt).not.toBeNull()
})

test('staff and strangers who write under a purchase order’s card ask nothing', async () => {
  await stage.bot.ask('conversation.close', { conversation: CASE }, system)
  await stage.settles()
  const { people, channel, root } = stage.lumen
  await people.says('Sam', channel, root, 'Note to self.')
  await stage.settles()
  expect(await stage.database.db.$count(cases, eq(cases.kind, 'question'))).toBe(0)
})
