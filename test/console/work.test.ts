import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asked, aConsole, aWorkPage, type TestedConsole } from '../stage/console/a-console.ts'
import { words } from '../stage/console/reader.ts'

const EVIL = `"><script>alert(1)</script>' onclick='x`
const ID = '6f1f3a52-0000-4000-8000-000000000001'
const asked: Asked[] = []
let console: TestedConsole
beforeAll(async () => {
  console = await aConsole({
    work: async (speaker, table, given) => {
      asked.push({ user: speaker.user, channel: speaker.channel, table, given })
      return aWorkPage([{ id: ID, number: EVIL, tone: 'bad', cells: [EVIL, EVIL] }])
    },
  })
  await console.chat.directory.openChannel('lamps')
})
afterAll(() => console.end())

test('a table is asked for as whoever looks, in their room, with what its address says', async () => {
  const page = await console.get('/as/ada/rooms/orders/work/orders?which=held&text=zo%C3%AB')
  expect(page.status).toBe(200)
  expect(asked.at(-1)).toEqual({
    user: 'ada',
    channel: 'orders',
    table: 'orders',
    given: { which: 'held', text: 'zoë' },
  })
  const body = await page.text()
  expect(body).not.toContain('<script>alert')
  expect(words(body)).toContain('1 row')
  await console.get('/as/mei/rooms/lamps/work/purchase-orders')
  expect(asked.at(-1)).toMatchObject({ user: 'mei', channel: 'lamps' })
})

test('nobody sees a table from a room that is not theirs, nor one that is not there', async () => {
  const before = asked.length
  for (const path of ['/as/mei/rooms/orders/work/orders', '/as/ada/rooms/orders/work/secrets'])
    expect((await console.get(path)).status, path).toBe(404)
  expect((await console.send('/as/mei/rooms/orders/work/orders/act', { act: 'forward', row: ID })).status).toBe(404)
  expect([asked.length, console.heard.length]).toEqual([before, 0])
})

test('a row is opened, and many are forwarded, by the same commands as are typed', async () => {
  const opened = await console.get(`/as/ada/rooms/orders/work/orders/rows/${ID}`, { 'HX-Request': 'true' })
  expect(opened.headers.get('Waybill-Answer')).toBe('note')
  expect(console.heard.pop()).toMatchObject({ how: 'asked', what: { command: 'order.show', input: { order: ID } } })
  await console.send('/as/ada/rooms/orders/work/orders/act', { act: 'forward', row: ID })
  expect(console.heard.pop()).toMatchObject({ what: { command: 'order.forward', input: { order: ID } } })
  const none = await console.send('/as/ada/rooms/orders/work/orders/act', { act: 'forward' })
  expect(words(await none.text())).toContain('Choose at least one row first.')
  expect((await console.send('/as/ada/rooms/orders/work/orders/act', { act: 'order.cancel', row: ID })).status).toBe(
    404,
  )
  expect(console.heard).toEqual([])
})
