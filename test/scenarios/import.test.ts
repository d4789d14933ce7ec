import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { csvImporter } from '../../src/integrations/csv/importer.ts'
import { events, outbox } from '../../src/kernel/ground/tables.ts'
import { exportOf, first, next } from '../csv/exports.ts'
import { aShop } from '../stage/a-shop.ts'
import { cardIn } from '../stage/shop.ts'

const shop = aShop()
const by = { side: 'system', name: 'Import' } as const
const nowhere = {
  'Shipping Name': '',
  'Shipping Street': '',
  'Shipping Address1': '',
  'Shipping City': '',
  'Shipping Zip': '',
  'Shipping Country': '',
}
const file = exportOf([
  first(),
  next({ 'Lineitem name': 'Lamp', 'Lineitem sku': 'LAMP' }),
  first({ Name: '#1043', Id: '2', 'Lineitem sku': 'BOWL' }),
  first({ Name: '#1044', Id: '3', ...nowhere }),
  first({ Name: '#1045', Id: '4', 'Cancelled at': '2026-05-02 10:00:00 -0400' }),
])

test('a file imported twice changes nothing the second time: no fact, no card, nothing owed', async () => {
  const importer = csvImporter({ ask: shop.bot.ask })
  const run = () => importer.run({ bytes: file, store: 'Northlight' }, by, () => {})
  expect(await run()).toMatchObject({ received: 2, updated: 1, unchanged: 0, refused: [{ order: '1044' }] })
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'orders', 'Order 1042 needs routing').summary).toContain('LIN-M-OLV')
  const before = [
    await shop.database.db.$count(events),
    await shop.database.db.$count(outbox),
    shop.chat.messages.length,
  ]
  expect(await run()).toMatchObject({ received: 0, updated: 0, unchanged: 3, refused: [{ order: '1044' }] })
  await shop.bot.pump.idle()
  expect([
    await shop.database.db.$count(events),
    await shop.database.db.$count(outbox),
    shop.chat.messages.length,
  ]).toEqual(before)
})

/** `npm run import -- …` as a process of its own, on a folder of its own. */
async function imported(words: readonly string[], input = ''): Promise<{ said: string; code: number | null }> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'orders.csv'), file)
  const { PATH, NODE_OPTIONS } = process.env
  const env = { PATH, NODE_OPTIONS, DATA_DIR: join(folder, 'data') }
  const main = join(import.meta.dirname, '../../src/main.ts')
  const child = spawn(process.execPath, [main, 'import', ...words], { cwd: folder, env })
  child.stdin.end(input)
  const ended = new Promise<number | null>(resolve => void child.once('exit', resolve))
  const said = (await Promise.all([text(child.stdout), text(child.stderr)])).join('')
  return { said, code: await ended }
}

test('on the command line it shows first what would come in, and without a yes nothing does', async () => {
  const { said, code } = await imported(['orders.csv', '--store', 'Northlight'])
  expect(said).toContain('3 orders with 4 lines would come in for “Northlight”.')
  expect(said).toContain('#1042: 2 lines, EUR 64.90, to Görlitz, DE')
  expect(said).toContain('Nothing was imported.')
  expect(code).toBe(0)
})

test('with a yes it reports every order, and each that was refused with its row and reason', async () => {
  const { said, code } = await imported(['orders.csv', '--yes'])
  expect(said).toContain('2 received, 1 updated, 0 here already, 1 refused.')
  expect(said).toMatch(/row 5, order 1044: It has no shipping address/)
  expect(code).toBe(0)
})

test('a file that is not there, or an option nobody knows, is met with how it is written', async () => {
  const gone = await imported(['gone.csv'])
  expect([gone.said, gone.code]).toEqual([
    'I can’t read gone.csv. Write: npm run import -- orders.csv [--store "My shop"] [--encoding gb18030] [--currency EUR] [--changes] [--yes]\n',
    1,
  ])
  const odd = await imported(['orders.csv', '--force'])
  expect([odd.said, odd.code]).toEqual([
    'Write: npm run import -- orders.csv [--store "My shop"] [--encoding gb18030] [--currency EUR] [--changes] [--yes]\n',
    1,
  ])
})
