import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { orderLines, orders } from '../../src/orders/tables.ts'
import { purchaseOrderLines, purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { returnLines } from '../../src/returns/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { cardIn, said } from '../stage/shop.ts'

// Two orders of the same lines, two purchase orders of a line, two suppliers, two cases: what is one's is not the other's.
const shop = aShop()
const UPS = ['1Z999AA10123456784', '1Z12345E1512345676', '1Z999AA10123456793']
const LINES = [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB', quantity: 3 }, { sku: 'BOWL' }]
const PAID = { totalMinor: 26_700, paidMinor: 26_700 }
const mei = () => shop.bot.as('Mei', 'lumen')
const lucia = () => shop.bot.as('Lucía', 'casa')
const says = async (text: string) => said(await shop.bot.as('Sam', 'support').does(text))
let hour = 1

/** Orders 1042 and 1043 of two lamps and three bulbs at Lumen (-A) and a bowl at Casa (-B), at EUR 44.50 a piece. */
async function twoOrders(): Promise<void> {
  for (const number of ['1042', '1043']) await shop.forwarded(number, LINES, PAID)
}

async function ship(...purchaseOrders: readonly string[]): Promise<void> {
  for (const [index, purchaseOrder] of purchaseOrders.entries())
    await shop.ask('tracking.add', { purchaseOrder, number: UPS[index] ?? '' })
  await shop.bot.pump.idle()
}

/** The store tells of an order again. */
async function change(number: string, lines: Parameters<typeof incoming>[1], over: Partial<IncomingOrder> = {}) {
  await shop.receive(number, lines, { ...PAID, updatedAt: new Date(Date.UTC(2026, 10, 3, hour++)), ...over })
  await shop.bot.pump.idle()
}

/** Five lamps of 1042 are wanted: Lumen has two in 1042-A, Casa three in 1042-C, and both said yes. */
async function lampsOfTwo(): Promise<void> {
  await twoOrders()
  await change('1042', [{ sku: 'LAMP', quantity: 5 }, ...LINES.slice(1)])
  await says('/order forward 1042 supplier:Casa skus:LAMP')
  for (const number of ['1042-A', '1042-B', '1042-C']) await shop.ask('po.acknowledge', { purchaseOrder: number })
  await shop.bot.pump.idle()
}

const opened = async (text: string) => /[CR]\d+/.exec(await says(text))?.[0] ?? ''
const complaint = (about: string, lines: string) => opened(`/complaint open ${about} damaged cracked lines:"${lines}"`)
async function returned(about: string, lines: string, credit = '0'): Promise<string> {
  const number = await opened(`/return open ${about} unwanted x lines:"${lines}"`)
  await mei().types(`/return approve ${number} return-to:x credit:"${credit}"`)
  return number
}

/** What each purchase order of an order asks for, line by line. */
async function asked(order = '1042'): Promise<Record<string, readonly string[]>> {
  const rows = await shop.database.db
    .select({ number: purchaseOrders.number, sku: purchaseOrderLines.sku, quantity: purchaseOrderLines.quantity })
    .from(purchaseOrderLines)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, purchaseOrderLines.purchaseOrderId))
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .where(eq(orders.number, order))
    .orderBy(asc(purchaseOrders.number), asc(purchaseOrderLines.position))
  const grouped = Map.groupBy(rows, ({ number }) => number)
  return Object.fromEntries(
    [...grouped].map(([number, some]) => [number, some.map(one => `${one.sku} ${one.quantity}`)]),
  )
}

test('a lamp that a return refunded is not refunded again for a complaint; that of another order is', async () => {
  await twoOrders()
  await ship('1042-A', '1043-A')
  const back = await returned('1042', 'LAMP x2')
  expect(await says(`/return refund ${back}`)).toContain('EUR 89.00')
  const lamp = await complaint('1042', 'LAMP x2')
  expect(await says(`/complaint resolve ${lamp} refund`)).toBe(
    `EUR 89.00 was refunded for the same lines before (${back}), which is all that was paid for them. To refund more, write the amount.`,
  )
  const other = await complaint('1043', 'LAMP x2')
  expect(await says(`/complaint resolve ${other} refund`)).toMatch(/refund of EUR 89\.00(?!.*before)/)
})

