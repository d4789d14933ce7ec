import { expect, test } from 'vitest'
import { readScanRows } from '../../src/checkpoints/scan-rows.ts'
import { textCells } from '../../src/kernel/sheets/text-cells.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { daysFromNow } from '../stage/from-now.ts'
import { card } from '../stage/shop.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const sam = () => shop.bot.as('Sam', 'orders')
const [YESTERDAY, LATER] = [daysFromNow(-1), daysFromNow(60)]
const rows = `Tracking number,Status,Time,City,Country
${UPS},Picked up,${YESTERDAY} 20:00,Shenzhen,CN
RB123456785CN,Delivered,${YESTERDAY} 09:00,,
${UPS},Glorified,${YESTERDAY} 10:00,,
${UPS},In transit,soon,,
${UPS},Delivered,${LATER},,`

test('a table of scans is judged row by row before anything is recorded, and then recorded with one press', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await sam().types(`/tracking add 1042-A ${UPS}`)
  const shown = await sam().submits(await sam().types('/tracking import-scans'), { rows })
  const drawn = card(shown)
  expect(drawn.summary).toBe('1 scan of 1 parcel can be recorded, 4 rows can’t.')
  expect(drawn.lines?.map(({ text, detail }) => [text, detail])).toEqual([
    ['Row 3: RB123456785CN', 'No parcel here has this number.'],
    [`Row 4: ${UPS}`, 'I don’t know its status. Write it such as picked up, in transit or delivered.'],
    [`Row 5: ${UPS}`, 'I can’t read its time. Write it such as 2026-11-03 09:15.'],
    [`Row 6: ${UPS}`, 'That hasn’t happened yet.'],
  ])
  const parcels = () => shop.database.db.select().from(shipments)
  expect(await parcels()).toMatchObject([{ scannedAt: null }])
  await sam().presses(drawn, 'Record 1 scan')
  expect(await parcels()).toMatchObject([{ scannedAt: new Date(`${YESTERDAY}T12:00:00Z`), tag: 'InTransit' }])
})

test.each([
  ['Out for Delivery', 'OutForDelivery', null],
  ['Delivery attempt failed', 'AttemptFail', null],
  ['Returned to sender', 'Exception', 'returning'],
  ['Label created', 'InfoReceived', null],
  ['Scanned', 'InTransit', 'accepted'],
  ['DELIVERED', 'Delivered', null],
])('the status %j of a table', (status, tag, detail) => {
  const table = textCells(`tracking_number,event,date\n${UPS},${status},2026-11-02`)
  expect(readScanRows(table, 'Europe/Madrid')).toMatchObject([
    { scan: { tag, detail, at: '2026-11-02T11:00:00.000Z' } },
  ])
})
