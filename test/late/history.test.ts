import { desc, eq, inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueNotices, isStillLate, noticesOf } from '../../src/late/notice.ts'
import { readMilestones } from '../../src/late/read-milestones.ts'
import { orders } from '../../src/orders/tables.ts'
import { changes, purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aClock } from '../stage/a-stopped-clock.ts'
import { markedOf, named } from './check-noticed.ts'

const clock = aClock()
const db = () => clock.database.db
const NUMBERS = ['1Z999AA10123456784', 'RX123456785CN']
const PLACES = 2
const RUNS = 12

/** What may happen to one of the few orders of a history; what cannot be done to it then is refused. `days`: of a promise. */
type Deed = {
  do: 'forward' | 'acknowledge' | 'promise' | 'decline' | 'ship' | 'ship part' | 'scan' | 'cancel' | 'accept'
  order: number
  days: number
}
type Wait = { do: 'wait' | 'put back'; hours: number }
type Look = { do: 'sweep' | 'sweep twice at once' | 'restart' }

const deed: fc.Arbitrary<Deed> = fc.record({
  do: fc.constantFrom(
    ...(['forward', 'acknowledge', 'acknowledge', 'promise', 'promise', 'promise'] as const),
    ...(['decline', 'ship', 'ship', 'ship part', 'scan', 'cancel', 'accept'] as const),
  ),
  order: fc.nat(PLACES - 1),
  days: fc.nat(4),
})
const wait: fc.Arbitrary<Wait> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('wait'), hours: fc.constantFrom(0.25, 4, 12, 24, 60, 60, 168) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('put back'), hours: fc.constantFrom(1, 30) }) },
)
const look: fc.Arbitrary<Look> = fc.record({ do: fc.constantFrom('sweep', 'sweep', 'sweep twice at once', 'restart') })

let histories = 0

test('whatever happens and whenever it is looked: each thing that falls due is told once, while it stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(deed, wait, look), { minLength: 15, maxLength: 40, size: 'max' }),
      async steps => {
        histories += 1
        const history = aHistory(histories)
        for (let order = 0; order < PLACES; order += 1) await history.live({ do: 'forward', order, days: 0 })
        for (const step of steps) await history.live(step)
        await history.live({ do: 'wait', hours: 24 * 40 })
        await history.live({ do: 'sweep' })
      },
    ),
    { numRuns: RUNS },
  )
}, 900_000)

/** Orders of a history's own, and what should have been told of them: found by looking at each, not at what is watched. */
function aHistory(name: number) {
  const numbers = Array.from({ length: PLACES }, (_, place) => `${name}00${place}`)
  const seen = new Set<string>()
  const expected: string[] = []

  const ours = async () => {
    const rows = await db()
      .select({ id: purchaseOrders.id })
      .from(purchaseOrders)
      .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
      .where(inArray(orders.number, numbers))
    return rows.map(({ id }) => id)
  }
  /** What a sweep should find now. */
  const lookAtAll = async () => {
    for (const { po, milestones, calendar } of await readMilestones(db(), await ours())) {
      const name = (notice: { rule: string; dueAt: Date }) => named({ ...notice, purchaseOrderId: po.id })
      const told = dueNotices(milestones, calendar, clock.now()).filter(notice => !seen.has(name(notice)))
      expect(told.every(notice => isStillLate(notice, milestones))).toBe(true)
      expected.push(...told.map(name))
      for (const notice of noticesOf(milestones, calendar)) if (notice.at <= clock.now()) seen.add(name(notice))
    }
  }
  const sweep = async (...by: readonly Parameters<typeof clock.sweep>[]) => {
    await lookAtAll()
    await Promise.all(by.map(one => clock.sweep(...one)))
    const ids = await ours()
    const told = (await clock.told()).filter(one => ids.includes(one.purchaseOrderId)).map(named)
    expect(told.toSorted()).toEqual(expected.toSorted())
    expect(await markedOf(db(), ids)).toEqual([...seen].sort())
  }

  return {
    async live(step: Deed | Wait | Look): Promise<void> {
      if ('order' in step) await happen(step, numbers[step.order] ?? '')
      else if (step.do === 'wait') clock.wait(step.hours)
      else if (step.do === 'put back') clock.wait(-step.hours)
      else if (step.do === 'sweep') await sweep([])
      else if (step.do === 'sweep twice at once') await sweep([clock.restart()], [clock.restart()])
      else clock.restart()
    },
  }
}

async function happen(step: Deed, number: string): Promise<void> {
  const parts = [`${number}-A`, `${number}-B`]
  if (step.do === 'forward') return clock.forward(number, 'BOWL', 'LAMP')
  if (step.do === 'cancel') return void (await clock.ask('order.cancel', { order: number }))
  for (const purchaseOrder of step.order % 2 ? parts : parts.slice(0, 1)) await answer(step, purchaseOrder)
}

/** What a supplier does. */
async function answer(step: Deed, purchaseOrder: string): Promise<unknown> {
  const [first = '', second = ''] = NUMBERS
  switch (step.do) {
    case 'acknowledge':
      return clock.ask('po.acknowledge', { purchaseOrder })
    case 'decline':
      return clock.ask('po.decline', { purchaseOrder, reason: 'other' })
    case 'ship':
      return clock.ask('tracking.add', { purchaseOrder, number: first })
    case 'ship part':
      return clock.ask('tracking.add', {
        purchaseOrder,
        number: second,
        lines: `${purchaseOrder.endsWith('A') ? 'BOWL' : 'LAMP'} x1`,
      })
    case 'scan':
      return clock.ask('tracking.scanned', { purchaseOrder, shipment: first })
    case 'accept':
      return accept(purchaseOrder)
    case 'promise': {
      const day = new Date(clock.now().getTime() + step.days * 24 * 3_600_000 + 9 * 3_600_000)
      return clock.ask('po.promise', { purchaseOrder, promised: day.toISOString().slice(0, 10) })
    }
  }
}

/** Says yes to the newest question, which a cancelled order asks. */
async function accept(purchaseOrder: string): Promise<unknown> {
  const [row] = await db()
    .select({ id: changes.id })
    .from(changes)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, changes.purchaseOrderId))
    .where(eq(purchaseOrders.number, purchaseOrder))
    .orderBy(desc(changes.requestedAt))
    .limit(1)
  return row && clock.ask('po.answer', { purchaseOrder, change: row.id, answer: 'accept' })
}
