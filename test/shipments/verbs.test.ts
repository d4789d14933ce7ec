import { expect, test } from 'vitest'
import { events } from '../../src/kernel/ground/tables.ts'
import { shipmentLines, shipments } from '../../src/shipments/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { factsOf, phraseText } from '../stage/text-of.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const CHINA = 'RB123456785CN'
const mei = () => shop.bot.as('Mei', 'lumen')
const says = async (text: string) => said(await mei().types(text))
const po = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')

test('a number that fits several carriers asks which, and the choice records it with what was said to be inside', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }])
  const form = await mei().presses(po(), 'Add tracking')
  const which = card(await mei().submits(form, { number: '1234 5678 9012', lines: 'LAMP x1' }))
  expect(which.title).toBe('Whose number is 123456789012?')
  expect(which.context).toBe('Nothing is recorded until you choose.')
  expect(await shop.database.db.$count(shipments)).toBe(0)
  const fedex = which.presses.find(one => one.label === 'FedEx')
  expect(said(await mei().presses(which, fedex?.label ?? ''))).toBe(
    'FedEx 123456789012 was added to 1042-A. 2 pieces of 1042-A are still to ship.',
  )
  expect((await shop.database.db.select().from(shipmentLines)).map(line => line.quantity)).toEqual([1])
  expect(said(await mei().presses(which, 'FedEx'))).toBe('123456789012 is recorded for 1042-A already.')
})

test('a parcel before any yes is a yes, by whoever sent it', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  expect(await says(`/tracking add 1042-A ${UPS} lines:"LAMP x1"`)).toBe(
    `UPS ${UPS} was added to 1042-A. 1 piece of 1042-A is still to ship.`,
  )
  await shop.bot.pump.idle()
  expect(po().summary).toContain('Partly shipped')
  expect(await says('/po acknowledge 1042-A')).toBe('1042-A is partly shipped already.')
  const told = phraseText(card(await shop.bot.as('Sam', 'orders').types('/order show 1042')).body)
  expect(told).toMatch(/Mei added tracking UPS.*1 piece/)
  expect(told).toContain('Mei acknowledged 1042-A')
})

test('what cannot be is refused in words beside its field, and nothing is half done', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const before = await shop.database.db.$count(events)
  const form = await mei().presses(po(), 'Add tracking')
  const errors = async (values: Record<string, string>) => {
    const answer = await mei().submits(form, values)
    return answer.kind === 'errors' ? answer.errors : answer
  }
  expect(await errors({ number: '1Z999AA10123456785' })).toEqual({
    number: 'The check digit does not fit UPS. Check the number for a typo.',
  })
  expect(await errors({ number: 'HELLO-42' })).toMatchObject({
    carrier: 'No carrier we know writes its numbers like this. Check it, or name the carrier as well.',
  })
  expect(await errors({ number: UPS, lines: 'LAMP x2' })).toEqual({
    sure: 'Only 1 of LAMP is left to ship, not 2. Correct it, or say that so many are inside (sure:yes).',
  })
  expect(await errors({ number: UPS, lines: 'LAMQ' })).toEqual({ lines: 'No line here is “LAMQ”. Did you mean LAMP?' })
  expect(await errors({ number: '9'.repeat(80), carrier: 'UPS' })).toEqual({
    number: 'This is longer than 64 characters. Write one tracking number at a time.',
  })
  expect(await errors({ number: 'pending', carrier: 'UPS' })).toEqual({
    number: '“pending” isn’t a tracking number. Add the one on the label once you have it.',
  })
  expect(await errors({ number: 'HELLO-42', carrier: 'Fedx' })).toMatchObject({
    carrier: expect.stringContaining('Did you mean FedEx'),
  })
  expect(await shop.database.db.$count(events)).toBe(before)
  expect(await shop.database.db.$count(shipments)).toBe(0)
})

test('a number typed for pieces that are in parcels already asks first whether it corrects one', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await says(`/tracking add 1042-A ${UPS}`)
  const question = card(await mei().types(`/tracking add 1042-A ${CHINA}`))
  expect(question.summary).toBe(`All of 1042-A is in parcels already: UPS ${UPS}. Is ${CHINA} a further parcel?`)
  expect(await shop.database.db.$count(shipments)).toBe(1)
  expect(said(await mei().presses(question, 'It is a further parcel'))).toContain('All of 1042-A is in parcels.')
  expect(await says(`/tracking add 1042-A ${CHINA}`)).toBe(`${CHINA} is recorded for 1042-A already.`)
  expect(await says(`/tracking add 1042-A 1Z999AA10123456784 lines:LAMP`)).toBe('All of LAMP is in parcels already.')
  expect(await shop.database.db.$count(shipmentLines)).toBe(1)
})

