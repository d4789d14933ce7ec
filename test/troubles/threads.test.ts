import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { followedNumbers } from '../../src/checkpoints/tables.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { factsOf } from '../stage/text-of.ts'
import { aParcelShop, CHINA, UPS } from './a-parcel-shop.ts'

const shop = aParcelShop()
const sam = () => shop.bot.as('Sam', 'alerts')
const mei = () => shop.bot.as('Mei', 'lumen')
const DAY = 24

test('a lost parcel opens a thread with its supplier, is answered and claimed, and goes on as a complaint', async () => {
  await shop.ships('1042')
  await shop.says('InTransit', { words: 'Picked up', ago: 0 })
  await shop.says('Exception', { detail: 'lost', words: 'Parcel declared lost' })
  expect(await shop.troubles()).toEqual(['1042-A lost'])
  const title = 'P1: a parcel of 1042-A is lost'
  expect(factsOf(cardIn(shop.chat, 'alerts', title))).toContain('Carrier says: Parcel declared lost')
  const theirs = cardIn(shop.chat, 'lumen', 'A parcel of 1042-A is lost')
  expect(theirs.pings?.map(({ name }) => name)).toEqual(['Mei', 'Chen'])
  const form = await mei().presses(theirs, 'Answer')
  expect(said(await mei().submits(form, { answer: 'Inquiry 4711; we send it again.' }))).toContain('with the shop')
  await shop.bot.pump.idle()
  expect(shop.thread('alerts', title)).toEqual(['Mei of Lumen answered P1'])
  const claim = await sam().presses(cardIn(shop.chat, 'alerts', title), 'Open a claim')
  expect(said(await sam().submits(claim, { happened: 'UPS lost it.' }))).toContain(
    'C2 is open: Lumen was asked about 1042-A.',
  )
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'alerts', title).summary).toContain('it goes on as a complaint — C2')
  expect(shop.thread('lumen', 'A parcel of 1042-A is lost')).toEqual(['P1 is closed'])
  expect(await shop.database.db.$count(cases)).toBe(2)
  await shop.says('OutForDelivery', { words: 'Found in the depot' })
  expect(shop.thread('support', 'Complaint C2 of 1042-A')).toContain('The parcel of C2 moves again')
})

test('a parcel that stops moving is looked after by staff, asked about by a press, and its case closes by the next scan', async () => {
  await shop.ships('1042')
  await shop.says('InTransit', { words: 'Picked up' })
  // Lumen is in China and the customer is not: twelve days.
  await shop.looks(11 * DAY)
  expect(await shop.troubles()).toEqual([])
  await shop.looks(DAY)
  expect(await shop.troubles()).toEqual(['1042-A stuck'])
  const title = 'P1: a parcel of 1042-A has stopped moving'
  expect(said(await mei().types('/parcel show P1'))).toContain('There is no case P1 here.')
  expect(said(await sam().types('/case nudge P1'))).toContain('not with the supplier yet')
  const form = await sam().presses(cardIn(shop.chat, 'alerts', title), 'Ask the supplier')
  expect(form).toMatchObject({
    kind: 'form',
    form: { fields: [{ value: expect.stringContaining('ask the carrier') }] },
  })
  expect(said(await sam().submits(form, { question: 'Where is it?' }))).toBe('Lumen was asked about P1.')
  await shop.bot.pump.idle()
  expect(shop.thread('lumen', 'A parcel of 1042-A has stopped moving')).toEqual(['Sam asks about P1'])
  expect(card(await sam().types('/order overview')).summary).toContain('1 parcel in trouble')
  expect(card(await sam().types('/case list')).lines?.map(({ text }) => text)).toEqual(['P1 · 1042-A · parcel'])
  const listed = card(await sam().types('/po list problems'))
  expect(listed.lines?.map(({ text }) => text).join()).toContain('1042-A')
  const order = card(await sam().types('/order show 1042'))
  expect(factsOf(order)).toContain('Open cases: Parcel P1')
  expect(card(await mei().types('/parcel list')).lines?.map(({ text }) => text)).toEqual(['1042-A · Stopped moving'])
  await shop.says('InTransit', { words: 'Arrived in Leipzig' })
  expect(await shop.troubles()).toEqual([])
  expect(cardIn(shop.chat, 'alerts', title).summary).toContain('the parcel moves again')
  expect(shop.thread('lumen', 'A parcel of 1042-A has stopped moving')).toContain('P1 is closed')
  expect(said(await sam().types('/case reopen P1'))).toContain('P1 stays closed: nothing is wrong')
  // It stops again: the same case, by itself.
  await shop.looks(12 * DAY)
  expect(await shop.troubles()).toEqual(['1042-A stuck'])
  expect(await shop.database.db.$count(cases)).toBe(1)
  await shop.says('Exception', { detail: 'returning', words: 'Return to sender' })
  expect(cardIn(shop.chat, 'alerts', 'P1: a parcel of 1042-A is going back to its sender').state).toBe('with_supplier')
  expect(shop.thread('lumen', 'A parcel of 1042-A is going back to its sender').at(-1)).toBe(
    'P1: it is going back to its sender now',
  )
  expect(await shop.database.db.$count(cases)).toBe(1)
})

