import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { events } from '../../../src/kernel/ground/tables.ts'
import { type FolderStage, openFolderStage } from '../../stage/a-folder.ts'
import { aShop } from '../../stage/a-shop.ts'
import { doing } from '../../stage/doing-tasks.ts'
import { type SftpServer, sftpServer } from '../../stage/sftp-server.ts'
import { card, said } from '../../stage/shop.ts'
import { textIn, textOf } from '../../stage/text-of.ts'

const shop = aShop()
const owed = doing(() => shop)
let stage: FolderStage
let server: SftpServer

beforeEach(async () => {
  stage = await openFolderStage(shop)
  server = await sftpServer(stage.base)
  await owed.start()
})
afterEach(async () => {
  await owed.stop()
  await server.close()
  await stage.close()
})

/** A look into every folder, and all that comes of it. */
const look = async () => {
  await stage.look()
  await owed.idle()
}
const sam = () => shop.bot.as('Sam', 'orders')
const inFolder = (path: string) => stage.inFolder(path)
const text = (path: string) => stage.text(path)
const put = (path: string, what: string) => stage.put(path, what)
const reachByServer = async (fingerprint = server.fingerprint) => {
  const what = `sftp://lumen@127.0.0.1:${server.port}/drop ${fingerprint}`
  await shop.ask('supplier.reach', { supplier: 'Lumen', kind: 'files', what, secret: server.password, gets: 'alone' })
}
const reachByFolder = () =>
  shop.ask('supplier.reach', { supplier: 'Lumen', kind: 'files', what: 'drop', gets: 'alone' })

test('a purchase order goes to a server by SFTP, whole and with its address, and its tracking comes back row by row', async () => {
  await reachByServer()
  await sam().types('/supplier mail-address Lumen on')
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await shop.forwarded('1043', [{ sku: 'BULB' }])
  expect(await inFolder('drop/orders')).toEqual(['1042-A.csv', '1043-A.csv'])
  expect(await text('drop/orders/1042-A.csv')).toMatch(
    /purchase_order,sku[\s\S]*1042-A,LAMP.*Västra Hamngatan 5.*,0046/,
  )
  expect(textOf(card(await sam().types('/order show 1042')))).toMatch(/ship-to/i)

  await put('drop/tracking/today.csv', '1042-A,1Z999AA10123456784\n1043-A,not a number\n')
  await look()
  expect(await inFolder('drop/tracking')).toEqual(['today.csv'])
  await look()
  await look()
  expect(await inFolder('drop/tracking')).toEqual(['error'])
  const [result = '', taken] = (await inFolder('drop/tracking/error')).sort((a, b) => b.length - a.length)
  expect(taken).toMatch(/^today\.[\da-f]{8}\.csv$/)
  expect(await text(`drop/tracking/error/${result}`)).toMatch(
    /1042-A,1Z999AA10123456784,added,[\s\S]*1043-A,.*not added,/,
  )
  expect(textOf(card(await sam().types('/order show 1042')))).toContain('1Z999AA10123456784')
})

test('a file has the address by its supplier’s setting alone, and is written again when what is asked changes', async () => {
  await reachByFolder()
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  const first = await text('drop/orders/1042-A.csv')
  expect(first).toContain('Göteborg')
  expect(first).not.toMatch(/Hamngatan|0046|@/)
  const seen = () => shop.database.db.$count(events, eq(events.name, 'purchase_order.ship_to_seen'))
  expect(await seen()).toBe(0)
  await sam().types('/supplier mail-address Lumen on')
  await shop.ask('po.acknowledge', { purchaseOrder: '1042-A' })
  await owed.idle()
  // The address is in it now, and nothing else has changed: by a press alone no file is written.
  expect(await inFolder('drop/orders')).toEqual(['1042-A.v2.csv', 'superseded'])
  expect(await text('drop/orders/1042-A.v2.csv')).toContain('Västra Hamngatan 5')
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: '1Z999AA10123456784', lines: 'LAMP x1' })
  await owed.idle()
  expect(await inFolder('drop/orders')).toEqual(['1042-A.v2.csv', 'superseded'])
  expect(await seen()).toBe(1)
  // Their system took the second one away, and the third is written all the same.
  await rm(join(stage.base, 'drop/orders/1042-A.v2.csv'))
  await shop.ask('po.note', { purchaseOrder: '1042-A', note: 'Gift wrap, please.' })
  await owed.idle()
  expect(await inFolder('drop/orders')).toEqual(['1042-A.v3.csv', 'superseded'])
  expect(await text('drop/orders/1042-A.v3.csv')).toContain('Gift wrap, please.')
  expect(await inFolder('drop/orders/superseded')).toEqual(['1042-A.csv'])
})

test('half a file, and what is still being written, is waited for; the same file again changes nothing', async () => {
  await reachByFolder()
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await put('drop/tracking/a.csv', '1042-A,1Z999AA1')
  await put('drop/tracking/b.csv.part', '1042-A,1Z999AA10123456784\n')
  await put('drop/tracking/empty.csv', '')
  await look()
  await put('drop/tracking/a.csv', '1042-A,1Z999AA10123456784\n')
  await look()
  expect(await inFolder('drop/tracking')).toEqual(['a.csv', 'b.csv.part', 'empty.csv'])
  await look()
  await look()
  expect(await inFolder('drop/tracking')).toEqual(['b.csv.part', 'done', 'empty.csv'])
  const before = textOf(card(await sam().types('/order show 1042')))
  expect(before).toContain('1Z999AA10123456784')
  await put('drop/tracking/a.csv', '1042-A,1Z999AA10123456784\n')
  await look()
  await look()
  await look()
  expect(await inFolder('drop/tracking/done')).toHaveLength(2)
  expect(textOf(card(await sam().types('/order show 1042')))).toBe(before)
})

test('a server with another key than staff entered gets nothing, and staff are told once', async () => {
  await reachByServer(`SHA256:${'A'.repeat(43)}`)
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await look()
  await look()
  expect(await inFolder('drop')).toEqual([])
  const told = textIn(shop.chat, 'alerts')
  expect(told.match(/shows another key than the one you entered: SHA256:/g)).toHaveLength(1)
  expect(told).toContain('See whether the folder and its key and password are right')
  expect(told).not.toMatch(/invite me/i)
  expect(told).not.toContain(server.password)
  await reachByServer()
  await shop.bot.pump.idle()
  expect(await inFolder('drop/orders')).toEqual(['1042-A.csv'])
})

test('what staff enter is checked, the password is entered apart, and what a supplier can’t see as a card is a text', async () => {
  const says = async (what: string) => said(await sam().types(`/supplier reach Casa files "${what}"`))
  expect(await says('../elsewhere')).toContain('isn’t the name of a folder')
  expect(await says('sftp://casa@files.example/in')).toContain('The fingerprint of the server’s key is missing')
  expect(await says(`sftp://casa@files.example/in SHA256:${'A'.repeat(43)}`)).toContain('Enter the password of casa')
  expect(await says(`sftp://casa:word@files.example SHA256:${'A'.repeat(43)}`)).toContain('in its own field')
  await reachByFolder()
  await sam().types('/supplier test-reach Lumen "folder drop"')
  await shop.bot.pump.idle()
  const [name = ''] = await inFolder('drop/messages')
  expect(await text(`drop/messages/${name}`)).toContain('This is a test: there is nothing to ship.')
})
