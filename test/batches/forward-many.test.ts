import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runBatch } from '../../src/batches/run-batch.ts'
import { batches } from '../../src/batches/tables.ts'
import { csvImporter } from '../../src/integrations/csv/importer.ts'
import type { Ask } from '../../src/kernel/asking/command.ts'
import { loadFile } from '../../src/kernel/ground/load-file.ts'
import { orders } from '../../src/orders/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { exportOf, first } from '../csv/exports.ts'
import { aShop } from '../stage/a-shop.ts'
import { system } from '../stage/bot.ts'
import { doing } from '../stage/doing-tasks.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aShop()
const work = doing(() => shop)
beforeEach(work.start)
afterEach(work.stop)

const sam = () => shop.bot.as('Sam', 'orders')
const made = () => shop.database.db.select().from(purchaseOrders)
const batchCards = () => shop.chat.messages.filter(one => / at once$/.test(one.card.title)).map(one => one.card)

/** Four new orders: one for two suppliers, one on hold, one that nobody supplies. */
async function fourOrders(): Promise<void> {
  await shop.receive('1042', [{ sku: 'LAMP' }])
  await shop.receive('1043', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await shop.receive('1044', [{ sku: 'LAMP' }])
  await shop.receive('1045', [{ sku: 'GONE' }])
  await shop.ask('order.hold', { order: '1044', reason: 'other', note: 'Ada moves' })
}

test('all new orders: shown first, who gets what and what is left out, and forwarded with one press', async () => {
  await fourOrders()
  const plan = card(await sam().types('/order forward all'))
  expect(plan.summary).toBe('2 orders become 3 purchase orders. Left out: 1.')
  expect(textOf(plan)).toMatch(/2 Lumen.*1 Casa.*1045 stays.*nobody supplies GONE/s)
  expect(await made()).toHaveLength(0)
  expect(said(await sam().presses(plan, 'Forward 2 orders'))).toContain('Forwarding 2 orders')
  await work.idle()
  expect((await made()).map(({ number }) => number).toSorted()).toEqual(['1042-A', '1043-A', '1043-B'])
  expect(batchCards().map(({ summary }) => summary)).toEqual(['2 of 2 orders are forwarded.'])
  expect(said(await sam().presses(plan, 'Forward 2 orders'))).toContain('already')
  await work.idle()
  expect(await made()).toHaveLength(3)
})

test('several by number and range; what cannot go is named with why, and notes stay out of the room', async () => {
  await fourOrders()
  const plan = card(await sam().types('/order forward 1042 #1043-1045, 9999'))
  expect(textOf(plan)).toMatch(/9999 stays.*no such order.*1044 stays.*on hold.*1045 stays/s)
  await shop.ask('order.hold', { order: '1043', reason: 'other', note: 'Ada moves' })
  await sam().presses(plan, 'Forward 2 orders')
  await work.idle()
  const shown = cardIn(shop.chat, 'orders', '2 orders at once')
  expect(shown.summary).toBe('1 of 2 orders are forwarded. Not forwarded: 1.')
  expect(textOf(shown)).toContain('It is on hold.')
  expect(textOf(shown)).not.toContain('Ada')
  expect(said(await sam().types('/order forward 1042 1043 supplier:Lumen'))).toContain('one order at a time')
})

test('imported orders that are forwarded at once go out in the order of their numbers, and flood no room', async () => {
  const rows = Array.from({ length: 22 }, (_, at) =>
    first({ Name: `#${at + 1}`, Id: `${7_000_001 + at * 3}`, 'Lineitem sku': 'LAMP' }),
  )
  await csvImporter({ ask: shop.bot.ask }).run({ bytes: exportOf(rows), store: 'Hunt' }, system, () => {})
  await sam().presses(card(await sam().types('/order forward all')), 'Forward 22 orders')
  await work.idle()
  const titles = shop.chat.messages.filter(({ channel }) => channel === 'orders').map(one => one.card.title)
  expect(titles).toEqual(['New orders of Hunt', '22 orders at once'])
  const sent = (await made()).toSorted((one, other) => Number(one.sentAt) - Number(other.sentAt))
  expect(sent.map(({ number }) => number)).toEqual(rows.map((_, at) => `${at + 1}-A`))
})

test('of what was not done, what the card has no room for is one press away, each with why', async () => {
  const numbers = Array.from({ length: 22 }, (_, at) => String(2_001 + at))
  for (const number of numbers) await shop.receive(number, [{ sku: 'LAMP' }])
  const plan = card(await sam().types('/order forward all'))
  await shop.database.db.update(orders).set({ heldAt: shop.bot.now(), holdReason: 'other', heldBy: 'Sam' })
  await sam().presses(plan, 'Forward 22 orders')
  await work.idle()
  const left = card(await sam().presses(cardIn(shop.chat, 'orders', '22 orders at once'), 'All that are left'))
  const [file] = left.files ?? []
  const kept = await loadFile(shop.database.db, file?.file ?? '')
  const lines = Buffer.from(kept?.bytes ?? '')
    .toString()
    .trim()
    .split('\n')
  expect(lines).toEqual(numbers.map(number => expect.stringMatching(new RegExp(`^${number}: .*on hold`))))
})

test('some of the new orders are chosen from a list', async () => {
  await fourOrders()
  const list = card(await sam().types('/order list new'))
  const plan = card(await sam().presses(list, 'Forward new orders'))
  const form = await sam().presses(plan, 'Choose…')
  if (form.kind !== 'form') throw new Error('no form')
  const [field] = form.form.fields
  expect(field?.kind).toBe('many')
  expect(field?.choices?.map(({ label }) => label)).toEqual(['1042', '1043', '1045'])
  const both = field?.choices?.slice(0, 2).map(({ value }) => value) ?? []
  const chosen = card(await sam().submits(form, { orders: both.join(' ') }))
  expect(chosen.summary).toBe('2 orders become 3 purchase orders.')
})

test('killed between doing and noting, and run again, nothing is doubled and nothing is left', async () => {
  await fourOrders()
  await work.stop()
  const plan = card(await sam().types('/order forward all'))
  await sam().presses(plan, 'Forward 2 orders')
  const [{ id } = { id: '' }] = await shop.database.db.select().from(batches)
  const dies: Ask = (name, ...rest) => {
    if (name === 'batch.note') throw new Error('killed')
    return shop.bot.ask(name, ...rest)
  }
  const task = { subject: id, attempt: 0, mustHold: () => {}, signal: new AbortController().signal }
  await expect(runBatch({ db: shop.database.db, ask: dies }).run(task)).rejects.toThrow('killed')
  expect(await made()).toHaveLength(3)
  await work.start()
  await work.idle()
  expect(await made()).toHaveLength(3)
  expect(cardIn(shop.chat, 'orders', '2 orders at once').summary).toBe('2 of 2 orders are forwarded.')
})

test('what breaks holds up no other, and is tried again before it is given up', async () => {
  await fourOrders()
  await work.stop()
  await sam().presses(card(await sam().types('/order forward all')), 'Forward 2 orders')
  const [{ id } = { id: '' }] = await shop.database.db.select().from(batches)
  const [first] = await shop.database.db.select().from(orders).where(eq(orders.number, '1042'))
  const breaks: Ask = (name, input, ...rest) => {
    if ((input as { order?: string }).order === first?.id) throw new Error('a bug')
    return shop.bot.ask(name, input, ...rest)
  }
  const kind = runBatch({ db: shop.database.db, ask: breaks })
  const run = (attempt: number) =>
    kind.run({ subject: id, attempt, mustHold: () => {}, signal: new AbortController().signal })
  await expect(run(0)).rejects.toThrow('a bug')
  expect((await made()).map(({ number }) => number).toSorted()).toEqual(['1043-A', '1043-B'])
  await expect(run(1)).rejects.toThrow('a bug')
  await run(2)
  await shop.bot.pump.idle()
  const shown = cardIn(shop.chat, 'orders', '2 orders at once')
  expect(shown.summary).toBe('1 of 2 orders are forwarded. Not forwarded: 1.')
  expect(textOf(shown)).toContain('It did not work')
})
