import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Milestones } from '../../src/late/rules.ts'
import { verdictOf } from '../../src/late/verdict.ts'
import type { PastOrder } from '../../src/rehearsal/history.ts'
import { replay, type Told } from '../../src/rehearsal/replay.ts'
import { always } from '../stage/calendars.ts'
import { aFolder, plain } from './a-rehearsal.ts'

const shop = aFolder()
const MINUTE = 60_000

const inWords = (told: readonly Told[]) =>
  told.map(
    ({ of, notice, at }) =>
      `${at.toISOString().slice(5, 16)} ${of.order} ${notice.rule}${notice.hours ? ` ${notice.hours}` : ''}`,
  )

async function toldOf(rows: readonly string[], ...words: readonly string[]): Promise<readonly string[]> {
  return inWords((await shop.figures({ 'orders.csv': plain(...rows) }, ...words)).told)
}

test('a supplier is told what was true by then: warned until it ships, of the breach when it has not', async () => {
  expect(
    await toldOf([
      'early,Lumen,2026-11-02 09:00,2026-11-04 09:00,2026-11-02 17:00,,',
      'close,Lumen,2026-11-02 09:00,2026-11-04 09:00,2026-11-04 00:30,,',
      'late,Lumen,2026-11-02 09:00,2026-11-04 09:00,2026-11-05 10:00,,',
    ]),
  ).toEqual([
    '11-03T09:00 close ship_soon 24',
    '11-03T09:00 late ship_soon 24',
    '11-03T21:00 close ship_soon 12',
    '11-03T21:00 late ship_soon 12',
    '11-04T05:00 late ship_soon 4',
    '11-04T09:00 late ship',
  ])
})

test('the clock ticks on the minute: what ships between the due time and the tick is never told as late', async () => {
  const rows = (shipped: string) => [
    `1,Lumen,2026-11-02 09:00,2026-11-02 12:00:20,${shipped},,`,
    '2,Lumen,2026-11-02 09:00,2026-11-02 09:30,2026-11-02 09:10,2026-11-03,',
  ]
  expect(await toldOf(rows('2026-11-02 12:00:20'))).toEqual([])
  expect(await toldOf(rows('2026-11-02 12:00:50'))).toEqual([])
  expect(await toldOf(rows('2026-11-02 12:01:10'))).toEqual(['11-02T12:01 1 ship'])
})

test('a cancelled order ends its alerts, and what is due after the history’s last fact is not told', async () => {
  expect(
    await toldOf([
      '1,Lumen,2026-11-02 09:00,2026-11-03 09:00,,,2026-11-03 04:00',
      '2,Lumen,2026-11-02 09:00,2026-11-04 09:00,,,',
      '3,Casa,2026-11-02 09:00,2026-11-02 12:00,2026-11-02 10:00,2026-11-03 12:00,',
    ]),
  ).toEqual(['11-02T21:00 1 ship_soon 12', '11-03T09:00 2 ship_soon 24'])
})

test('acknowledging and the first scan are told of where the file has columns for them, and only there', async () => {
  const file = (columns: string, cells: string) => ({
    'orders.csv': `Order,Supplier,Placed,Ship by,Shipped,Delivered${columns}\n1,Lumen,2026-11-02 09:00,2026-11-05 09:00,2026-11-03 10:00,2026-11-09 09:00${cells}\n`,
  })
  const told = async (columns: string, cells: string) => inWords((await shop.figures(file(columns, cells))).told)
  expect(await told('', '')).toEqual([])
  expect(await told(',Acknowledged,First scan', ',2026-11-03 09:30,2026-11-06 08:00')).toEqual([
    '11-03T09:00 1 acknowledge',
    '11-05T10:00 1 scan',
  ])
  expect(await told(',Acknowledged,First scan', ',2026-11-02 10:00,2026-11-04 08:00')).toEqual([])
})

const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-03-01'), noInvalidDate: true })
const standing: fc.Arbitrary<Milestones> = fc.record({
  sentAt: moment,
  acknowledgeBy: fc.option(moment),
  acknowledgedAt: fc.option(moment),
  shipBy: moment,
  shippedAt: fc.option(moment),
  promisedBy: fc.constant(null),
  endedAt: fc.option(moment, { freq: 4 }),
  parcels: fc.constant([]),
})

test('over any history: each thing is told once, never once it is done, and every order that was late is told as late', () => {
  const until = new Date('2026-04-01')
  fc.assert(
    fc.property(fc.array(standing, { maxLength: 12 }), standings => {
      const orders = standings.map(
        (standing, index): PastOrder => ({ order: `${index}`, supplier: `${index % 3}`, standing, deliveredAt: null }),
      )
      const told = replay({ orders, from: new Date('2026-01-01'), until }, always)
      const names = told.map(({ of, notice }) => `${of.order} ${notice.rule} ${notice.dueAt.getTime()}`)
      expect(new Set(names).size).toBe(names.length)
      expect(told.map(({ at }) => at.getTime())).toEqual(told.map(({ at }) => at.getTime()).toSorted((a, b) => a - b))
      for (const { of, notice, at } of told) {
        expect(at.getTime() % MINUTE).toBe(0)
        expect(at.getTime() - notice.at.getTime()).toBeLessThan(MINUTE)
        for (const end of [of.standing.shippedAt, of.standing.endedAt]) expect(end === null || end > at).toBe(true)
      }
      for (const order of orders) {
        const { sentAt, shipBy, shippedAt, endedAt } = order.standing
        const [from, over] = [
          Math.max(Number(sentAt), Number(shipBy)),
          Math.min(Number(shippedAt ?? until), Number(endedAt ?? until)),
        ]
        const toldLate = told.some(({ of, notice }) => of === order && notice.rule === 'ship')
        expect(toldLate).toBe(Math.ceil(from / MINUTE) * MINUTE < over)
        if (toldLate) expect(['late', 'never']).toContain(verdictOf(order.standing, until))
      }
    }),
  )
})
