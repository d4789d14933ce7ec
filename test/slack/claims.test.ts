import { afterEach, beforeEach, expect, test } from 'vitest'
import { caseFiles } from '../../src/cases/tables.ts'
import { incoming } from '../stage/incoming.ts'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'

const shop = aSlackShop()
beforeEach(async () => {
  await shop.ask('order.receive', incoming('1042', [{ sku: 'LAMP', quantity: 2 }]))
  await shop.ask('order.forward', { order: '1042' })
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await shop.bot.settles()
})
afterEach(() => shop.allWell())

const ours = (title: RegExp) => shop.sam.reads(shop.rooms.orders, title)
const theirs = (title: RegExp) => shop.mei.reads(shop.rooms.lumen, title)
const COMPLAINT = /^Complaint C\d+ of 1042-A/
const RETURN = /^Return R\d+ of 1042-A/

test('a complaint, opened from a message, is answered by a supplier that may type no command, and resolved', async () => {
  const { sam, mei, rooms } = shop
  const { seen } = sam.says(rooms.orders, 'Zoë wrote about order 1042: the shade is cracked')
  await sam.messageShortcut(seen, 'Open a complaint')
  expect(await sam.seesModal(/Open a complaint/)).toMatchObject({
    values: { Order: '1042', 'What happened': 'Zoë wrote about order 1042: the shade is cracked' },
  })
  await sam.submits({ Reason: 'damaged', 'What happened': 'The shade is cracked.', 'Which items': 'LAMP x1' })
  await sam.reads(rooms.orders, /C\d+ is open: Lumen was asked/)
  await shop.bot.settles()
  const root = await theirs(COMPLAINT)
  expect(root.buttons).toEqual(['Answer', 'Reply to the shop', 'Add evidence'])
  expect(root.text).toContain('The shade is cracked.')
  await mei.presses(root, 'Answer')
  await mei.seesModal(/Answer a complaint/)
  const photo = { name: 'shade.txt', bytes: Buffer.from('a new shade') }
  const answered = { 'Your answer': 'We send a new shade.', 'What you credit': '12.50 USD' }
  await mei.submits({ ...answered, 'Photos and files': [photo] })
  await shop.bot.settles()
  const card = await ours(COMPLAINT)
  const told = sam.sees(rooms.orders).filter(one => one.threadTs === card.ts && one.ts !== card.ts)
  expect(told.map(({ text }) => text).join()).toMatch(/answered C\d+.*We send a new shade/s)
  expect((await shop.database.db.select().from(caseFiles)).map(({ name }) => name)).toEqual(['shade.txt'])
  await sam.presses(card, 'Resolve')
  await sam.seesModal(/Resolve a complaint/)
  await sam.submits({ Resolution: 'refund', Amount: '1000' })
  expect(sam.modal?.errors.Amount).toMatch(/Only EUR 89\.00 of this order is left to refund/)
  await sam.submits({ Resolution: 'refund', Amount: '' })
  await shop.bot.settles()
  expect((await ours(COMPLAINT)).text).toContain('EUR 44.50')
  const closed = await theirs(COMPLAINT)
  expect(closed.buttons).toEqual([])
  expect(
    mei
      .sees(rooms.lumen)
      .map(({ text }) => text)
      .join(),
  ).not.toContain('89.00')
})

test('a return goes its whole way by buttons and forms alone', async () => {
  const { sam, mei, rooms } = shop
  await sam.presses(await ours(/^Order 1042/), 'Return')
  await sam.seesModal(/Open a return/)
  await sam.submits({ Reason: 'unwanted', 'What happened': 'Too bright.', 'Which items': 'LAMP x1' })
  await sam.reads(rooms.orders, /R\d+ is open/)
  await shop.bot.settles()
  await mei.presses(await theirs(RETURN), 'Take it back')
  await mei.seesModal(/Take it back/)
  await mei.submits({ 'Return address': 'Dock 4, Ningbo', 'What you credit': '20 USD' })
  await shop.bot.settles()
  await sam.presses(await ours(RETURN), 'Parcel back')
  await sam.seesModal(/Parcel back/)
  await sam.submits({ 'Tracking number': 'RB123456785CN' })
  await shop.bot.settles()
  await mei.presses(await theirs(RETURN), 'Inspected')
  await mei.seesModal(/Inspect a return/)
  await mei.submits({ 'What was found': 'LAMP fine' })
  expect(Object.values(mei.modal?.errors ?? {}).join()).toContain('restocked, damaged, missing or wrong')
  await mei.submits({ 'What was found': 'LAMP damaged' })
  await shop.bot.settles()
  for (const [label, title] of [
    ['Record refund', /Record a refund/],
    ['Record credit', /Record a credit/],
  ] as const) {
    await sam.presses(await ours(RETURN), label)
    await sam.seesModal(title)
    await sam.submits({})
    await shop.bot.settles()
  }
  await sam.presses(await ours(RETURN), 'Close')
  await sam.reads(rooms.orders, /R\d+ is closed/)
  await shop.bot.settles()
  expect((await theirs(RETURN)).buttons).toEqual([])
})