test('a correction keeps the old number on record and in search, and shows the new one everywhere', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await says(`/tracking add 1042-A ${UPS}`)
  await shop.bot.pump.idle()
  const form = await mei().presses(po(), 'Correct tracking')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields[0]?.choices?.map(one => one.value)).toEqual([UPS])
  expect(said(await mei().submits(form, { shipment: UPS, number: CHINA }))).toMatch(
    new RegExp(`^${UPS} was corrected to .*${CHINA}. The old number stays on record.$`),
  )
  await shop.bot.pump.idle()
  expect(factsOf(po())).toContain(CHINA)
  expect(factsOf(po())).not.toContain(UPS)
  expect(phraseText(card(await mei().types('/tracking list 1042-A')).lines?.[0]?.detail)).toContain(`was UPS ${UPS}`)
  expect(said(await shop.bot.as('Sam', 'orders').types(`/order find ${UPS}`))).toContain('1 order with')
})

test('a correction that corrects nothing, or takes another parcel’s number, is refused', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await says(`/tracking correct 1042-A ${UPS} ${CHINA}`)).toBe(
    '1042-A has no tracking number yet. Add one with /tracking add 1042-A …',
  )
  await says(`/tracking add 1042-A ${UPS}`)
  await says(`/tracking add 1042-A ${CHINA} sure:yes`)
  expect(await says(`/tracking correct 1042-A ${UPS} ${UPS}`)).toBe(`${UPS} is what is recorded already.`)
  expect(await says(`/tracking correct 1042-A ${UPS} ${CHINA}`)).toBe(
    `${CHINA} is recorded for another parcel of 1042-A.`,
  )
  expect(await says(`/tracking correct 1042-A 999 ${CHINA}`)).toMatch(
    /^1042-A has no parcel 999. It has 1Z999AA10123456784 and RB123456785CN\.$/,
  )
  expect(await says(`/tracking correct 1042-A ${UPS} 123456789012`)).toMatch(
    /^That could be .* or .*\. Name the carrier as well\.$/,
  )
})

test('a parcel of a carrier nobody knows keeps that carrier when its number is put right', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await says('/tracking add 1042-A VAN-7 carrier:"our own van"')).toContain('our own van VAN7 was added')
  expect(await says('/tracking correct 1042-A VAN-7 VAN-8')).toBe(
    'VAN7 was corrected to our own van VAN8. The old number stays on record.',
  )
  expect(await says(`/tracking correct 1042-A VAN-8 ${UPS}`)).toContain(`corrected to UPS ${UPS}`)
})

test('the list says what is in each parcel and what is left', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  expect(await says('/tracking list 1042-A')).toBe('1042-A has no parcel yet; 3 pieces left to ship.')
  await says(`/tracking add 1042-A ${UPS} lines:"LAMP x2"`)
  const shown = card(await mei().types('/tracking list 1042-A'))
  expect(shown.summary).toBe('1042-A has 1 parcel; 1 piece left to ship.')
  expect(shown.lines?.[0]).toEqual({
    text: `UPS ${UPS}`,
    detail: ['2 × Thing LAMP', ' · ', 'by Mei', ' · ', { text: 'Follow it', to: expect.stringContaining(UPS) }],
  })
})

test('two people who add the same number at once record it once', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const both = await Promise.all(
    ['Mei', 'Chen'].map(async who => said(await shop.bot.as(who, 'lumen').types(`/tracking add 1042-A ${UPS}`))),
  )
  expect(both.toSorted()).toEqual([
    `${UPS} is recorded for 1042-A already.`,
    `UPS ${UPS} was added to 1042-A. All of 1042-A is in parcels.`,
  ])
})

test('whom a supplier used last for such numbers is proposed first; another supplier’s habit is not', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  const asked = async (number: string) => {
    const answer = await mei().types(`/tracking add 1042-A ${number} lines:"LAMP x1"`)
    return answer.kind === 'shown' ? card(answer).presses.map(one => one.label) : said(answer)
  }
  expect(await asked('SDH0000000001')).toEqual(['SDH', 'Another carrier'])
  expect(await says('/tracking add 1042-A SDH0000000001 carrier:"other: Our van" lines:"LAMP x1"')).toContain(
    'Our van SDH',
  )
  expect(await asked('SDH0000000002')).toEqual(['Our van', 'SDH', 'Another carrier'])
  expect(await asked('SDX0000000002')).toMatch(/^No carrier we know/)
})

test('a pasted tracking page is recorded by the number on it, in the command and in the form', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  expect(await says(`/tracking add 1042-A "https://www.ups.com/track?tracknum=${UPS}" lines:"LAMP x1"`)).toBe(
    `UPS ${UPS} was added to 1042-A. 1 piece of 1042-A is still to ship.`,
  )
  const form = await mei().presses(po(), 'Add tracking')
  expect(said(await mei().submits(form, { number: `China Post ${CHINA}` }))).toBe(
    `China Post ${CHINA} was added to 1042-A. All of 1042-A is in parcels.`,
  )
})