test('what needs no case is said once, with words for the customer and its last day, and says when it is over', async () => {
  await shop.ships('1042')
  await shop.says('InTransit', { words: 'Picked up', ago: 1 })
  await shop.says('AttemptFail', { words: 'Nobody home' })
  const failed = '1042-A: a parcel could not be delivered'
  expect(factsOf(cardIn(shop.chat, 'alerts', failed))).toContain('Carrier says: Nobody home')
  expect(said(await sam().presses(cardIn(shop.chat, 'alerts', failed), 'Words for the customer'))).toContain(
    'Your order 1042',
  )
  await shop.looks(2)
  await shop.says('AvailableForPickup', { words: 'At the post office' })
  expect(cardIn(shop.chat, 'alerts', failed)).toMatchObject({ tone: 'over', presses: [] })
  const waits = cardIn(shop.chat, 'alerts', '1042-A: a parcel waits to be picked up')
  expect(waits.facts?.find(({ label }) => label === 'Last day')).toBeDefined()
  await shop.looks(2)
  await shop.says('Delivered')
  await shop.says('Delivered')
  expect(cardIn(shop.chat, 'alerts', waits.title).summary).toContain('It was delivered.')
  expect(await shop.database.db.$count(cases)).toBe(0)
  expect(shop.titles('alerts').filter(title => title === failed)).toHaveLength(1)
})

test('a number that its carrier does not know is offered to the others it may be of, and one press tells the feed', async () => {
  const number = '986578788855'
  shop.bot.feeds.set('test', {
    title: 'Test',
    costs: 'nothing',
    most: 10,
    register: async () => [],
    read: async () => [],
  })
  await shop.ships('1042', number, true, 'gls')
  await shop.looks(35)
  expect(await shop.troubles()).toEqual([])
  await shop.looks(1)
  const title = '1042-A: a parcel is not known to its carrier'
  const labels = ['It is FedEx', 'It is SF Express', 'Correct the number']
  for (const room of ['alerts', 'lumen'])
    expect(cardIn(shop.chat, room, title).presses.map(({ label }) => label)).toEqual(expect.arrayContaining(labels))
  expect(said(await mei().presses(cardIn(shop.chat, 'lumen', title), 'It is FedEx'))).toContain(
    'was corrected to FedEx',
  )
  await shop.bot.pump.idle()
  expect(await shop.troubles()).toEqual([])
  expect(cardIn(shop.chat, 'lumen', title).summary).toContain('Its tracking number or carrier was corrected.')
  expect(await shop.database.db.select().from(followedNumbers)).toMatchObject([
    { carrier: 'fedex', registeredAt: null },
  ])
  await shop.ask('feed.note-registered', { feed: 'test', registered: [{ number, refused: 'unknown there' }] })
  expect(await shop.troubles()).toEqual(['1042-A invalid'])
})

test('a label that is never scanned is the late case of its scan clock, and no second one', async () => {
  await shop.ships('1042')
  await shop.says('InfoReceived', { words: 'Label created' })
  await shop.later(49)
  await shop.looks()
  expect(await shop.troubles()).toEqual(['1042-A forgotten'])
  const late = cardIn(shop.chat, 'alerts', 'L1: 1042-A is late')
  expect(factsOf(late)).toContain(`Carrier says: UPS ${UPS}: label made, not scanned yet`)
  expect((await shop.database.db.select().from(cases)).map(({ kind }) => kind)).toEqual(['late'])
  await shop.says('InTransit', { words: 'Picked up' })
  expect(await shop.troubles()).toEqual([])
  expect((await shop.database.db.select().from(cases)).map(({ closeReason }) => closeReason)).toEqual(['scanned'])
})

test('a parcel that is delivered a country away is looked after; one next door, or where nobody knows, is not', async () => {
  await shop.ships('1042')
  await shop.says('InTransit', { words: 'Picked up', ago: 2 })
  await shop.says('Delivered', { place: 'Somewhere Unknown', ago: 1 })
  expect(await shop.troubles()).toEqual([])
  await shop.ships('1043', CHINA)
  await shop.says('Delivered', { number: CHINA, place: 'Austin, TX' })
  expect(await shop.troubles()).toEqual(['1043-A elsewhere'])
})

test('what is taken off, cancelled or silent by its shop’s own times is no trouble any more', async () => {
  await shop.ships('1042')
  expect(said(await sam().types('/parcel limits stuck-international 2'))).toContain('after 2 days')
  expect(said(await sam().types('/parcel limits stuck-international 200'))).toContain('at most 90 days')
  expect(factsOf(card(await sam().types('/parcel limits')))).toContain('2 days')
  await shop.says('InTransit', { words: 'Picked up' })
  await shop.looks(2 * DAY)
  expect(await shop.troubles()).toEqual(['1042-A stuck'])
  await sam().types(`/tracking remove 1042-A ${UPS} wrong one`)
  await shop.bot.pump.idle()
  expect(await shop.troubles()).toEqual([])
  expect((await shop.database.db.select().from(cases)).map(({ closeReason }) => closeReason)).toEqual(['taken_off'])
})