test('neither a supplier’s credit, nor a refund that is only owed, nor that of another order is taken off what was paid', async () => {
  await twoOrders()
  await ship('1042-A', '1043-A')
  const other = await complaint('1043', 'LAMP x2')
  expect(await says(`/complaint resolve ${other} refund amount:267`)).toContain('refund of EUR 267.00')
  const back = await returned('1042', 'LAMP x2', '89 EUR')
  expect(await says(`/return credit ${back}`)).toContain('EUR 89.00 of the credit')
  const bulbs = await complaint('1042', 'BULB x3')
  expect(await says(`/complaint resolve ${bulbs} refund amount:267.01`)).toContain('Only EUR 267.00')
  expect(await says(`/complaint resolve ${bulbs} refund amount:267`)).toContain('refund of EUR 267.00')
})

test('what the store gave back of another order leaves this one whole', async () => {
  await twoOrders()
  await ship('1042-A')
  const paidBack = { line: 'line-1', quantity: 2, amountMinor: 8_900 }
  const refund = { externalId: '9', at: shop.bot.now(), amountMinor: 8_900, shippingMinor: 0, lines: [paidBack] }
  await change('1043', LINES, { totalMinor: 17_800, refundedMinor: 8_900, refunds: [refund] })
  const lamps = await complaint('1042', 'LAMP x2')
  expect(await says(`/complaint resolve ${lamps} refund`)).toMatch(/refund of EUR 89\.00(?!.*before)/)
})

test('a complaint of one purchase order is of its own pieces, though another has the line too', async () => {
  await lampsOfTwo()
  await ship('1042-A', '1042-C')
  const lamps = await opened('/complaint open 1042 damaged cracked part:1042-A lines:"LAMP x2"')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', `Complaint ${lamps} of 1042-A`).lines?.map(line => line.quantity)).toEqual([2])
})

test('what comes back of one purchase order may still come back of another of the same line', async () => {
  await lampsOfTwo()
  await ship('1042-A', '1042-C', '1043-A')
  await returned('1042 part:1042-A', 'LAMP x2')
  await returned('1043', 'LAMP x2')
  expect(await says('/return open 1042 unwanted x part:1042-A lines:LAMP')).toBe('All of LAMP is in returns already.')
  expect(await says('/return open 1042 unwanted x part:1042-C lines:"LAMP x3"')).toContain('was asked to take it back')
})

test('a yes to fewer pieces changes the one purchase order and the one line that it is about', async () => {
  await lampsOfTwo()
  await change('1042', [{ sku: 'LAMP', quantity: 1 }, ...LINES.slice(1)])
  expect(said(await mei().presses(cardIn(shop.chat, 'lumen', '1042-A: quantities changed'), 'Accept'))).toContain(
    'Accepted',
  )
  expect(await asked()).toEqual({ '1042-A': ['LAMP 1', 'BULB 3'], '1042-B': ['BOWL 1'], '1042-C': ['LAMP 3'] })
  expect(await asked('1043')).toEqual({ '1043-A': ['LAMP 2', 'BULB 3'], '1043-B': ['BOWL 1'] })
  await shop.bot.pump.idle()
  const theirs = shop.chat.messages.filter(({ channel }) => channel === 'casa')
  const open = theirs.find(({ card }) => card.title === '1042-C: quantities changed')
  expect(open?.card.summary).toBe('Thing LAMP: 0 instead of 3.')
  expect(open?.card.presses.map(({ label }) => label)).toEqual(['Accept', 'Refuse'])
})

test('a change of the address that one supplier accepts is still asked of the other', async () => {
  await twoOrders()
  const home = incoming('1', []).shipTo
  if (!home) throw new Error('no ship-to')
  await change('1042', LINES, { shipTo: { ...home, street: 'Elsewhere 1' } })
  await mei().presses(cardIn(shop.chat, 'lumen', '1042-A: ship-to changed'), 'Accept')
  await shop.bot.pump.idle()
  const theirs = cardIn(shop.chat, 'casa', '1042-B: ship-to changed')
  expect(said(await lucia().presses(theirs, 'Accept'))).toBe('Accepted: 1042-B is changed.')
})

