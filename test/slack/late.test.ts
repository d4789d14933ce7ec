import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'

const shop = aSlackShop()
afterEach(() => shop.allWell())

async function later(hours: number): Promise<void> {
  shop.bot.wait(hours * 3_600_000)
  for (const job of ['late.sweep', 'case.escalate']) await shop.ask(job)
  await shop.bot.settles()
}

const root = () => shop.mei.reads(shop.rooms.lumen, /^1042-A is late/)
const card = () => shop.sam.reads(shop.rooms.alerts, /^L\d+: 1042-A is late/)
/** What stands under a message, in order. */
const thread = (person: 'mei' | 'sam', room: 'lumen' | 'alerts', ts: string) =>
  shop[person].sees(shop.rooms[room]).filter(seen => seen.threadTs === ts && seen.ts !== ts)

test('from notice to thread: late, reminded by name, promised, shipped, closed', async () => {
  const { mei, rooms } = shop
  await shop.forwarded('1042', 'LAMP')
  await later(25)
  expect((await root()).buttons).toEqual([
    'Acknowledge',
    'New ship date',
    'Already shipped: add tracking',
    'Cannot ship',
  ])
  expect((await card()).text).toContain('Waybill reminds Lumen')
  await later(4.2)
  const [reminder] = thread('mei', 'lumen', (await root()).ts)
  expect(reminder?.text).toContain('1042-A still waits for your answer')
  expect(reminder?.mentions.map(({ id }) => id)).toEqual([mei.id, shop.chen.id])
  await mei.presses(await root(), 'New ship date')
  await mei.seesModal(/Promise a ship date/)
  const day = new Date(shop.fake.clock.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  await mei.submits({ 'Promised ship date': day })
  await mei.reads(rooms.lumen, /is promised to ship on/)
  await shop.bot.settles()
  expect(thread('mei', 'lumen', reminder?.threadTs ?? '').at(-1)?.text).toMatch(/is closed.*acknowledged/s)
  await later(24)
  await mei.presses(await root(), 'Already shipped: add tracking')
  await mei.seesModal(/Add tracking/)
  await mei.submits({ 'Tracking number': '1Z999AA10123456784' })
  await shop.bot.settles()
  const was = await mei.reads(rooms.lumen, /^1042-A was late/)
  expect(was.buttons).toEqual([])
  expect(thread('mei', 'lumen', was.ts).at(-1)?.text).toMatch(/1042-A has shipped/)
})

test('staff take, nudge, snooze, re-route and close, each by its button', async () => {
  const { sam, mei, rooms } = shop
  await shop.forwarded('1042', 'LAMP')
  await later(25)
  expect((await card()).buttons).toEqual(['Nudge', 'Snooze', 'Take', 'Re-route', 'Close'])
  await sam.presses(await card(), 'Take')
  await sam.reads(rooms.alerts, /is yours/)
  await sam.presses(await card(), 'Nudge')
  await sam.reads(rooms.alerts, /Lumen was asked about/)
  await shop.bot.settles()
  expect(thread('mei', 'lumen', (await root()).ts).at(-1)).toMatchObject({
    text: expect.stringContaining('sam asks about 1042-A'),
  })
  await sam.presses(await card(), 'Snooze')
  await sam.seesModal(/Snooze a case/)
  await sam.submits({ Until: 'whenever' })
  expect(sam.modal?.errors.Until).toMatch(/is not a day or a time/)
  await sam.submits({ Until: '2 days' })
  await sam.reads(rooms.alerts, /is silent until/)
  await shop.bot.settles()
  expect((await card()).text).toContain('Silent until')
  await sam.presses(await card(), 'Close')
  await sam.seesModal(/Close a case/)
  await sam.submits({ Reason: 'sent_elsewhere' })
  await sam.reads(rooms.alerts, /is closed: somebody else ships it/)
  await shop.bot.settles()
  await sam.presses(await sam.reads(rooms.alerts, /^L\d+: 1042-A was late/), 'Reopen')
  await sam.seesModal(/Reopen a case/)
  await sam.submits({})
  await shop.bot.settles()
  await sam.presses(await card(), 'Re-route')
  await sam.seesModal(/Re-route/)
  await sam.submits({ Supplier: 'Casa' })
  await sam.reads(rooms.alerts, /1042-A is withdrawn from Lumen/)
  await shop.bot.settles()
  const was = await mei.reads(rooms.lumen, /^1042-A was late/)
  expect(thread('mei', 'lumen', was.ts).at(-1)?.text).toContain('Please do not ship it')
  await shop.lucia.reads(rooms.casa, /Purchase order 1042-B/)
})

test('a supplier of another organisation acts on one of many from the digest, without a command', async () => {
  const { mei, rooms } = shop
  for (let index = 0; index < 5; index++) await shop.forwarded(`20${index}0`, 'LAMP')
  await later(25)
  const digest = await mei.reads(rooms.lumen, /^5 purchase orders fell due within the hour/)
  await mei.presses(digest, 'Answer one')
  const modal = await mei.seesModal(/A late shipment/)
  expect(modal.text).toContain('Case')
  const [row] = await shop.database.db
    .select()
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .where(eq(purchaseOrders.number, '2020-A'))
  await mei.submits({ Case: row?.cases.number ?? '' })
  const shown = await mei.reads(rooms.lumen, seen => seen.ephemeral && seen.text.startsWith('2020-A is late'))
  await mei.presses(shown, 'Acknowledge')
  await mei.reads(rooms.lumen, /2020-A is acknowledged/)
  await shop.bot.settles()
  await mei.reads(rooms.lumen, /4 of 5 still want an answer/)
})
