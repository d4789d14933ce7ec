import { expect, test } from 'vitest'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'
import { said } from '../stage/shop.ts'

const shop = aShop()
const says = async (text: string) => said(await shop.bot.as('Sam', 'support').does(text))
const LINES = [{ sku: 'LAMP' }, { sku: 'BULB' }, { sku: 'BOWL' }]
const PAID = { paidMinor: 13_350, totalMinor: 13_350 }

/** Order 1042: a lamp, a bulb and a bowl at EUR 44.50 each, shipped. */
async function shipped(over: Partial<IncomingOrder> = {}): Promise<void> {
  await shop.forwarded('1042', LINES, { ...PAID, ...over })
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784')
}

/** The store says what it gave back, as it does after every refund. */
async function storeTells(minor: number, id = '9', line = 'line-1', minutes = 5): Promise<void> {
  const { updatedAt } = incoming('1042', LINES)
  const at = shop.bot.now()
  const refund = {
    externalId: id,
    at,
    amountMinor: minor,
    shippingMinor: 0,
    lines: [{ line, quantity: 1, amountMinor: minor }],
  }
  await shop.receive('1042', LINES, {
    ...PAID,
    ...{ totalMinor: 13_350 - minor, refundedMinor: minor, refunds: [refund], financialStatus: 'partially_refunded' },
    updatedAt: new Date(updatedAt.getTime() + minutes * 60_000),
  })
}

const opened = async (lines: string) =>
  /C\d+/.exec(await says(`/complaint open 1042 damaged cracked lines:${lines}`))?.[0] ?? ''

test('what the store gave back is taken off what was paid once: the other EUR 89.00 can still be refunded', async () => {
  await shipped()
  await storeTells(4_450)
  const number = await opened('BULB')
  expect(await says(`/complaint resolve ${number} refund amount:89.01`)).toContain(
    'Only EUR 89.00 of this order is left',
  )
  expect(await says(`/complaint resolve ${number} refund amount:89`)).toContain('refund of EUR 89.00')
})

test('a refund that a case records and the store then pays is one', async () => {
  await shipped()
  const lamp = await opened('LAMP')
  expect(await says(`/complaint resolve ${lamp} refund amount:44.50`)).toContain('refund of EUR 44.50')
  await storeTells(4_450)
  const bulb = await opened('BULB')
  expect(await says(`/complaint resolve ${bulb} refund amount:89`)).toContain('refund of EUR 89.00')
})

test('a lamp that the store refunded is not refunded again for its complaint unless staff say how much', async () => {
  await shipped()
  const lamp = await opened('LAMP')
  await storeTells(4_450)
  expect(await says(`/complaint resolve ${lamp} refund`)).toContain(
    'EUR 44.50 was refunded for the same lines before (in the store)',
  )
})

test('where nobody can tell whether two refunds are one, that is said, with what to write if they are', async () => {
  await shipped()
  const lamp = await opened('LAMP')
  await says(`/complaint resolve ${lamp} refund amount:44.50`)
  await storeTells(4_400)
  const bulb = await opened('BULB')
  expect(await says(`/complaint resolve ${bulb} refund amount:89`)).toBe(
    `I can’t tell whether the EUR 44.00 that the store paid back and the EUR 44.50 on record in ${lamp} are one refund. ` +
      `If they are, write: /case correct ${lamp} refund 44.00 … Until then EUR 45.00 is left to refund.`,
  )
  await says(`/case correct ${lamp} refund 44.00 that is what was paid`)
  expect(await says(`/complaint resolve ${bulb} refund amount:89`)).toContain('refund of EUR 89.00')
})

test('the usual refund of a piece is what was paid for it, less its share of discounts and with its tax', async () => {
  const [lamp] = incoming('1042', [{ sku: 'LAMP', quantity: 2 }]).lines
  if (!lamp) throw new Error('no line')
  const half = { ...lamp, priceMinor: 10_000, discountMinor: 10_000, paidMinor: 10_000 }
  await shipped({ lines: [half], paidMinor: 10_540, totalMinor: 10_540, shippingPaidMinor: 540 })
  const number = await opened('"LAMP x1"')
  expect(await says(`/complaint resolve ${number} refund`)).toContain('refund of EUR 50.00')

  const taxed = { ...lamp, ordered: 1, quantity: 1, priceMinor: 10_000, taxMinor: 800, paidMinor: 10_800 }
  await shop.forwarded('1043', [], { lines: [taxed], paidMinor: 10_800, totalMinor: 10_800 })
  const other = /C\d+/.exec(await says('/complaint open 1043 other it never came'))?.[0]
  expect(await says(`/complaint resolve ${other} refund`)).toContain('refund of EUR 108.00')
})

test('two refunded cases of one order count once each, and each for its own pieces', async () => {
  await shipped()
  await shop.ask('tracking.add', { purchaseOrder: '1042-B', number: 'RB123456785CN' })
  const refunded = async (line: string) => {
    const number = await opened(line)
    expect(await says(`/complaint resolve ${number} refund`)).toContain('refund of EUR 44.50. Waybill only records it')
    return number
  }
  const [lamp, bulb] = [await refunded('LAMP'), await refunded('BULB')]
  const before = (number: string) => `EUR 44.50 was refunded for the same lines before (${number}), which is all`
  expect(await says(`/complaint resolve ${await opened('LAMP')} refund`)).toContain(before(lamp))
  expect(await says(`/complaint resolve ${await opened('BULB')} refund`)).toContain(before(bulb))
  const bowl = await opened('BOWL')
  expect(await says(`/complaint resolve ${bowl} refund amount:44.51`)).toContain('Only EUR 44.50 of this order is left')
  expect(await says(`/complaint resolve ${bowl} refund`)).toContain('refund of EUR 44.50. Waybill only records it')
})

test('a refund in two parts and one of another case are the pieces of either, and no more', async () => {
  await shipped()
  const lamp = await opened('LAMP')
  await says(`/complaint resolve ${lamp} partial_refund amount:10`)
  await says(`/case reopen ${lamp}`)
  await says(`/complaint resolve ${lamp} partial_refund amount:5`)
  const bulb = await opened('BULB')
  await says(`/complaint resolve ${bulb} partial_refund amount:20`)
  expect(await says(`/complaint resolve ${await opened('LAMP')} refund`)).toContain(
    `refund of EUR 29.50. EUR 15.00 was refunded for the same lines before (${lamp})`,
  )
  expect(await says(`/complaint resolve ${await opened('BULB')} refund`)).toContain(
    `refund of EUR 24.50. EUR 20.00 was refunded for the same lines before (${bulb})`,
  )
})

test('what one order refunded leaves another with the same lines as it was', async () => {
  await shipped()
  await shop.ask('tracking.add', { purchaseOrder: '1042-B', number: 'RB123456785CN' })
  await says(`/complaint resolve ${await opened('LAMP')} refund`)
  await shop.forwarded('1043', LINES, PAID)
  await shop.ask('tracking.add', { purchaseOrder: '1043-A', number: '1Z12345E1512345676' })
  const other = /C\d+/.exec(await says('/complaint open 1043 damaged cracked lines:LAMP'))?.[0]
  expect(await says(`/complaint resolve ${other} refund`)).toContain('refund of EUR 44.50. Waybill only records it')
  expect(await says(`/complaint resolve ${await opened('BOWL')} refund amount:89.01`)).toContain(
    'Only EUR 89.00 of this order is left',
  )
})
