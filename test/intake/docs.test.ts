import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { orders } from '../../src/orders/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { aDoor } from './door.ts'

const shop = aShop()
const page = await readFile(new URL('../../docs/intake.md', import.meta.url), 'utf8')

test('the example of the manual, pasted into a shell, brings its order in and is answered as the manual says', async () => {
  const { url, keys } = await aDoor(shop)
  const [, example = ''] = /```sh\n([\s\S]*?)```/.exec(page) ?? []
  const [, promised] = /The answer is `(.*?)`/.exec(page) ?? []
  const environment = { PATH: process.env.PATH, WAYBILL: url.replace('/intake', ''), KEY: keys.key }
  const run = (words: string) => promisify(execFile)('sh', ['-c', words], { env: environment })
  const { stdout } = await run(example.replace('/my-shop', '/hut').replace('curl ', 'curl -s '))
  expect(stdout).toBe(promised)
  expect(await shop.database.db.select().from(orders)).toMatchObject([{ number: '1042', externalId: 'A-1042' }])
})
