import { expect, test } from 'vitest'
import type { Message } from '../../src/rehearsal/rooms.ts'
import { aFolder, plain } from './a-rehearsal.ts'

const shop = aFolder()

const inWords = (messages: readonly Message[]) =>
  messages
    .map(
      ({ room, at, as, alerts }) =>
        `${room.kind === 'supplier' ? room.supplier : 'staff'} ${at.toISOString().slice(11, 16)} ${as}${as === 'digest' ? ` ${alerts}` : ''}`,
    )
    .sort()

/** Orders that had an hour to ship and never did. */
const late = (supplier: string, ...times: readonly string[]) =>
  times.map((time, index) => `${supplier}-${index},${supplier},2026-11-02 05:00,2026-11-02 ${time},,,`)

/** The history goes on: nothing is told after its last fact. */
const later = 'last,Other,2026-11-02 05:00,2026-11-03 05:00,2026-11-02 06:00,2026-11-02 23:30,'

async function messagesOf(...rows: readonly string[]): Promise<readonly Message[]> {
  return (await shop.figures({ 'orders.csv': plain(...rows, later) })).messages
}

test('three in an hour come as cards, the rest of the hour as one digest, the next hour begins anew', async () => {
  const lumen = late('Lumen', '07:10', '07:20', '07:30', '07:40', '07:50', '08:00')
  expect(inWords(await messagesOf(...lumen))).toEqual([
    'Lumen 07:10 alone',
    'Lumen 07:20 alone',
    'Lumen 07:30 alone',
    'Lumen 07:40 digest 2',
    'Lumen 08:00 alone',
    'staff 07:10 alone',
    'staff 07:20 alone',
    'staff 07:30 alone',
    'staff 07:40 digest 2',
    'staff 08:00 alone',
  ])
})

test('four that fall due at once come as a digest, and what follows in the hour goes into it', async () => {
  expect(inWords(await messagesOf(...late('Lumen', '07:10', '07:10', '07:10', '07:10', '07:55')))).toEqual([
    'Lumen 07:10 digest 5',
    'staff 07:10 digest 5',
  ])
})

test('suppliers do not count against each other; in the staff’s room all count together', async () => {
  const messages = await messagesOf(...late('Casa', '07:10', '07:10'), ...late('Lumen', '07:10', '07:20'))
  expect(inWords(messages)).toEqual([
    'Casa 07:10 alone',
    'Casa 07:10 alone',
    'Lumen 07:10 alone',
    'Lumen 07:20 alone',
    'staff 07:10 alone',
    'staff 07:10 alone',
    'staff 07:10 alone',
    'staff 07:20 digest 1',
  ])
})

test('an order of which two things are said at once has one card', async () => {
  const orders = ['1', '2'].map(order => `${order},Lumen,2026-11-02 05:00,2026-11-02 07:00,,,`)
  const last = 'last,Other,2026-11-02 05:00,2026-11-03 05:00,2026-11-02 06:00,2026-11-02 23:30,2026-11-02 05:30'
  const file = ['Order,Supplier,Placed,Ship by,Shipped,Delivered,Acknowledged', ...orders, last].join('\n')
  const { messages } = await shop.figures({ 'orders.csv': file }, '--acknowledge', '2 hours')
  expect(inWords(messages)).toEqual([
    'Lumen 07:00 alone',
    'Lumen 07:00 alone',
    'staff 07:00 alone',
    'staff 07:00 alone',
  ])
  expect(messages.map(({ alerts }) => alerts)).toEqual([2, 2, 2, 2])
})

test('a warning is the supplier’s alone: staff hear of breaches', async () => {
  expect(inWords(await messagesOf('1,Lumen,2026-11-02 05:00,2026-11-02 11:00,2026-11-02 10:00,,'))).toEqual([
    'Lumen 07:00 alone',
  ])
})

test('the worst day is named with its room, and the warnings that came in time are counted', async () => {
  const { rooms, ...figures } = await shop.figures({
    'orders.csv': plain(
      '1,Lumen,2026-11-02 05:00,2026-11-03 05:00,2026-11-03 09:00,,',
      '2,Lumen,2026-11-02 05:00,2026-11-03 05:00,2026-11-03 04:00,,',
      '3,Casa,2026-11-05 05:00,2026-11-05 06:00,,,',
      '4,Casa,2026-11-02 05:00,2026-11-02 06:00,2026-11-02 05:30,2026-11-09,',
    ),
  })
  // Lumen: twice 12 hours ahead on the 2nd, twice 4 ahead and a breach on the 3rd. Casa: a breach on the 5th.
  expect(rooms.map(({ kind, messagesADay, worst }) => [kind, messagesADay, worst])).toEqual([
    [
      'supplier',
      { of: 3, median: 2, p95: 3, most: 3 },
      { room: { kind: 'supplier', supplier: 'Lumen' }, day: 20_760, messages: 3, alerts: 3 },
    ],
    [
      'alerts',
      { of: 2, median: 1, p95: 1, most: 1 },
      { room: { kind: 'alerts' }, day: 20_760, messages: 1, alerts: 1 },
    ],
  ])
  expect(figures).toMatchObject({ breaches: 2, warnedFirst: 1, warned: 2, warnedInTime: 1 })
})
