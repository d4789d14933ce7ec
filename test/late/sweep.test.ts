import { asc, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { nextLooks, notices } from '../../src/late/tables.ts'
import { orders } from '../../src/orders/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aClock, type Said } from '../stage/a-stopped-clock.ts'
import { onPostgres } from '../stage/kernel/small-house.ts'
import { layOpenOrders } from '../stage/open-orders.ts'
import { statementsOf } from '../stage/statements.ts'

const clock = aClock()
const db = () => clock.database.db
const words = async () =>
  (await clock.told()).map(({ number, rule, hours }) => `${number} ${rule}${hours ? ` in ${hours}` : ''}`)
const watching = () => db().$count(nextLooks)

test('a silent supplier is noticed: warned three times, not acknowledged, not shipped, and each once', async () => {
  await clock.forward('1042', 'BOWL')
  for (let hour = 0; hour < 100; hour += 1) {
    await clock.sweep()
    clock.wait(1)
  }
  expect((await words()).toSorted()).toEqual(
    [
      '1042-A acknowledge',
      '1042-A ship',
      '1042-A ship_soon in 24',
      '1042-A ship_soon in 12',
      '1042-A ship_soon in 4',
    ].toSorted(),
  )
  expect(await watching()).toBe(0)
  const [one] = await db().select().from(cases)
  const breaches = (await clock.told()).filter(({ rule }) => rule !== 'ship_soon')
  expect(breaches.map(({ caseId }) => caseId)).toEqual([one?.id, one?.id])
  expect(await db().$count(cases)).toBe(1)
})

test('by working time, nothing is due at night, on the weekend or on a closed day', async () => {
  // Tuesday, eleven at night in Shanghai.
  clock.wait(39)
  await clock.forward('1042', 'LAMP')
  const said: string[] = []
  for (let hour = 0; hour < 14 * 24; hour += 1) {
    const before = (await words()).length
    await clock.sweep()
    for (const word of (await words()).slice(before)) said.push(`${clock.now().toISOString().slice(0, 13)} ${word}`)
    clock.wait(1)
  }
  expect(said).toEqual([
    '2026-11-04T09 1042-A acknowledge',
    '2026-11-06T04 1042-A ship_soon in 24',
    '2026-11-09T07 1042-A ship_soon in 12',
    '2026-11-10T06 1042-A ship_soon in 4',
    '2026-11-10T10 1042-A ship',
  ])
})

test('what was acknowledged, promised, shipped and scanned in time is never mentioned', async () => {
  await clock.forward('1042', 'BOWL')
  clock.wait(20)
  await clock.ask('po.acknowledge', { purchaseOrder: '1042-A', promised: '2026-11-03' })
  clock.wait(3)
  await clock.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await clock.ask('tracking.scanned', { purchaseOrder: '1042-A', shipment: '1Z999AA10123456784' })
  clock.wait(24 * 30)
  await clock.sweep()
  expect(await words()).toEqual([])
  expect(await watching()).toBe(0)
})

test('a number that is typed and never scanned is noticed; one that was put right has its time anew', async () => {
  await clock.forward('1042', 'BOWL')
  await clock.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  clock.wait(47)
  await clock.ask('tracking.correct', {
    purchaseOrder: '1042-A',
    shipment: '1Z999AA10123456784',
    number: 'RX123456785CN',
  })
  clock.wait(47)
  await clock.sweep()
  expect(await words()).toEqual([])
  clock.wait(1)
  await clock.sweep()
  expect(await words()).toEqual(['1042-A scan'])
})

test('a promised day that passes is noticed when it is over where the supplier is, and a new promise has its own', async () => {
  await clock.forward('1042', 'BOWL')
  await clock.ask('po.acknowledge', { purchaseOrder: '1042-A', promised: '2026-11-02' })
  // Madrid is an hour ahead: the second is over at eleven.
  clock.wait(22)
  await clock.sweep()
  expect(await words()).toEqual([])
  clock.wait(1)
  await clock.sweep()
  expect(await words()).toEqual(['1042-A promised'])
  await clock.ask('po.promise', { purchaseOrder: '1042-A', promised: '2026-11-03' })
  clock.wait(24)
  await clock.sweep()
  expect((await words()).filter(word => word.endsWith('promised'))).toHaveLength(2)
})

test('late and answered with a new day, then with a number, then with a right one: each is held to its own time', async () => {
  await clock.forward('1042', 'BOWL')
  const next = async (hours: number) => {
    const before = (await words()).length
    clock.wait(hours)
    await clock.sweep()
    return (await words()).slice(before)
  }
  const number = '1Z999AA10123456784'
  expect(await next(24 * 5)).toContain('1042-A ship')
  await clock.ask('po.promise', { purchaseOrder: '1042-A', promised: '2026-11-08' })
  expect(await next(24 * 2)).toEqual(['1042-A promised'])
  await clock.ask('po.promise', { purchaseOrder: '1042-A', promised: '2026-11-10' })
  expect(await next(24 * 2)).toEqual(['1042-A promised'])
  await clock.ask('tracking.add', { purchaseOrder: '1042-A', number })
  expect(await next(48)).toEqual(['1042-A scan'])
  await clock.ask('tracking.correct', { purchaseOrder: '1042-A', shipment: number, number: 'RX123456785CN' })
  expect(await next(48)).toEqual(['1042-A scan'])
  await clock.ask('tracking.scanned', { purchaseOrder: '1042-A', shipment: 'RX123456785CN' })
  expect(await watching()).toBe(0)
})

test('a week of nobody looking: each purchase order is told of as it stands now, and no flood of old warnings', async () => {
  for (const number of ['1041', '1042', '1043']) await clock.forward(number, 'BOWL')
  await clock.ask('po.acknowledge', { purchaseOrder: '1043-A' })
  clock.wait(7 * 24)
  await clock.sweep(clock.restart())
  await clock.sweep()
  expect((await words()).toSorted()).toEqual(
    ['1041-A acknowledge', '1041-A ship', '1042-A acknowledge', '1042-A ship', '1043-A ship'].toSorted(),
  )
  // The warnings that nobody heard are marked all the same, and never come later.
  expect(await db().$count(notices, eq(notices.rule, 'ship_soon'))).toBe(9)
})

test('of several warnings missed only the last is told', async () => {
  await clock.forward('1042', 'BOWL')
  clock.wait(45)
  await clock.sweep()
  expect((await words()).toSorted()).toEqual(['1042-A acknowledge', '1042-A ship_soon in 4'])
})

test('a clock put back tells nothing anew, and what is due is told when its time comes', async () => {
  await clock.forward('1042', 'BOWL')
  clock.wait(24)
  await clock.sweep()
  const before = await words()
  clock.wait(-24)
  for (let hour = 0; hour <= 24; hour += 6) {
    await clock.sweep()
    // Whatever happens to it in the time that comes twice.
    await clock.ask('po.promise', { purchaseOrder: '1042-A', promised: '2026-11-09' })
    clock.wait(6)
  }
  expect(await words()).toEqual(before)
  clock.wait(24)
  await clock.sweep()
  expect(new Set(await words()).size).toBe((await words()).length)
  expect(await words()).toContain('1042-A ship')
})

test('cancelled, declined or acknowledged between the due time and the sweep: nothing is told that is no longer so', async () => {
  await clock.forward('1041', 'BOWL')
  await clock.forward('1042', 'BOWL')
  await clock.forward('1043', 'BOWL')
  clock.wait(24)
  await clock.ask('order.cancel', { order: '1041' })
  await clock.ask('po.decline', { purchaseOrder: '1042-A', reason: 'other' })
  await clock.ask('po.acknowledge', { purchaseOrder: '1043-A' })
  await clock.sweep()
  expect(await words()).toEqual(['1043-A ship_soon in 24'])
  expect(await watching()).toBe(1)
})

test('a cancelled order ends all clocks, though its supplier has yet to agree, or has its parcel unscanned', async () => {
  await clock.forward('1041', 'BOWL')
  await clock.ask('po.acknowledge', { purchaseOrder: '1041-A' })
  await clock.forward('1042', 'BOWL', 'LAMP')
  await clock.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784' })
  await clock.ask('order.cancel', { order: '1041' })
  await clock.ask('order.cancel', { order: '1042' })
  expect(await watching()).toBe(0)
  clock.wait(24 * 7)
  await clock.sweep()
  expect(await words()).toEqual([])
})

test('what fell due a moment before something else happened to it is still told', async () => {
  await clock.forward('1042', 'BOWL')
  clock.wait(49)
  await clock.ask('po.acknowledge', { purchaseOrder: '1042-A' })
  await clock.sweep()
  expect(await words()).toEqual(['1042-A ship'])
})

test('a sweep asks the database as often for ninety purchase orders as for nine', async () => {
  const late = { sentAt: clock.now(), acknowledgeBy: null, shipBy: clock.now(), spread: 60, watchedFrom: clock.now() }
  await layOpenOrders(db(), 1, 9, 9, late)
  clock.wait(1)
  const ofNine = await statementsOf(() => clock.sweep())
  await layOpenOrders(db(), 10, 90, 9, { ...late, sentAt: clock.now(), shipBy: clock.now() })
  clock.wait(1)
  const ofNinety = await statementsOf(() => clock.sweep())
  expect(await clock.told()).toHaveLength(99)
  for (const all of [ofNine, ofNinety]) expect(all.length, all.join('\n')).toBeLessThanOrEqual(36)
})

test('warnings of many suppliers are read together', async () => {
  const soon = new Date(clock.now().getTime() + 101 * 3_600_000)
  const open = { sentAt: clock.now(), acknowledgeBy: null, shipBy: soon, spread: 60, watchedFrom: clock.now() }
  await layOpenOrders(db(), 1, 30, 15, open)
  clock.wait(98)
  const all = await statementsOf(() => clock.sweep())
  expect((await clock.told()).map(({ rule }) => rule)).toEqual(Array(30).fill('ship_soon'))
  expect(all.length, all.join('\n')).toBeLessThanOrEqual(30)
})

test('acknowledged in the very moment of the sweep: told before it or not at all', async () => {
  const numbers = Array.from({ length: 6 }, (_, index) => String(1001 + index))
  for (const number of numbers) await clock.forward(number, 'BOWL')
  clock.wait(24)
  await Promise.all([
    clock.sweep(),
    ...numbers.map(number => clock.ask('po.acknowledge', { purchaseOrder: `${number}-A` })),
    clock.sweep(),
  ])
  await clock.sweep()
  const journal = await db().select().from(events).orderBy(asc(events.id))
  for (const { id, data } of journal.filter(({ name }) => name === 'late.noticed'))
    for (const one of (data as { notices: Said[] }).notices.filter(({ rule }) => rule === 'acknowledge')) {
      const yes = journal.find(
        ({ name, about }) => name === 'purchase_order.acknowledged' && about === one.purchaseOrderId,
      )
      expect(yes?.id).toBeGreaterThan(id)
    }
  const told = (await clock.told()).map(({ number, rule, hours }) => `${number} ${rule} ${hours}`)
  expect(new Set(told).size).toBe(told.length)
  expect(told.filter(one => one.includes('ship_soon'))).toHaveLength(6)
})

test('several that look at once tell each thing once, and nobody waits for ever', async () => {
  const numbers = Array.from({ length: 12 }, (_, index) => String(1001 + index))
  for (const number of numbers) await clock.forward(number, 'BOWL', 'LAMP')
  clock.wait(24 * 10)
  await Promise.all([
    ...[1, 2, 3].map(() => clock.sweep(clock.restart())),
    ...numbers
      .slice(0, 10)
      .map(number => clock.ask('po.promise', { purchaseOrder: `${number}-B`, promised: '2026-12-01' })),
    ...numbers.slice(8).map(order => clock.ask('order.cancel', { order })),
  ])
  await clock.sweep()
  const told = (await clock.told()).map(({ number, rule, hours }) => `${number} ${rule} ${hours}`)
  expect(new Set(told).size).toBe(told.length)
  for (const number of numbers.slice(0, 8))
    expect(told).toEqual(expect.arrayContaining([`${number}-A ship null`, `${number}-B ship null`]))
  const late = await db().select({ id: cases.purchaseOrderId }).from(cases).where(eq(cases.kind, 'late'))
  expect(new Set(late.map(({ id }) => id)).size).toBe(late.length)
})

test('one that cannot be noticed holds up no other, is told to the operator, and is tried again', async () => {
  for (const number of ['1041', '1042', '1043']) await clock.forward(number, 'BOWL')
  const [bad] = await db().select().from(purchaseOrders).where(eq(purchaseOrders.number, '1041-A'))
  await db().execute(sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`)
  const whose = sql.raw(`'${bad?.id}'`)
  await db().execute(sql`
    create trigger broken before insert on notices for each row when (new.purchase_order_id = ${whose}) execute function refuse()`)
  clock.wait(24)
  const failures: unknown[] = []
  await clock.sweep(undefined, error => failures.push(error))
  expect((await words()).filter(word => word.endsWith('acknowledge')).toSorted()).toEqual([
    '1042-A acknowledge',
    '1043-A acknowledge',
  ])
  expect(failures).toHaveLength(1)
  await db().execute(sql`drop trigger broken on notices`)
  await db().execute(sql`drop function refuse`)
  await clock.sweep()
  expect(await words()).toContain('1041-A acknowledge')
})

test.runIf(onPostgres)(
  'an order that somebody has in hand is left for the next look, and nobody waits for it',
  async () => {
    await clock.forward('1041', 'BOWL')
    await clock.forward('1042', 'BOWL')
    clock.wait(24)
    const [held, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const inHand = db().transaction(async tx => {
      await tx.select().from(orders).where(eq(orders.number, '1041')).for('update')
      held.resolve()
      await done.promise
    })
    await held.promise
    await clock.sweep()
    const others = await words()
    done.resolve()
    await inHand
    await clock.sweep()
    expect(others.toSorted()).toEqual(['1042-A acknowledge', '1042-A ship_soon in 24'])
    expect(await words()).toContain('1041-A acknowledge')
  },
)
