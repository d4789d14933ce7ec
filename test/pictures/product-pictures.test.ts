import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addDays } from 'date-fns/addDays'
import { addHours } from 'date-fns/addHours'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyOfPicture } from '../../src/kernel/ground/picture-key.ts'
import { openPictures } from '../../src/pictures/find-picture.ts'
import { productPictures } from '../../src/pictures/tables.ts'
import { PNG } from '../chats/contract.ts'
import { aShop } from '../stage/a-shop.ts'

const shop = aShop()
let store: Server
let asked: string[]
let answers: Record<string, Uint8Array>
let at: string
let now: Date

beforeEach(async () => {
  asked = []
  answers = {
    '/lamp.png': PNG,
    '/page.png': Buffer.from('<script>alert(1)</script>'),
    '/big.png': new Uint8Array(6_000_000),
  }
  now = shop.bot.now()
  store = createServer(({ url = '' }, response) => {
    asked.push(url)
    const bytes = answers[url]
    response.writeHead(bytes ? 200 : 302, { location: 'http://127.0.0.1/' }).end(bytes)
  })
  await new Promise<void>(resolve => store.listen(0, '127.0.0.1', resolve))
  at = `http://127.0.0.1:${(store.address() as AddressInfo).port}`
})
afterEach(() => void store.close())

/** As the running bot finds them; this store’s origin is allowed, as a shop on a private network would be. */
const open = (allowed = [at]) => openPictures({ db: shop.database.db, now: () => now, allowed })

/** An order whose line has a picture there. */
async function sells(path: string): Promise<string> {
  const url = `${at}${path}`
  await shop.receive('1042', [{ sku: 'LAMP' }])
  // Stores give https addresses alone; this one is on our own machine.
  await shop.database.db.execute(`update order_lines set image_url = '${url}'`)
  return keyOfPicture(url)
}

test('a product’s picture is fetched from its store once, however many look at the same time', async () => {
  const key = await sells('/lamp.png')
  const find = open()
  const found = await Promise.all([find(key), find(key), find(key)])
  for (const one of [...found, await open()(key)]) {
    expect(one?.type).toBe('image/png')
    expect(Buffer.compare(Buffer.from(one?.bytes ?? []), PNG)).toBe(0)
  }
  expect(asked).toEqual(['/lamp.png'])
  now = addDays(now, 31)
  await shop.bot.ask('picture.forget', {}, { side: 'system', name: 'Test' })
  expect((await open()(key))?.type).toBe('image/png')
  expect(asked).toHaveLength(2)
})

test.each(['/page.png', '/big.png', '/gone.png'])(
  '%s, which is no picture, too large or led elsewhere, is none for an hour',
  async path => {
    const key = await sells(path)
    expect([await open()(key), await open()(key)]).toEqual([null, null])
    expect(asked).toEqual([path])
    now = addHours(now, 2)
    answers[path] = PNG
    expect((await open()(key))?.type).toBe('image/png')
  },
)

test('nobody can have Waybill fetch what no line shows, or from inside the network', async () => {
  const key = await sells('/lamp.png')
  for (const other of [keyOfPicture(`${at}/secret.png`), 'x', "'--", `${key}0`]) expect(await open()(other)).toBeNull()
  expect(await open([])(key)).toBeNull()
  expect(asked).toEqual([])
  expect(await shop.database.db.select({ key: productPictures.key }).from(productPictures)).toEqual([{ key }])
})
