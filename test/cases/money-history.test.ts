import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leftToRefund } from '../../src/cases/books.ts'
import { balancesOf } from '../../src/cases/ledger.ts'
import { caseEntries, cases } from '../../src/cases/tables.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { orders } from '../../src/orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { incoming } from '../stage/incoming.ts'

const shop = aShop()
const PAID = 8_900
const LINES = [{ sku: 'LAMP' }, { sku: 'BULB' }]
const euros = fc.constantFrom('44.50', '10', '30', '89', '0.01', '100')
const line = fc.constantFrom('LAMP', 'BULB')
const which = fc.nat(3)
const step = fc.oneof(
  fc.record({ do: fc.constant('complain' as const), line, amount: fc.option(euros) }),
  fc.record({ do: fc.constant('credit' as const), line, amount: euros }),
  fc.record({ do: fc.constant('return' as const), line, amount: fc.option(euros) }),
  fc.record({ do: fc.constant('refund' as const), which, amount: euros }),
  fc.record({ do: fc.constant('correct' as const), which, amount: euros }),
  fc.record({ do: fc.constant('reopen' as const), which, amount: fc.option(euros) }),
  fc.record({ do: fc.constant('store' as const), minor: fc.constantFrom(4_450, 1_000, 8_900) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Asks as the system; what is refused changes nothing. @returns what is said, or null */
async function tries(command: string, input: Record<string, unknown>): Promise<string | null> {
  try {
    return (await shop.ask(command, input)).text
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** An order of EUR 89.00 that was shipped, and what became of it. */
async function anOrder(number: string) {
  await shop.receive(number, LINES)
  await shop.ask('order.forward', { order: number })
  await shop.ask('tracking.add', { purchaseOrder: `${number}-A`, number: parcelOf(number) })
  const [order] = await shop.database.db.select().from(orders).where(eq(orders.number, number))
  if (!order) throw new Error(`no order ${number}`)
  return { number, id: order.id, told: [] as IncomingOrder['refunds'] }
}
/** A number of the post, one an order: S10, whose ninth digit checks the eight before. */
function parcelOf(number: string): string {
  const digits = number.padStart(8, '0')
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((all, weight, index) => all + weight * Number(digits[index]), 0)
  const rest = 11 - (sum % 11)
  return `RB${digits}${rest === 10 ? 0 : rest === 11 ? 5 : rest}CN`
}
type Known = Awaited<ReturnType<typeof anOrder>>

const about = (number: string, line: string) => ({ order: number, reason: 'other', happened: 'x', lines: line })
const amountOf = (amount: string | null) => (amount ? { amount } : {})

async function take(order: Known, step: Step): Promise<void> {
  const { number } = order
  if (step.do === 'store') return tell(order, step.minor)
  if (!('which' in step)) {
    const opened = await tries(`${step.do === 'return' ? 'return' : 'complaint'}.open`, about(number, step.line))
    const one = /^[CR]\d+/.exec(opened ?? '')?.[0]
    if (!one) return
    if (step.do === 'return') {
      await tries('return.approve', { case: one, returnTo: 'x', credit: '0' })
      await tries('return.refund', { case: one, ...amountOf(step.amount) })
    } else if (step.do === 'credit')
      await tries('complaint.resolve', { case: one, resolution: 'supplier_credit', amount: step.amount })
    else await tries('complaint.resolve', { case: one, resolution: 'refund', ...amountOf(step.amount) })
    return
  }
  const own = await shop.database.db.select().from(cases).where(eq(cases.orderId, order.id)).orderBy(cases.number)
  const one = own[step.which]?.number
  if (!one) return
  if (step.do === 'refund') await tries('return.refund', { case: one, amount: step.amount, again: 'yes' })
  else if (step.do === 'correct')
    await tries('case.correct', { case: one, ledger: 'refund', amount: step.amount, why: 'x' })
  else {
    await tries('case.reopen', { case: one })
    await tries('complaint.resolve', { case: one, resolution: 'refund', ...amountOf(step.amount), again: 'yes' })
  }
}

/** The store gives money back, as much as it still can, and tells all its refunds again. */
async function tell(order: Known, wanted: number): Promise<void> {
  const before = order.told.reduce((all, one) => all + one.amountMinor, 0)
  const amountMinor = Math.min(wanted, PAID - before)
  if (amountMinor > 0)
    order.told.push({
      externalId: String(order.told.length),
      at: shop.bot.now(),
      amountMinor,
      shippingMinor: 0,
      lines: [],
    })
  const refundedMinor = before + Math.max(0, amountMinor)
  const updatedAt = new Date(incoming(order.number, LINES).updatedAt.getTime() + order.told.length * 60_000)
  await shop.receive(order.number, LINES, {
    refundedMinor,
    totalMinor: PAID - refundedMinor,
    refunds: order.told,
    updatedAt,
  })
}

async function look(order: Known) {
  const { db } = shop.database
  const [row] = await db.select().from(orders).where(eq(orders.id, order.id))
  if (!row) throw new Error('no order')
  const entries = await db.select().from(caseEntries).where(eq(caseEntries.orderId, order.id)).orderBy(caseEntries.id)
  const settled = entries.filter(({ ledger, kind }) => ledger === 'refund' && kind === 'settled')
  const recorded = settled.reduce((all, { minor }) => all + minor, 0)
  const told = order.told.reduce((all, { amountMinor }) => all + amountMinor, 0)
  return { left: await leftToRefund(db, row), entries, recorded, told, paid: row.paidMinor }
}

test('over any history of the real verbs no refund is lost, none counts twice, and no more is recorded than was paid', async () => {
  let number = 2_000
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), async steps => {
      number += 1
      const order = await anOrder(String(number))
      let before = await look(order)
      for (const step of steps) {
        await take(order, step)
        const { left, entries, recorded, told, paid } = await look(order)
        expect(paid).toBe(PAID)
        const refunded = PAID - left.minor
        expect(refunded).toBeGreaterThanOrEqual(Math.max(recorded, told))
        expect(refunded).toBeLessThanOrEqual(recorded + told)
        // What the verbs let through was left before; only the store gives back without asking.
        if (step.do !== 'store' && recorded > before.recorded)
          expect(recorded - before.recorded).toBeLessThanOrEqual(before.left.minor)
        if (step.do === 'credit') expect(left).toEqual(before.left)
        for (const own of Map.groupBy(entries, ({ caseId }) => caseId).values())
          for (const { expected, settled } of [...balancesOf(own, 'refund'), ...balancesOf(own, 'credit')]) {
            expect(settled).toBeGreaterThanOrEqual(0)
            expect(expected).toBeGreaterThanOrEqual(settled)
          }
        before = { left, entries, recorded, told, paid }
      }
    }),
    { numRuns: 4 },
  )
})

test('what a return refunded is not refunded again by a complaint, and a supplier’s credit is no refund', async () => {
  const order = await anOrder('3000')
  const credited = /^C\d+/.exec((await tries('complaint.open', about('3000', 'LAMP'))) ?? '')?.[0]
  await shop.ask('complaint.resolve', { case: credited, resolution: 'supplier_credit', amount: '44.50' })
  expect((await look(order)).left.minor).toBe(PAID)
  const back = /^R\d+/.exec((await shop.ask('return.open', about('3000', 'LAMP'))).text)?.[0]
  await shop.ask('return.approve', { case: back, returnTo: 'x', credit: '0' })
  await shop.ask('return.refund', { case: back })
  const complaint = /^C\d+/.exec((await shop.ask('complaint.open', about('3000', 'LAMP'))).text)?.[0]
  expect(await shop.refused(shop.ask('complaint.resolve', { case: complaint, resolution: 'refund' }))).toBe(
    `EUR 44.50 was refunded for the same lines before (${back}), which is all that was paid for them. To refund more, write the amount.`,
  )
  const [entry] = await shop.database.db
    .select()
    .from(caseEntries)
    .where(and(eq(caseEntries.orderId, order.id), eq(caseEntries.ledger, 'refund'), eq(caseEntries.kind, 'settled')))
  expect(entry?.minor).toBe(4_450)
})
