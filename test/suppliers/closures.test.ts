import { expect, test } from 'vitest'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { accepts } from '../stage/accepts.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const HOUR = 3_600_000
const shop = aShop()
const sam = () => shop.bot.as('Sam', 'alerts')
const mei = () => shop.bot.as('Mei', 'lumen')
const TITLE = 'Lumen announces a closure'
const settled = () => shop.bot.pump.idle()
const inAlerts = () => cardIn(shop.chat, 'alerts', TITLE)
const day = (hours: number) =>
  new Date(shop.bot.now().getTime() + hours * HOUR).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
const due = async () => (await shop.database.db.select().from(purchaseOrders))[0]?.shipBy?.getTime() ?? 0

test('a closure that staff accept with one press moves what is due, and the supplier reads it', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const before = await due()
  expect(said(await mei().types(`/supplier closed ${day(24)}`))).toBe(
    `The shop was asked to accept that you are closed: ${day(24)}.`,
  )
  await settled()
  expect(await due()).toBe(before)
  const asked = inAlerts()
  expect(asked.summary).toContain(`Mei says that Lumen is closed ${day(24)}.`)
  expect(said(await sam().presses(asked, 'Accept'))).toContain('What is due then moves.')
  await settled()
  expect((await due()) - before).toBe(24 * HOUR)
  expect(cardIn(shop.chat, 'lumen', `Lumen is closed ${day(24)}`).summary).toContain('Sam accepted it.')
  expect(said(await sam().presses(asked, 'Refuse'))).toBe('Sam has accepted this already.')
  expect(said(await mei().types(`/supplier closed ${day(24)}`))).toContain('Name days that the shop does not know')
})

test('a closure that staff refuse moves nothing', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const before = await due()
  const form = await mei().presses(card(await mei().types('/supplier terms')), 'Announce a closure')
  await mei().submits(form, { days: `${day(24)} to ${day(72)}` })
  await settled()
  await sam().presses(inAlerts(), 'Refuse')
  await settled()
  expect(await due()).toBe(before)
  expect(inAlerts()).toMatchObject({ tone: 'bad', presses: [] })
})

test('terms that wait for an answer wait on, with the closure', async () => {
  await sam().types('/supplier terms Lumen ship:"24 hours"')
  await mei().types(`/supplier closed ${day(24)}`)
  await settled()
  await sam().presses(inAlerts(), 'Accept')
  await settled()
  const waiting = cardIn(shop.chat, 'lumen', 'Terms of Lumen, version 3')
  expect(waiting.summary).toBe('Sam proposes new terms: ship within 24 hours instead of 48 hours.')
  expect(said(await accepts(mei(), waiting))).toContain('Version 3 is in force.')
})

test('only a supplier announces its closures, and days that are over are refused', async () => {
  expect(said(await mei().types('/supplier closed 2020-12-24'))).toContain('is past')
  expect(said(await sam().types(`/supplier closed ${day(24)}`))).toContain('I don’t know /supplier closed')
})
