import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { taskKinds } from '../../src/tasks.ts'
import { trackingImports } from '../../src/tracking-imports/tables.ts'
import { takeRows } from '../../src/tracking-imports/take-rows.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'
import { aWorkbook } from './a-workbook.ts'

const shop = aShop()
const UPS = ['1Z999AA10123456784', '1Z12345E1512345676', '1Z999AA10123456793']
const PASTED = 'Tracking numbers: a pasted list'
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'orders')
let tasks: Tasks

beforeEach(async () => {
  const { db, listen } = shop.database
  const { ask, outside, now } = shop.bot
  const kinds = taskKinds({ db, ask, outside, publicUrl: null, now })
  tasks = await startTasks({
    db,
    listen,
    kinds,
    log: openLog('silent'),
    failed: error => expect.fail(String(error)),
    now,
  })
})
afterEach(() => tasks.stop())

/** The card as it stands once all is done. */
async function shown(title = PASTED, room = 'lumen') {
  await tasks.idle()
  await shop.bot.pump.idle()
  return cardIn(shop.chat, room, title)
}
async function paste(text: string, who = mei()): Promise<string> {
  const form = await who.types('/tracking import')
  return said(await who.submits(form, { rows: text }))
}
/** Files, as they are chosen in the form. */
async function sends(name: string, bytes: Buffer): Promise<string> {
  const speaker = { chat: 'memory', user: 'mei', name: 'Mei', channel: 'lumen', roles: [] }
  const form = await shop.bot.desk.opens(speaker, 'tracking.import', {})
  const token = form.kind === 'form' ? form.form.token : ''
  const sent = { files: [shop.chat.send(name, bytes)] }
  return said(await shop.bot.desk.submitted(speaker, token, {}, undefined, sent))
}
const facts = (one: ReturnType<typeof cardIn>) =>
  Object.fromEntries(one.facts?.map(fact => [fact.label, fact.value]) ?? [])
const parcels = () => shop.database.db.$count(shipments)

test('a paste is shown line by line, added with one press, and the same again changes nothing', async () => {
  for (const number of ['1042', '1043', '1046']) await shop.forwarded(number, [{ sku: 'LAMP', quantity: 2 }])
  await shop.forwarded('1044', [{ sku: 'BOWL' }])
  await shop.forwarded('1045', [{ sku: 'LAMP' }])
  await shop.ask('tracking.add', { purchaseOrder: '1045-A', number: UPS[2] })
  await shop.ask('order.cancel', { order: '1046', reason: 'lost' })
  const text = [
    `1042-A ${UPS[0]} LAMP x1`,
    `1042-A ${UPS[1]}`,
    `${UPS[2]} 1043-A`,
    `1044-A ${UPS[0]}`,
    `9999-A ${UPS[0]}`,
    '1043-A 1.2345E+21',
    '1043-A 1Z999AA10123456785',
    `1045-A ${UPS[2]}`,
    '1045-A RX123456785CN',
    '1046-A RX123456785CN',
    '1043-A 123456789012',
  ].join('\n')
  expect(await paste(text)).toBe('3 parcels of 11 rows can be added. Check the card here, and press its button.')
  const preview = await shown()
  expect(await parcels()).toBe(1)
  expect(facts(preview)).toEqual({
    'To add': '3',
    'Recorded already': '1',
    'Carrier to be named': '1',
    'Another number or parcel': '1',
    'No such purchase order': '2',
    'Takes no more parcels': '1',
    'No number to read': '2',
  })
  const why = (row: string) => preview.lines?.find(line => line.text.startsWith(row))?.detail
  expect(why('row 4')).toBe('There is no purchase order 1044-A here. Its number looks like 1042-A.')
  expect(why('row 5')).toBe('There is no purchase order 9999-A here. Its number looks like 1042-A.')
  expect(why('row 6')).toContain('A spreadsheet shortened this number to 1.2345E+21.')
  expect(why('row 9')).toContain('All of 1045-A is in parcels already')
  expect(why('row 10')).toBe('1046-A was cancelled.')
  expect(why('row 11')).toMatch(/could be .*Name its carrier/)
  expect(said(await mei().presses(preview, 'Add 3 parcels'))).toContain('3 parcels are being added')
  const after = await shown()
  expect(after.summary).toBe('3 parcels were added by Mei. 7 rows can’t be added as written.')
  expect(await parcels()).toBe(4)
  expect(said(await mei().presses(preview, 'Add 3 parcels'))).toBe('Nothing in it is left to add.')
  expect(await paste(text.split('\n').slice(0, 3).join('\n'))).toBe('3 parcels are recorded already. Nothing changes.')
  expect(await parcels()).toBe(4)
  expect(said(await mei().presses(after, 'Show rows'))).toBe('11 rows.')
})

