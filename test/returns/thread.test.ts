import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'
import { factsOf, phraseText, textIn, textOf } from '../stage/text-of.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const BACK = '1Z12345E1512345676'
const DAY = 24 * 3_600_000
const sam = () => shop.bot.as('Sam', 'support')
const mei = () => shop.bot.as('Mei', 'lumen')
const settled = () => shop.bot.pump.idle()
const ours = (number: string) => cardIn(shop.chat, 'support', `Return ${number} of 1042-A`)
const theirs = (number: string) => cardIn(shop.chat, 'lumen', `Return ${number} of 1042-A`)
const labels = (one: { presses: readonly { label: string }[] }) => one.presses.map(({ label }) => label)
const says = async (text: string) => said(await sam().does(text))

/** Order 1042 with two lamps and a bulb at Lumen, shipped. */
async function shipped(): Promise<void> {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }])
  await mei().types(`/tracking add 1042-A ${UPS}`)
  await settled()
}

async function open(lines = 'LAMP x1'): Promise<string> {
  const answer = await says(`/return open 1042 unwanted too bright lines:"${lines}"`)
  await settled()
  const number = /^(R\d+)/.exec(answer)?.[1]
  if (!number) throw new Error(answer)
  return number
}

async function approved(credit = ' credit:"20 USD"'): Promise<string> {
  const number = await open()
  await mei().types(`/return approve ${number} return-to:"Lumen, Dock 4, Ningbo"${credit}`)
  await settled()
  return number
}

test('a return goes its whole way, from the customer’s wish to the supplier’s credit', async () => {
  await shipped()
  const number = await open()
  expect(theirs(number).summary).toBe(
    'The customer of 1042-A wants to return, no longer wanted: LAMP ×1. Do you take it back?',
  )
  expect(labels(theirs(number))).toEqual(['Take it back', 'Decline', 'Reply to the shop'])
  const form = await mei().presses(theirs(number), 'Take it back')
  expect(said(await mei().submits(form, { credit: '20 USD' }))).toBe('Where does the parcel go? Write the address.')
  const yes = { returnTo: 'Lumen, Dock 4, Ningbo', rma: 'LW-77', credit: '20 USD', instructions: 'No batteries.' }
  expect(said(await mei().submits(form, yes))).toBe(`${number} is approved. “LW-77” must be written on the parcel.`)
  await settled()
  expect(phraseText(cardIn(shop.chat, 'support', `Lumen takes ${number} back`).body)).toMatch(
    /Dock 4.*LW-77.*No batteries/s,
  )
  const parcel = await sam().presses(ours(number), 'Parcel back')
  expect(said(await sam().submits(parcel, { number: BACK }))).toBe(`${number} is on its way back: UPS ${BACK}.`)
  expect(textOf(await sam().types(`/case show ${number}`))).toContain(
    `recorded that ${number} is on its way back with UPS ${BACK}`,
  )
  await settled()
  await mei().presses(theirs(number), 'Received')
  await settled()
  const inspect = await mei().presses(theirs(number), 'Inspected')
  expect(said(await mei().submits(inspect, { found: 'LAMP x1 damaged' }))).toBe(
    `${number} was inspected: 1 of LAMP damaged.`,
  )
  await settled()
  const refund = await sam().presses(ours(number), 'Record refund')
  expect(said(await sam().submits(refund, {}))).toBe(
    `${number}: EUR 44.50 of the refund to the customer is recorded, which is all. Waybill only records it: pay it back in the admin of Lamps.`,
  )
  await settled()
  expect(cardIn(shop.chat, 'lumen', `${number} waits for your credit`).summary).toContain('credit by the supplier')
  const credit = await sam().presses(ours(number), 'Record credit')
  expect(said(await sam().submits(credit, {}))).toBe(
    `${number}: USD 20.00 of the credit by the supplier is recorded, which is all.`,
  )
  await settled()
  expect(said(await sam().presses(ours(number), 'Close'))).toBe(`${number} is closed.`)
  await settled()
  expect(ours(number).facts?.[0]?.value).toBe('Closed')
  expect(theirs(number).presses).toEqual([])
  expect(textIn(shop.chat, 'lumen')).not.toMatch(/44\.50|efund/)
})

