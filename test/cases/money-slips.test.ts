import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { said } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'support')
const mei = () => shop.bot.as('Mei', 'lumen')
const says = async (text: string) => said(await sam().types(text))

async function opened(text: string): Promise<string> {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784')
  return /[CR]\d+/.exec(await says(text))?.[0] ?? ''
}
const aReturn = () => opened('/return open 1042 unwanted too bright')

test('words left out of what can’t be undone open its form, and nothing is done before it is sent', async () => {
  const complaint = await opened('/complaint open 1042 damaged cracked')
  const form = await sam().types(`/complaint resolve ${complaint} refund`)
  expect(form.kind === 'form' && form.form.fields.map(({ name }) => name)).toContain('amount')
  expect(said(await sam().types(`/complaint show ${complaint}`))).not.toContain('resolved')
  expect(said(await sam().submits(form, {}))).toContain('refund of EUR 44.50')

  const number = /R\d+/.exec(await says('/return open 1042 unwanted too bright'))?.[0] ?? ''
  await mei().types(`/return approve ${number} return-to:x credit:5`)
  for (const [who, typed] of [
    [mei(), `/return inspect ${number}`],
    [sam(), `/return refund ${number}`],
    [sam(), `/return credit ${number}`],
  ] as const)
    expect((await who.types(typed)).kind).toBe('form')
  expect(said(await mei().types(`/return inspect ${number} rest restocked`))).toContain('was inspected')
})

test('the same money by the same person within a minute is recorded twice only when that is meant', async () => {
  const number = await aReturn()
  await mei().types(`/return approve ${number} return-to:x credit:20`)
  expect(await says(`/return refund ${number} 20`)).toContain('EUR 20.00 of the refund to the customer is recorded')
  expect(await says(`/return refund ${number} 20`)).toBe(
    `You recorded EUR 20.00 as refund to the customer of ${number} less than a minute ago. If it is another one, write again:yes.`,
  )
  // A colleague, another amount, the other ledger, and one who means it are not asked.
  expect(said(await shop.bot.as('Ola', 'support').types(`/return refund ${number} 1`))).toContain('is recorded')
  expect(await says(`/return refund ${number} 2`)).toContain('is recorded')
  expect(await says(`/return credit ${number} 2`)).toContain('is recorded')
  expect(await says(`/return refund ${number} 20 again:yes`)).toContain('is recorded')
})

test('after a minute the same money is another one', async () => {
  const number = await aReturn()
  await mei().types(`/return approve ${number} return-to:x`)
  await says(`/return refund ${number} 20`)
  shop.bot.wait(61_000)
  expect(await says(`/return refund ${number} 20`)).toContain('is recorded')
})

test('a record of a refund says where to pay it, until the store has', async () => {
  const number = await aReturn()
  await mei().types(`/return approve ${number} return-to:x`)
  expect(await says(`/return refund ${number} 20`)).toContain(
    'Waybill only records it: pay it back in the admin of Lamps.',
  )
  const refund = { externalId: '9', at: shop.bot.now(), amountMinor: 2_450, shippingMinor: 0, lines: [] }
  await shop.receive('1042', [{ sku: 'LAMP' }], {
    updatedAt: new Date('2026-11-02T10:30:00Z'),
    refundedMinor: 2_450,
    refunds: [refund],
  })
  expect(await says(`/return refund ${number} 24.50`)).toContain('which is all. Lamps has paid it back already.')
})
