import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rooms } from '../../src/kernel/ground/tables.ts'
import type { Card } from '../../src/kernel/shapes/card.ts'
import { aLateShop } from '../stage/a-late-shop.ts'
import { openBot, system } from '../stage/bot.ts'
import { speak } from '../stage/kernel/small-house.ts'
import { card, said } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const shop = aLateShop()
const ping = (name: string) => ({ chat: 'memory', user: name.toLowerCase(), name, zone: 'Asia/Shanghai' })

/** A message that calls these people, posted in Lumen's room in a transaction of its own. */
async function call(subject: string, names: readonly string[], over: Partial<Card> = {}): Promise<void> {
  const { db } = shop.database
  const [room] = await db.select().from(rooms).where(eq(rooms.channel, 'lumen'))
  if (!room?.supplierId) throw new Error('Lumen has no room')
  const audience = { supplierId: room.supplierId }
  const made: Card = {
    audience,
    tone: 'waiting',
    title: subject,
    summary: 'Please look.',
    pings: names.map(ping),
    ...over,
  }
  await speak(db, to => to.post({ kind: 'call', subject }, [room], made), shop.bot.now())
}

async function shown(title: string) {
  await shop.bot.pump.idle()
  const found = shop.chat.messages.find(one => one.card.title === title)
  if (!found) throw new Error(`no “${title}”`)
  return { called: (found.card.pings ?? []).map(one => one.name), context: found.card.context }
}

test('nobody is called more often in a day of theirs than the limit, and the message says who was left out', async () => {
  shop.at('2031-03-06T00:00:00Z')
  expect(said(await shop.bot.as('Sam', 'alerts').types('/late pings 2'))).toContain('more than 2 times a day now')
  await call('one', ['Mei'])
  await call('two', ['Mei', 'Chen'], { context: 'As agreed.' })
  await call('three', ['Mei', 'Chen'], { context: 'As agreed.' })
  await call('four', ['Mei', 'Chen'])
  expect(await shown('two')).toEqual({ called: ['Mei', 'Chen'], context: 'As agreed.' })
  expect(await shown('three')).toEqual({
    called: ['Chen'],
    context: ['As agreed.', ' · ', 'Mei was not pinged: 2 pings today already.'],
  })
  expect(await shown('four')).toEqual({
    called: [],
    context: 'Mei and Chen were not pinged: 2 pings today already.',
  })
  shop.at('2031-03-06T15:59:00Z')
  await call('before midnight', ['Mei'])
  expect((await shown('before midnight')).called).toEqual([])
  shop.at('2031-03-06T16:00:00Z')
  await call('after midnight', ['Mei'])
  expect((await shown('after midnight')).called).toEqual(['Mei'])
})

test('what is urgent calls everybody, whatever the limit', async () => {
  await shop.ask('late.pings', { most: 0 })
  await call('calm', ['Mei'])
  await call('urgent', ['Mei'], { urgent: true })
  expect(await shown('calm')).toEqual({ called: [], context: 'Mei was not pinged: 0 pings today already.' })
  expect(await shown('urgent')).toEqual({ called: ['Mei'], context: undefined })
})

test('ten a day unless staff say otherwise; a message posted twice or redrawn counts once, and calls nobody anew', async () => {
  for (let at = 1; at <= 10; at += 1) await call(`call ${at}`, ['Mei'])
  for (const context of ['Still open.', 'Done.']) await call('call 10', ['Mei', 'Chen'], { context })
  expect(await shown('call 10')).toEqual({ called: ['Mei'], context: 'Done.' })
  await Promise.all([call('call 11', ['Mei', 'Chen']), call('call 11', ['Mei', 'Chen'])])
  await call('call 11', ['Mei', 'Chen'], { context: 'Done.' })
  expect(await shown('call 11')).toEqual({
    called: ['Chen'],
    context: ['Done.', ' · ', 'Mei was not pinged: 10 pings today already.'],
  })
})

test('a escalation’s reminders keep the limit, somebody who asks in person does not, and the staff’s digest tells of both', async () => {
  await shop.ask('late.pings', { most: 1 })
  shop.at('2031-03-03T06:00:00Z')
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  shop.at('2031-03-04T06:01:00Z')
  await shop.tick()
  for (const time of ['10:05', '14:10']) {
    shop.at(`2031-03-04T${time}:00Z`)
    await shop.ask('case.escalate')
  }
  await shop.bot.pump.idle()
  const reminders = shop.chat.messages.filter(one => one.card.title === '1042-A still waits for your answer')
  expect(reminders.map(one => (one.card.pings ?? []).length)).toEqual([2, 0])
  expect(phraseText(reminders[1]?.card.context)).toContain('Mei and Chen were not pinged: 1 ping today already.')
  const late = card(await shop.bot.as('Sam', 'alerts').types('/late list late')).lines?.[0]?.detail
  const [number = ''] = /L\d+/.exec(phraseText(late)) ?? []
  await shop.bot.as('Sam', 'alerts').types(`/case nudge ${number}`)
  expect((await shown('Sam asks about 1042-A')).called).toHaveLength(2)
  shop.at('2031-03-05T09:00:00Z')
  await shop.tick()
  const digest = shop.chat.messages.findLast(one => one.channel === 'alerts' && one.card.title.startsWith('How things'))
  expect(digest?.card.facts).toContainEqual({
    label: 'Not pinged (daily limit reached)',
    value: 'Chen once and Mei once',
  })
  expect(said(await shop.bot.as('Sam', 'alerts').types('/late pings'))).toContain('Chen once and Mei once')
})

test('two processes that call the same people at once keep the limit together', async () => {
  await shop.ask('late.pings', { most: 3 })
  const other = await openBot(shop.database, shop.chat)
  await Promise.all(
    Array.from({ length: 8 }, (_, at) => call(`at once ${at}`, at % 2 ? ['Mei', 'Chen'] : ['Chen', 'Mei'])),
  )
  await other.ask('late.pings', {}, system)
  await other.close()
  await shop.bot.pump.idle()
  const calls = shop.chat.messages.flatMap(one => (one.card.pings ?? []).map(({ name }) => name))
  expect([calls.filter(name => name === 'Mei').length, calls.filter(name => name === 'Chen').length]).toEqual([3, 3])
})
