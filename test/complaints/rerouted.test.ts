import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { aLateShop } from '../stage/a-late-shop.ts'
import { said } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aLateShop()
const UPS = '1Z999AA10123456784'
const sam = (channel = 'support') => shop.bot.as('Sam', channel)
const mei = () => shop.bot.as('Mei', 'lumen')
const says = async (text: string) => said(await sam().types(text))

/** One lamp was bought and broke; its replacement 1042-B is late at Lumen, and staff ask Casa to send it instead. */
async function rerouted(): Promise<string> {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types(`/tracking add 1042-A ${UPS}`)
  await says('/complaint open 1042 damaged cracked')
  const [complaint] = await shop.database.db.select().from(cases)
  await says(`/complaint resolve ${complaint?.number} replacement`)
  await mei().types('/po acknowledge 1042-B')
  await shop.later(49)
  const late = await shop.caseOf('1042-B')
  expect(said(await sam('alerts').types(`/late reroute ${late} Casa`))).toBe(
    '1042-B is withdrawn from Lumen. 1042-C went to Casa. Casa does not list LAMP: make sure that it has it.',
  )
  await shop.bot.pump.idle()
  return complaint?.number ?? ''
}

test('a replacement that another supplier sends instead is on its way: nobody is told that it is lost, and no third is sent', async () => {
  const number = await rerouted()
  expect(shop.titles('support').filter(title => title.includes('not coming'))).toEqual([])
  const [row] = await shop.database.db.select().from(cases).where(eq(cases.number, number))
  expect(row?.closedAt).not.toBeNull()
  expect(await says(`/complaint resolve ${number} replacement`)).toBe(`${number} was resolved already by Sam.`)
  const card = textOf(shop.said('support', `Complaint ${number} of 1042-A`))
  expect(card).toContain('replacement, 1042-C')
  expect(card).not.toContain('1042-B')
  // Lumen is not asked any more for what Casa sends.
  expect(shop.said('lumen', `Complaint ${number} of 1042-A`).summary).toContain('there is nothing more for you to do')
})

test('what replaces a broken piece comes back once, whoever sent it in the end', async () => {
  await rerouted()
  await shop.ask('tracking.add', { purchaseOrder: '1042-C', number: '1Z12345E1512345676' })
  expect(await says('/return open 1042 unwanted x part:1042-A')).toContain('was asked to take it back')
  expect(await says('/return open 1042 unwanted x part:1042-C')).toBe('All of 1042-C is in returns already.')
})

test('a re-routed replacement that its new supplier declines is lost', async () => {
  const number = await rerouted()
  await shop.bot.as('Lucía', 'casa').types('/po decline 1042-C inventory_out_of_stock')
  await shop.bot.pump.idle()
  expect(shop.said('support', `1042-C is not coming: ${number} is open again`).summary).toContain('declined')
})