test('a return cannot close while a ledger disagrees, unless somebody says why, and that stays on record', async () => {
  await shipped()
  const number = await approved()
  await mei().does(`/return inspect ${number} LAMP x1 missing`)
  expect(await says(`/return close ${number}`)).toBe(
    `${number} cannot close yet. Parcel: 1 of LAMP missing. Refund: EUR 44.50 of EUR 44.50 to the customer is open. ` +
      'Supplier credit: USD 20.00 of USD 20.00 from the supplier is open. Fix that, or say why you close it anyway.',
  )
  await settled()
  expect(factsOf(ours(number))).toContain('Before it can close')
  expect(await says(`/return close ${number} the carrier lost it`)).toBe(`${number} is closed.`)
  const [closed] = await shop.database.db.select().from(events).where(eq(events.name, 'return.closed'))
  expect(closed?.data).toMatchObject({
    why: 'the carrier lost it',
    disagrees: expect.arrayContaining(['Parcel: 1 of LAMP missing.']),
  })
})

test('no more comes back than was bought, over all returns of the order, and what was declined may come again', async () => {
  await shipped()
  const first = await open('LAMP x1')
  expect(await says('/return open 1042 unwanted x lines:"LAMP x2"')).toBe('Only 1 of LAMP is left to return, not 2.')
  await open('LAMP x1')
  expect(await says('/return open 1042 unwanted x lines:LAMP')).toBe('All of LAMP is in returns already.')
  await open('BULB')
  expect(await says('/return open 1042 unwanted x')).toBe('All of 1042-A is in returns already.')
  await mei().types(`/return decline ${first} final_sale`)
  await open('LAMP x1')
})

test('what replaces broken pieces was bought once, and comes back once', async () => {
  await shipped()
  await says('/complaint open 1042 damaged broken lines:"LAMP x2"')
  const [complaint] = await shop.database.db.select().from(cases).where(eq(cases.kind, 'complaint'))
  await says(`/complaint resolve ${complaint?.number} replacement`)
  await mei().types('/tracking add 1042-B 1Z999AA10123456784')
  expect(await says('/return open 1042 unwanted x part:1042-B lines:"LAMP x1"')).toContain('was asked to take it back')
  expect(await says('/return open 1042 unwanted x part:1042-A lines:"LAMP x2"')).toBe(
    'Only 1 of LAMP is left to return, not 2.',
  )
})

test('unknown orders, and what has not shipped, are refused in words', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await says('/return open 1099 unwanted x')).toContain('I can’t find order 1099.')
  expect(await says('/return open 1042 unwanted x')).toBe(
    '1042-A has not shipped yet: there is nothing to send back. Cancel it instead.',
  )
})

test('a supplier that declines says why, and staff may ask again', async () => {
  await shipped()
  const number = await open()
  const form = await mei().presses(theirs(number), 'Decline')
  await mei().submits(form, { reason: 'return_period_ended', note: 'after 60 days' })
  await settled()
  expect(cardIn(shop.chat, 'support', `Lumen does not take ${number} back`).summary).toBe(
    'Mei: return period ended — after 60 days. Reopen it to ask again.',
  )
  expect(said(await mei().types(`/return approve ${number} return-to:x`))).toBe(`${number} was declined.`)
  await sam().submits(await sam().presses(ours(number), 'Reopen'), { why: 'it is only 20 days' })
  await settled()
  expect(labels(theirs(number))).toContain('Take it back')
})

test('a declined return is not taken up again once its lamp is in another: it can come back once', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BULB' }])
  await mei().types(`/tracking add 1042-A ${UPS}`)
  const [first, bulb] = [await open('LAMP'), await open('BULB')]
  await mei().types(`/return decline ${first} other no`)
  await says(`/return withdraw ${bulb}`)
  const second = await open('LAMP')
  expect(await says(`/case reopen ${first}`)).toBe(`${first} stays closed: 1 of LAMP is already covered by ${second}.`)
  await settled()
  expect(ours(first).facts?.[0]?.value).toContain('Declined')
  expect(await says(`/case reopen ${bulb}`)).toBe(`${bulb} is open again.`)
  await says(`/return withdraw ${second}`)
  expect(await says(`/case reopen ${first}`)).toBe(`${first} is open again.`)
})

