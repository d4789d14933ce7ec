import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { purchaseOrderState } from '../../src/purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
const says = async (text: string) => said(await mei().types(text))
const home = incoming('1', []).shipTo as NonNullable<IncomingOrder['shipTo']>
const UPS = '1Z999AA10123456784'
let hour = 1

/** The store tells of the order again, otherwise. */
async function change(lines: Parameters<typeof incoming>[1], over: Partial<IncomingOrder> = {}): Promise<void> {
  await shop.receive('1042', lines, { updatedAt: new Date(Date.UTC(2026, 10, 3, hour++)), ...over })
  await shop.bot.pump.idle()
}
async function cancelAsked(lines: Parameters<typeof incoming>[1] = [{ sku: 'LAMP' }]): Promise<void> {
  await shop.forwarded('1042', lines)
  await mei().types('/po acknowledge 1042-A')
  await sam().types('/order cancel 1042')
  await shop.bot.pump.idle()
}
const po = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
const alert = () => shop.chat.messages.filter(one => one.channel === 'alerts').at(-1)?.card
const state = async () => {
  const [row] = await shop.database.db.select().from(purchaseOrders).where(eq(purchaseOrders.number, '1042-A'))
  return row && purchaseOrderState(row)
}

test('who packs reads first that a cancellation is asked, on the card and on /po show, until it is answered', async () => {
  await cancelAsked()
  expect(po().summary).toMatch(/^Do not ship: cancellation asked\. 1042-A: 1 line/)
  expect(po().tone).toBe('warning')
  expect(await says('/po show 1042-A')).toMatch(/^Do not ship: cancellation asked\./)
  expect(cardIn(shop.chat, 'orders', 'Order 1042').facts).toContainEqual({
    label: 'Waits for an answer',
    value: '1042-A: cancellation asked',
  })
  await mei().presses(cardIn(shop.chat, 'lumen', '1042-A: please cancel'), 'Accept')
  await shop.bot.pump.idle()
  expect(po().summary).not.toContain('Do not ship')
})

test.each([
  ['address change asked', [{ sku: 'LAMP', quantity: 3 }], { shipTo: { ...home, street: 'Elsewhere 1' } }],
  ['fewer pieces asked', [{ sku: 'LAMP', quantity: 1 }], {}],
  ['other details asked', [{ sku: 'LAMP', quantity: 3, title: 'Lamp, green' }], {}],
] as const)('who packs reads first: %s', async (what, lines, over) => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await change(lines, over)
  expect(po().summary).toMatch(new RegExp(`^Do not ship: ${what}`))
  expect(await says('/po acknowledge 1042-A')).toContain(`Do not ship: ${what}. Answer that first.`)
})

test('the tracking form warns, and does not take a number before the supplier says which of the two shipped', async () => {
  await cancelAsked()
  const form = await mei().presses(po(), 'Add tracking')
  if (form.kind !== 'form') throw new Error(`no form, but ${form.kind}`)
  expect(form.form.fields.map(({ name }) => name)).toEqual(['number', 'carrier', 'lines', 'changed'])
  expect(form.form.fields[0]?.hint).toMatch(/^Do not ship: cancellation asked\./)
  expect(await mei().submits(form, { number: UPS })).toMatchObject({
    errors: { changed: expect.stringContaining('Say whether it shipped as changed or as before') },
  })
  expect(await state()).toBe('acknowledged')
})

test('shipped as before against a cancellation is its refusal, and staff are alerted at once', async () => {
  await cancelAsked()
  expect(await says(`/tracking add 1042-A ${UPS} changed:as_before`)).toContain('shipped as before: cancellation asked')
  await shop.bot.pump.idle()
  expect(alert()).toMatchObject({
    tone: 'bad',
    title: '1042-A shipped against an open change',
    summary: 'Lumen shipped 1042-A as before: cancellation asked.',
  })
  expect(cardIn(shop.chat, 'lumen', '1042-A: please cancel').presses).toEqual([])
  expect(po().tone).toBe('warning')
  expect(card(await sam().types('/order show 1042')).body).toEqual(
    expect.arrayContaining([expect.stringContaining('shipped 1042-A as before')]),
  )
})

test('fewer pieces shipped as changed are all of it: nothing is left to chase', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await change([{ sku: 'LAMP', quantity: 1 }])
  expect(await says(`/tracking add 1042-A ${UPS} changed:as_changed`)).toContain('All of 1042-A is in parcels.')
  await shop.bot.pump.idle()
  expect(await state()).toBe('shipped')
  expect(po().lines?.map(({ quantity, done }) => [quantity, done])).toEqual([[1, true]])
  expect(shop.chat.messages.filter(one => one.card.title.includes('against'))).toEqual([])
})

test('a cancellation of the rest is accepted by the last parcel, and not by one that holds everything', async () => {
  await cancelAsked([{ sku: 'LAMP', quantity: 3 }])
  expect(await says(`/tracking add 1042-A ${UPS} changed:as_changed`)).toContain('Say “as before”.')
  expect(await state()).toBe('acknowledged')
  await says(`/tracking add 1042-A ${UPS} changed:as_changed lines:"LAMP x2"`)
  expect(await state()).toBe('shipped')
})

test('a first parcel as before leaves the rest asked', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await change([{ sku: 'LAMP', quantity: 3 }], { shipTo: { ...home, street: 'Elsewhere 1' } })
  await says(`/tracking add 1042-A ${UPS} changed:as_before lines:"LAMP x1"`)
  await shop.bot.pump.idle()
  expect(alert()?.summary).toContain('2 pieces of it have not shipped: the change is still asked.')
  expect(po().summary).toMatch(/^Do not ship: address change asked\./)
})

test('a number that only raises a question answers no change', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await change([{ sku: 'LAMP', quantity: 1 }])
  await mei().types('/tracking add 1042-A 123456789012 changed:as_changed')
  await shop.bot.pump.idle()
  expect(po().summary).toMatch(/^Do not ship: fewer pieces asked\./)
})