test('pieces that were raised are forwarded once, however often somebody forwards', async () => {
  await twoOrders()
  await change('1042', [{ sku: 'LAMP', quantity: 5 }, ...LINES.slice(1)])
  expect(await says('/order forward 1042')).toBe('1042-C went to Lumen.')
  expect(await says('/order forward 1042')).not.toContain('went to')
  await change('1042', [{ sku: 'LAMP', quantity: 6 }, ...LINES.slice(1)])
  expect(await says('/order forward 1042')).toBe('1042-D went to Lumen.')
  expect(await asked()).toMatchObject({ '1042-A': ['LAMP 2', 'BULB 3'], '1042-C': ['LAMP 3'], '1042-D': ['LAMP 1'] })
})

test('a parcel ships the pieces of its own purchase order, and leaves those of another to be shipped', async () => {
  await lampsOfTwo()
  await ship('1042-A')
  expect(await asked()).toMatchObject({ '1042-C': ['LAMP 3'] })
  expect(cardIn(shop.chat, 'casa', 'Purchase order 1042-C').lines?.map(line => line.done)).toEqual([false])
  expect(said(await lucia().types(`/tracking add 1042-C ${UPS[1]} lines:"LAMP x4"`))).toContain(
    'Only 3 of LAMP are left to ship, not 4.',
  )
})

test('a line that the store takes off one order stays on the other', async () => {
  await twoOrders()
  await change(
    '1042',
    [LINES[0], LINES[2]].flatMap((line, index) => (line ? [{ ...line, externalId: `line-${1 + 2 * index}` }] : [])),
  )
  const rows = await shop.database.db
    .select({ number: orders.number, sku: orderLines.sku, quantity: orderLines.quantity })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .orderBy(asc(orders.number), asc(orderLines.position))
  expect(rows.filter(({ sku }) => sku === 'BULB').map(one => one.quantity)).toEqual([0, 3])
  expect(rows.filter(({ sku }) => sku !== 'BULB').map(one => one.quantity)).toEqual([2, 1, 2, 1])
})

test('what was found in one return is not found in another of the same lines', async () => {
  await twoOrders()
  await ship('1042-A')
  const [first, second] = [await returned('1042', 'LAMP x1, BULB x1'), await returned('1042', 'LAMP x1, BULB x1')]
  expect(said(await mei().types(`/return inspect ${first} LAMP x1 damaged, rest restocked`))).toContain(
    '1 of LAMP damaged',
  )
  expect(said(await mei().types(`/return inspect ${second} rest restocked`))).toBe(
    `${second} was inspected: 1 of LAMP restocked and 1 of BULB restocked.`,
  )
  const rows = await shop.database.db
    .select({ number: cases.number, fates: returnLines.fates })
    .from(returnLines)
    .innerJoin(cases, eq(cases.id, returnLines.caseId))
  const damaged = rows.filter(({ fates }) => fates?.damaged === 1)
  expect(damaged.map(({ number }) => number)).toEqual([first])
})

test('a withdrawn return is not taken up again over another, which alone is named', async () => {
  await twoOrders()
  await ship('1042-A', '1043-A')
  const [first, gone] = [await returned('1042', 'LAMP x2'), await returned('1042', 'BULB x3')]
  for (const number of [first, gone]) await says(`/return withdraw ${number}`)
  await returned('1043', 'LAMP x2')
  expect(await says(`/case reopen ${first}`)).toBe(`${first} is open again.`)
  await says(`/return withdraw ${first}`)
  const declined = await opened('/return open 1042 unwanted x lines:"LAMP x1"')
  await mei().types(`/return decline ${declined} other no`)
  const [second, bulb] = [await returned('1042', 'LAMP x1'), await returned('1042', 'BULB x1')]
  expect(await says(`/case reopen ${first}`)).toContain(`is already covered by ${second}.`)
  expect(await says(`/case reopen ${gone}`)).toContain(`is already covered by ${bulb}.`)
})
