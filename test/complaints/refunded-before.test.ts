import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { said } from '../stage/shop.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const mei = () => shop.bot.as('Mei', 'lumen')
/** What every record of a refund says: recording moves no money. */
const PAY = ' Waybill only records it: pay it back in the admin of Lamps.'
const says = async (text: string) => said(await shop.bot.as('Sam', 'support').does(text))

/** Order 1042 of EUR 89.00: one lamp and one bulb at EUR 44.50, shipped. */
async function shipped(): Promise<void> {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BULB' }])
  await mei().types(`/tracking add 1042-A ${UPS}`)
}

async function opened(text: string): Promise<{ number: string; answer: string }> {
  const answer = await says(text)
  const number = /^([CR]\d+)/.exec(answer)?.[1]
  if (!number) throw new Error(answer)
  return { number, answer }
}
const complaint = () => opened('/complaint open 1042 damaged cracked lines:LAMP')
const anotherReturn = () => opened('/return open 1042 damaged cracked lines:LAMP')

test('a complaint that is reopened does not refund its lamp a second time unless staff say how much', async () => {
  await shipped()
  const { number } = await complaint()
  expect(await says(`/complaint resolve ${number} refund`)).toBe(`${number} is resolved: refund of EUR 44.50.${PAY}`)
  await says(`/case reopen ${number} the note was wrong`)
  expect(await says(`/complaint resolve ${number} refund`)).toBe(
    `EUR 44.50 was refunded for the same lines before (${number}), which is all that was paid for them. To refund more, write the amount.`,
  )
  expect(await says(`/complaint resolve ${number} refund amount:5`)).toBe(
    `${number} is resolved: refund of EUR 5.00. EUR 44.50 was refunded for the same lines before (${number}).${PAY}`,
  )
})

test('after a part refund the rest is what a refund comes to', async () => {
  await shipped()
  const { number } = await complaint()
  await says(`/complaint resolve ${number} partial_refund amount:10`)
  const next = await complaint()
  expect(await says(`/complaint resolve ${next.number} refund`)).toBe(
    `${next.number} is resolved: refund of EUR 34.50. EUR 10.00 was refunded for the same lines before (${number}).${PAY}`,
  )
})

test('a lamp that a complaint refunded is not owed again when it comes back, and that is said', async () => {
  await shipped()
  const { number: first } = await complaint()
  await says(`/complaint resolve ${first} refund`)
  const { number, answer } = await anotherReturn()
  expect(answer).toBe(
    `${number} is open: Lumen was asked to take it back. EUR 44.50 was refunded for the same lines before (${first}): ` +
      `EUR 0.00 is owed to the customer. To owe another amount: /return expect ${number} refund …`,
  )
  await mei().types(`/return approve ${number} return-to:x credit:0`)
  expect(await says(`/return refund ${number}`)).toContain('Nothing of the refund to the customer is open')
  expect(await says(`/return expect ${number} refund 7`)).toContain('EUR 7.00')
  expect(await says(`/return refund ${number} 7`)).toContain('EUR 7.00 of the refund to the customer is recorded')
})

test('a lamp that a complaint refunds while its return is open is not refunded again unasked', async () => {
  await shipped()
  const { number } = await anotherReturn()
  await mei().types(`/return approve ${number} return-to:x credit:0`)
  const { number: meanwhile } = await complaint()
  await says(`/complaint resolve ${meanwhile} refund`)
  expect(await says(`/return refund ${number}`)).toBe(
    `EUR 44.50 was refunded for the same lines before (${meanwhile}). To refund EUR 44.50 all the same, write the amount.`,
  )
  expect(await says(`/return refund ${number} 44.50`)).toContain('which is all')
})

test('what another line was refunded for does not count', async () => {
  await shipped()
  const { number: bulb } = await opened('/complaint open 1042 defective dark lines:BULB')
  await says(`/complaint resolve ${bulb} refund`)
  const { number } = await complaint()
  expect(await says(`/complaint resolve ${number} refund`)).toBe(`${number} is resolved: refund of EUR 44.50.${PAY}`)
})
