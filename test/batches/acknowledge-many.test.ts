import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claim } from '../../src/kernel/carrying/claim.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { system } from '../stage/bot.ts'
import { doing } from '../stage/doing-tasks.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aShop()
const work = doing(() => shop)
beforeEach(work.start)
afterEach(work.stop)

const HOUR = 3_600_000
const mei = () => shop.bot.as('Mei', 'lumen')
const yes = async () => {
  const all = await shop.database.db.select().from(purchaseOrders)
  return all
    .filter(po => po.acknowledgedAt)
    .map(({ number, promisedOn }) => [number, promisedOn])
    .toSorted()
}
async function forwarded(...numbers: string[]): Promise<void> {
  for (const number of numbers) await shop.forwarded(number, [{ sku: 'LAMP', quantity: 2 }])
}
const dayAhead = (days: number) => new Date(shop.bot.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

test('all new ones are listed first; what comes after the list is not swept in', async () => {
  await forwarded('1042', '1043')
  await shop.forwarded('2000', [{ sku: 'BOWL' }])
  const list = card(await mei().types('/po acknowledge all'))
  expect(list.summary).toBe('2 purchase orders wait for your acknowledgement.')
  expect(textOf(list)).toContain('1042-A · 1043-A')
  await forwarded('1044')
  await mei().presses(list, 'Acknowledge 2')
  await work.idle()
  expect((await yes()).map(([number]) => number)).toEqual(['1042-A', '1043-A'])
  expect(cardIn(shop.chat, 'lumen', '2 purchase orders at once').summary).toBe(
    '2 of 2 purchase orders are acknowledged.',
  )
  expect(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').presses.map(({ label }) => label)).not.toContain(
    'Acknowledge',
  )
  expect(said(await mei().presses(list, 'Acknowledge 2'))).toContain('already')
})

test('several by number with one promised day; what became of each is said, and others’ are not known', async () => {
  await forwarded('1042', '1043', '1044', '1045')
  await shop.forwarded('2000', [{ sku: 'BOWL' }])
  await mei().types('/po acknowledge 1042-A')
  await shop.ask('order.cancel', { order: '1043' })
  await mei().types('/po acknowledge 1045-A')
  await shop.ask('order.cancel', { order: '1045' })
  const day = dayAhead(3)
  const answer = said(await mei().types(`/po acknowledge 1042-A, 1043-A 1044-A 2000-A ${day}`))
  expect(answer).toContain('Acknowledging 3 purchase orders')
  expect(answer).toContain('no purchase order 2000-A')
  await work.idle()
  const shown = textOf(cardIn(shop.chat, 'lumen', '3 purchase orders at once'))
  expect(shown).toMatch(/1 of 3.*1042-A was acknowledged already by Mei.*1043-A was cancelled/s)
  expect(await yes()).toContainEqual(['1044-A', day])
  expect(said(await mei().types('/po acknowledge 1044-A 1045-A 2020-01-01'))).toContain('past')
})

test('of more than a list holds, the count is of all that wait, and the first are named in their order', async () => {
  await forwarded('1042')
  const [one] = await shop.database.db.select().from(purchaseOrders)
  if (!one) throw new Error('nothing was sent')
  const numbers = Array.from({ length: 120 }, (_, at) => `${2_000 + at}-A`)
  const sentAt = shop.bot.now()
  await shop.database.db
    .insert(purchaseOrders)
    .values(numbers.map(number => ({ ...one, id: randomUUID(), orderId: randomUUID(), number, sentAt })))
  const list = card(await mei().types('/po acknowledge all'))
  expect(list.summary).toBe('121 purchase orders wait for your acknowledgement. These are the first 100.')
  expect(String(list.body).split(' · ').slice(0, 3)).toEqual(['1042-A', '2000-A', '2001-A'])
  expect(list.presses.map(({ label }) => label)).toContain('Acknowledge 100')
})

test('what an unanswered change is asked of is answered for itself', async () => {
  await forwarded('1042', '1043')
  await shop.ask('order.change', { order: '1042', lines: 'LAMP x1' })
  await shop.bot.pump.idle()
  await mei().types('/po acknowledge 1042-A 1043-A')
  await work.idle()
  const shown = textOf(cardIn(shop.chat, 'lumen', '2 purchase orders at once'))
  expect(shown).toMatch(/1 of 2 purchase orders are acknowledged.*Do not ship: fewer pieces asked. Answer that first/s)
})

test('a burst is offered once an hour in the room of its supplier, from where some are chosen', async () => {
  // Soon after the beginning of the next hour, so that all come within one.
  shop.bot.wait(HOUR - (shop.bot.now().getTime() % HOUR) + 60_000)
  await forwarded('1042', '1043')
  await shop.bot.ask('po.gather-new', {}, system)
  await shop.bot.pump.idle()
  const offers = () => shop.chat.messages.filter(one => one.card.title === 'Several new purchase orders')
  expect(offers()).toHaveLength(0)
  await forwarded('1044')
  for (let minutes = 0; minutes < 2; minutes++) await shop.bot.ask('po.gather-new', {}, system)
  await shop.bot.pump.idle()
  expect(offers().map(({ channel }) => channel)).toEqual(['lumen'])
  const list = card(
    await mei().presses(cardIn(shop.chat, 'lumen', 'Several new purchase orders'), 'Acknowledge all new…'),
  )
  const form = await mei().presses(list, 'Choose…')
  if (form.kind !== 'form') throw new Error('no form')
  const [field] = form.form.fields
  expect(field?.choices?.map(({ label }) => label)).toEqual(['1042-A', '1043-A', '1044-A'])
  const ids = field?.choices?.map(({ value }) => value) ?? []
  expect(said(await mei().submits(form, { purchaseOrders: ids.slice(1).join(' '), promised: '2020-01-01' }))).toContain(
    'past',
  )
  await mei().submits(form, { purchaseOrders: ids.slice(1).join(' '), promised: dayAhead(2) })
  await work.idle()
  expect(await yes()).toEqual([
    ['1043-A', dayAhead(2)],
    ['1044-A', dayAhead(2)],
  ])
})

test('where a room is behind, the cards of many let pass what somebody presses', async () => {
  await forwarded('1042', '1043', '1044')
  await shop.bot.pump.stop()
  await mei().types('/po acknowledge 1042-A 1043-A')
  await work.tasks()
  await mei().types('/po acknowledge 1044-A')
  const { claimed } = await claim(shop.database.db, { most: 20, now: shop.bot.now() })
  const first = claimed.find(({ way, room }) => way === 'edit' && room.channel === 'lumen')
  expect(first?.message.card.title).toBe('Purchase order 1044-A')
})
