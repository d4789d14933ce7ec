import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events } from '../../src/kernel/ground/tables.ts'
import { dayWords } from '../../src/kernel/words/zoned.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { agreements, suppliers } from '../../src/suppliers/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { LUMEN_TERMS } from '../stage/lumen-terms.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { phraseText, textOf } from '../stage/text-of.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const mei = () => shop.bot.as('Mei', 'lumen')
const po = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
const lamp = [{ sku: 'LAMP' }]

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('acknowledged with a day: both sides read it, later than agreed and all, and it cannot be acknowledged again', async () => {
  await shop.forwarded('1042', lamp)
  const day = inDays(9)
  const [sent] = await shop.database.db.select().from(purchaseOrders)
  const agreed = new TZDate(sent?.shipBy?.getTime() ?? 0, 'Asia/Shanghai')
  const promised = `${dayWords(day)}, later than the agreed ${format(agreed, 'EEE, d MMM yyyy')}`
  expect(said(await mei().types(`/po acknowledge 1042-A "9 days"`))).toBe(
    `1042-A is acknowledged, to ship on ${promised}. Next: add the tracking number when it ships.`,
  )
  await shop.bot.pump.idle()
  expect(po().facts).toContainEqual({ label: 'Promised for', value: promised })
  expect(textOf(cardIn(shop.chat, 'orders', 'Order 1042'))).toContain(`Acknowledged by Mei · promised for ${promised}`)
  expect(po().presses.map(one => one.label)).not.toContain('Acknowledge')
  expect(said(await mei().types('/po acknowledge 1042-A'))).toBe('1042-A was acknowledged already by Mei.')
  expect(said(await mei().types('/po acknowledge 1042-A yesterday'))).toBe('1042-A was acknowledged already by Mei.')
})

test('a promise is a yes; it can be put right while it has not shipped, and a bad day changes nothing', async () => {
  const [lumen] = await shop.database.db.select().from(suppliers).where(eq(suppliers.name, 'Lumen'))
  const terms = { ...LUMEN_TERMS, calendar: { ...LUMEN_TERMS.calendar, closed: [inDays(1)] } }
  const yes = { proposedAt: new Date(), proposedBy: 'Sam', acceptedAt: new Date(), answeredBy: 'Mei' }
  await shop.database.db.insert(agreements).values({ supplierId: lumen?.id ?? '', version: 1, terms, ...yes })
  await shop.forwarded('1042', lamp)
  const wrong = await mei().types('/po promise 1042-A 2020-01-01')
  expect(said(wrong)).toMatch(/^2020-01-01 is past; today is .* in Asia\/Shanghai\.$/)
  const [first, second] = [inDays(1), inDays(2)]
  expect(said(await mei().types('/po promise 1042-A tomorrow'))).toBe(
    `1042-A is promised to ship on ${dayWords(first)} (Lumen is closed that day).`,
  )
  await shop.bot.pump.idle()
  const form = await mei().presses(po(), 'Promise a date')
  expect(said(await mei().submits(form, { promised: second }))).toBe(
    `1042-A is promised to ship on ${dayWords(second)}.`,
  )
  const told = phraseText(card(await sam().types('/order show 1042')).body)
  expect(told).toContain(`Mei acknowledged 1042-A, to ship on ${first}`)
  expect(told).toContain(`Mei promised 1042-A for ${second} instead of ${first}`)
  await mei().types('/tracking add 1042-A 1Z999AA10123456784')
  expect(said(await mei().types(`/po promise 1042-A ${first}`))).toBe('1042-A is shipped already.')
})

test('a decline wants a reason, tells staff in words, and cannot be taken for a yes', async () => {
  await shop.forwarded('1042', lamp)
  const form = await mei().presses(po(), 'Decline')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields.map(field => [field.name, field.kind, field.required])).toEqual([
    ['reason', 'select', true],
    ['note', 'long', false],
  ])
  expect(said(await mei().submits(form, { reason: 'inventory_out_of_stock', note: 'back in June' }))).toBe(
    '1042-A is declined: inventory out of stock. The shop’s staff have been notified.',
  )
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'alerts', '1042-A was declined').summary).toBe(
    'Lumen declined 1042-A: inventory out of stock — back in June (Mei).',
  )
  expect(po().presses).toEqual([])
  for (const text of [
    '/po acknowledge 1042-A',
    '/po decline 1042-A other',
    '/po promise 1042-A 2027-01-01',
    '/tracking add 1042-A 1Z999AA10123456784',
    '/po shipto 1042-A',
  ])
    expect(said(await mei().types(text)), text).toBe('1042-A was declined already by Mei.')
})

test('a decline for no reason anybody knows changes nothing', async () => {
  await shop.forwarded('1042', lamp)
  const before = await shop.database.db.$count(events)
  expect(said(await mei().types('/po decline 1042-A tired'))).toMatch(/^Reason: “tired” isn’t one of the reasons/)
  expect((await mei().types('/po decline 1042-A')).kind).toBe('form')
  expect(await shop.database.db.$count(events)).toBe(before)
})

test('the ship-to opens privately, is on the record, and is closed once the order is not theirs', async () => {
  await shop.forwarded('1042', lamp)
  const shown = card(await mei().presses(po(), 'Ship-to'))
  expect(shown.body).toBe('Zoë Lindqvist\nVästra Hamngatan 5\n411 17 Göteborg\nSweden')
  expect(shown.facts).toEqual([
    { label: 'Phone', value: '+46 31 711 00 00' },
    { label: 'E-mail', value: 'zoe@example.com' },
  ])
  expect(phraseText(card(await sam().types('/order show 1042')).body)).toContain('Mei opened the ship-to of 1042-A')
  await sam().types('/order cancel 1042')
  expect(said(await mei().types('/po shipto 1042-A'))).toBe('1042-A was cancelled.')
  expect(card(await sam().types('/po shipto 1042-A')).body).toContain('Västra Hamngatan 5')
})

test('staff may act for a supplier, and the record says that it was they', async () => {
  await shop.forwarded('1042', lamp)
  shop.chat.admit('sam', 'Sam', ['orders'])
  expect(said(await shop.bot.as('Sam', 'lumen').presses(po(), 'Acknowledge'))).toContain('1042-A is acknowledged')
  expect(said(await mei().presses(po(), 'Acknowledge'))).toBe('1042-A was acknowledged already by Sam.')
})
