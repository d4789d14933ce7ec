import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { caseEntries, cases } from '../../src/cases/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'
import { phraseText, textOf } from '../stage/text-of.ts'

const shop = aShop()
const says = async (text: string) => said(await shop.bot.as('Sam', 'support').does(text))
const numberIn = (answer: string) => {
  const number = /^[CR]\d+/.exec(answer)?.[0]
  if (!number) throw new Error(answer)
  return number
}

/** What holds for one holds for the other: the kind, the verb that opens it, and its title. */
describe.each([
  ['complaint', 'complaint', 'damaged', 'Complaint', 'Lumen was asked about 1042-A'],
  ['return', 'return', 'unwanted', 'Return', 'Lumen was asked to take it back'],
] as const)('a %s', (kind, noun, reason, title, asked) => {
  const open = (rest: string, order = '1042') => says(`/${noun} open ${order} ${reason} ${rest}`)

  test('of an order with several suppliers asks which, unless the lines tell', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
    await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
    await shop.ask('tracking.add', { purchaseOrder: '1042-B', number: '1Z12345E1512345676' })
    expect(await open('x')).toBe('Which part of order 1042? 1042-A (Lumen) or 1042-B (Casa).')
    expect(await open('x lines:BOWL')).toContain('Casa was asked')
    expect(await open('x part:1042-A')).toContain('Lumen was asked')
    expect(await open('x part:1042-C')).toBe('1042-C is not with a supplier. Of order 1042 there is 1042-A and 1042-B.')
    expect(await shop.database.db.$count(cases)).toBe(2)
  })

  test('is of no more pieces than were bought, and of just as many it is', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
    await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
    expect(await open('x lines:"LAMP x3"')).toMatch(/^Only 2 of LAMP (is|are) .*, not 3\.$/)
    expect(await open('x lines:"LAMP x0"')).not.toContain(asked)
    expect(await open('x lines:"LAMP x2"')).toContain(asked)
    expect(await shop.database.db.$count(cases)).toBe(1)
  })

  test('of an order that nobody knows, or that no supplier has, is refused', async () => {
    await shop.receive('1043', [{ sku: 'LAMP' }])
    expect(await open('x', '1099')).toContain('I can’t find order 1099.')
    expect(await says(`/${noun} open 1043 other x`)).toBe('Order 1043 is with no supplier yet.')
    expect(await shop.database.db.$count(cases)).toBe(0)
  })

  test('says what else is open of its parcel, to staff alone', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
    await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
    const first = numberIn(await says('/complaint open 1042 damaged x lines:"LAMP x1"'))
    const answer = await open('x lines:"LAMP x1"')
    expect(answer).toContain(` ${first} of 1042-A is open too.`)
    await shop.bot.pump.idle()
    const [ours, theirs] = ['support', 'lumen'].map(room =>
      cardIn(shop.chat, room, `${title} ${numberIn(answer)} of 1042-A`),
    )
    expect(phraseText(ours?.context)).toContain(` · also open: ${first}. `)
    expect(theirs && textOf(theirs)).not.toContain(first)
  })

  test('of one store leaves the order of another store with its number alone', async () => {
    const second = { kind: 'shopify', key: 'bowls.example', name: 'bowls' } as const
    await shop.forwarded('1042', [{ sku: 'LAMP' }], { paidMinor: 4_450, totalMinor: 4_450 })
    await shop.receive('1042', [{ sku: 'LAMP' }], {
      store: second,
      externalId: 'other',
      paidMinor: 4_450,
      totalMinor: 4_450,
    })
    await says('/order forward 1042@bowls')
    for (const [store, number] of [
      ['Lamps', '1Z999AA10123456784'],
      ['bowls', '1Z12345E1512345676'],
    ])
      await shop.ask('tracking.add', { purchaseOrder: `1042-A@${store}`, number })
    const [one, other] = [numberIn(await open('x', '1042@Lamps')), numberIn(await open('x', '1042@bowls'))]
    for (const number of [one, other]) await refund(number)
    const settled = and(eq(caseEntries.ledger, 'refund'), eq(caseEntries.kind, 'settled'))
    const entries = await shop.database.db.select().from(caseEntries).where(settled)
    expect(entries.map(({ minor }) => minor)).toEqual([4_450, 4_450])
    expect(new Set(entries.map(({ orderId }) => orderId)).size).toBe(2)
  })

  test('is paid back in the currency of its order and in no other', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
    const number = numberIn(await open('x'))
    if (kind === 'return') await shop.ask('return.approve', { case: number, returnTo: 'x', credit: '0' })
    const verb =
      kind === 'return' ? `/return refund ${number} "10 USD"` : `/complaint resolve ${number} refund amount:"10 USD"`
    expect(await says(verb)).toBe('The customer paid in EUR. Refund in EUR.')
  })

  test('is not just closed: how it ends is said', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
    const number = numberIn(await open('x'))
    const end = kind === 'return' ? `/return close ${number} …` : `/complaint resolve ${number} …`
    expect(await says(`/case close ${number} solved`)).toContain(end)
    const [row] = await shop.database.db.select().from(cases)
    expect(row?.closedAt).toBeNull()
  })

  /** Records the whole refund. */
  async function refund(number: string): Promise<void> {
    if (kind === 'complaint') return void (await shop.ask('complaint.resolve', { case: number, resolution: 'refund' }))
    await shop.ask('return.approve', { case: number, returnTo: 'x', credit: '0' })
    await shop.ask('return.refund', { case: number })
  }
})