test('money never moves beyond what is owed or paid, and never in another currency', async () => {
  await shipped()
  const number = await approved()
  expect(await says(`/return refund ${number} 50`)).toBe(
    'Only EUR 44.50 of the refund to the customer is open, not EUR 50.00.',
  )
  expect(await says(`/return expect ${number} refund 100`)).toBe(`${number}: only EUR 89.00 was paid.`)
  expect(await says(`/return refund ${number} 10 USD`)).toBe('The customer paid in EUR. Refund in EUR.')
  expect(await says(`/return credit ${number} 5 EUR`)).toBe('The credit by the supplier is in USD, not EUR.')
  expect(await says(`/return credit ${number} 5`)).toBe(
    `${number}: USD 5.00 of the credit by the supplier is recorded.`,
  )
  expect(said(await mei().types(`/return expect ${number} refund 5`))).toBe(
    'Only the shop’s staff can say what the customer gets back.',
  )
  expect(said(await mei().types(`/return expect ${number} credit 4`))).toContain('came already')
  expect(said(await mei().types(`/return refund ${number}`))).toContain('I don’t know /return refund')
})

test('a supplier that lowers its credit after the customer was refunded does not do so in silence', async () => {
  await shipped()
  const number = await approved(' credit:"44.50 EUR"')
  await mei().does(`/return inspect ${number}`)
  await says(`/return refund ${number}`)
  await mei().types(`/return expect ${number} credit 50 EUR`)
  await settled()
  const told = () => shop.chat.messages.filter(({ card }) => card.title === `Lumen lowered its credit of ${number}`)
  expect(told()).toEqual([])
  await mei().types(`/return expect ${number} credit 0`)
  await settled()
  expect(told().map(({ channel, card }) => [channel, card.summary])).toEqual([
    ['support', 'Mei: EUR 0.00 instead of EUR 50.00. The customer was refunded already.'],
  ])
  expect(told()[0]?.thread).not.toBeNull()
  // What the customer got is the staff's business, and what staff write down themselves is no news to them.
  expect(textIn(shop.chat, 'lumen')).not.toContain('efund')
  expect(await says(`/return expect ${number} credit EUR 50.00`)).toContain('EUR 50.00')
  await says(`/return expect ${number} credit 30`)
  await settled()
  expect(told()).toHaveLength(1)
})

test('two people who refund at once refund it once', async () => {
  await shipped()
  const number = await approved()
  const both = await Promise.all(
    ['Sam', 'Ola'].map(async who => said(await shop.bot.as(who, 'support').does(`/return refund ${number}`))),
  )
  expect(both.filter(text => text.includes('is recorded'))).toHaveLength(1)
  expect(both.filter(text => text.includes('Nothing of the refund'))).toHaveLength(1)
})

test('a return that expires is told of ahead, once each, and takes no parcel after it', async () => {
  await shipped()
  const number = await approved()
  const told = async () => {
    await shop.ask('return.sweep')
    await settled()
    return shop.chat.messages.filter(({ card }) => /expires in|has expired/.test(card.title)).length
  }
  expect(await told()).toBe(0)
  shop.bot.wait(28 * DAY)
  expect([await told(), await told()]).toEqual([1, 1])
  shop.bot.wait(7 * DAY)
  expect([await told(), await told()]).toEqual([2, 2])
  expect(cardIn(shop.chat, 'support', `${number} has expired`).summary).toContain('Ask the customer')
  expect(await says(`/return parcel ${number} ${BACK}`)).toContain('has expired')
  const later = new Date(shop.bot.now().getTime() + 10 * DAY).toISOString().slice(0, 10)
  expect(said(await mei().types(`/return instruct ${number} expires:${later}`))).toBe(`${number}: the expiry is new.`)
  expect(await says(`/return parcel ${number} ${BACK}`)).toContain('is on its way back')
})

test('to another supplier a return is as if it did not exist', async () => {
  await shipped()
  const number = await open()
  const lucia = shop.bot.as('Lucía', 'casa')
  for (const text of ['show', 'approve', 'decline', 'instruct', 'receive', 'inspect'])
    expect(said(await lucia.types(`/return ${text} ${number}${text === 'decline' ? ' other' : ''}`)), text).toBe(
      `There is no case ${number} here. Its number looks like L7, C12, R13, Q7, A7 or P7.`,
    )
})