test('numbers that several carriers could have wait for one of them to be named, for all at once', async () => {
  for (const number of ['1042', '1043']) await shop.forwarded(number, [{ sku: 'LAMP' }])
  await paste('1042-A 123456789012\n1043-A 123456789023')
  const before = await shown()
  const form = await mei().presses(before, 'Name the carrier')
  expect(said(await mei().submits(form, { carrier: 'DHL' }))).toBe('2 parcels can be added now.')
  await mei().presses(await shown(), 'Add 2 parcels')
  expect((await shown()).summary).toBe('2 parcels were added by Mei.')
  expect((await shop.database.db.select().from(shipments)).map(({ carrierName }) => carrierName)).toEqual([
    'DHL',
    'DHL',
  ])
})

test('a workbook and a file in Chinese are read beside, and what is wrong with a file is said', async () => {
  for (const number of ['1042', '1043']) await shop.forwarded(number, [{ sku: 'LAMP' }])
  const rows = [
    ['PO', 'Tracking'],
    ['1042-A', UPS[0] ?? ''],
    ['1043-A', 9.4e21],
  ]
  expect(await sends('today.xlsx', aWorkbook(rows))).toContain('I’m reading today.xlsx.')
  expect((await shown('Tracking numbers: today.xlsx')).summary).toContain('1 parcel can be added.')
  const chinese = Buffer.from('b2c9b9bab5a5bac52cbfecb5ddb5a5bac50a', 'hex')
  await sends('gb.csv', Buffer.concat([chinese, Buffer.from(`1043-A,${UPS[1]}\n`)]))
  const card = await shown('Tracking numbers: gb.csv')
  expect(card.summary).toContain('1 parcel can be added.')
  await sends('note.pdf', Buffer.from('%PDF-1.7 nothing'))
  expect((await shown('Tracking numbers: note.pdf')).summary).toContain('I find no tracking numbers here.')
})

test('what changed since it was shown is said, spoils no other row, and can be checked again', async () => {
  for (const number of ['1042', '1043']) await shop.forwarded(number, [{ sku: 'LAMP', quantity: 2 }])
  await paste(`1042-A ${UPS[0]} LAMP x9\n1043-A ${UPS[1]}`)
  await mei().presses(await shown(), 'Add 2 parcels')
  const after = await shown()
  expect(after.summary).toBe('1 parcel was added by Mei. 1 row can’t be added as written.')
  expect(after.lines?.[0]?.detail).toContain('Only 2 of LAMP are left to ship, not 9.')
  expect(said(await mei().presses(after, 'Check again'))).toBe('1 parcel can be added now.')
})

test('killed while it adds, and run again, it doubles nothing and leaves nothing out', async () => {
  for (const number of ['1042', '1043', '1044']) await shop.forwarded(number, [{ sku: 'LAMP' }])
  await paste(UPS.map((number, index) => `${1042 + index}-A ${number}`).join('\n'))
  const preview = await shown()
  await tasks.stop()
  await mei().presses(preview, 'Add 3 parcels')
  const { db } = shop.database
  const [made] = await db.select().from(trackingImports)
  const work = { subject: made?.id ?? '', attempt: 0, mustHold: () => {}, signal: new AbortController().signal }
  // It dies once before a row, and once after a row was taken and before anybody heard of it.
  for (const dies of ['before', 'after']) {
    let asked = 0
    const ask: typeof shop.bot.ask = async (name, input, by) => {
      const isLast = name === 'tracking.import-take' && ++asked === 2
      if (isLast && dies === 'before') throw new Error('killed')
      const outcome = await shop.bot.ask(name, input, by)
      if (isLast) throw new Error('killed')
      return outcome
    }
    await expect(takeRows({ db, ask }).run(work)).rejects.toThrow('killed')
  }
  await takeRows({ db, ask: shop.bot.ask }).run(work)
  await takeRows({ db, ask: shop.bot.ask }).run(work)
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', PASTED).summary).toBe('3 parcels were added by Mei.')
  expect((await db.select().from(shipments)).map(({ number }) => number).toSorted()).toEqual(UPS.toSorted())
})

test('staff may add for all suppliers from their own rooms; in a supplier’s room only for that one', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  const both = `1042-A ${UPS[0]}\n1042-B ${UPS[1]}`
  expect(await paste(both, sam())).toContain('2 parcels of 2 rows can be added')
  shop.chat.admit('sam', 'Sam', ['orders', 'lumen'])
  expect(await paste(both, shop.bot.as('Sam', 'lumen'))).toContain('1 parcel of 2 rows can be added')
  const ours = await shown(PASTED, 'orders')
  expect(said(await sam().presses(ours, 'Add 2 parcels'))).toContain('2 parcels are being added')
  expect((await shown(PASTED, 'orders')).summary).toBe('2 parcels were added by Sam.')
  const [made] = await shop.database.db.select().from(trackingImports)
  const lucia = {
    side: 'supplier',
    supplierId: made?.id ?? '',
    chat: 'memory',
    user: 'lucía',
    name: 'Lucía',
    roomId: null,
  }
  expect(await shop.refused(shop.bot.ask('tracking.import-rows', { import: made?.id }, lucia as never))).toBe(
    'This list is not here any more. Send it again.',
  )
})
