import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { openHouse } from '../../src/house.ts'
import { portalChat } from '../../src/integrations/portal/post.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { open } from '../../src/kernel/ground/open.ts'
import { openSeal } from '../../src/kernel/ground/seal.ts'
import { events, rooms } from '../../src/kernel/ground/tables.ts'
import { openAccess } from '../../src/reaches/access-links.ts'
import { contacts } from '../../src/suppliers/tables.ts'
import { system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { KEY } from '../stage/outside.ts'
import { visitor } from '../stage/portal/visitor.ts'
import { openShop } from '../stage/shop.ts'

test('killed between an act and its answer, it gives the same key the same answer, and has done it once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-api-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { key } = await layPurchaseOrder(folder)
  const accept = (url: string) => acceptBy(url, key)
  const dying = start(folder, ['--dies'])
  const [at] = await once(dying, 'message')
  await expect(accept(String(at))).rejects.toThrow()
  const next = start(folder, [])
  const [url] = await once(next, 'message')
  for (const _ of [1, 2]) {
    const answer = await accept(String(url))
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as { text: string }).text).toContain('1042-A is acknowledged')
  }
  next.kill('SIGKILL')
  await once(next, 'exit')
  expect(await timesAcknowledged(folder)).toBe(1)
}, 120_000)

test('killed between a press on a page and its answer, the page loads again as done, and every other way is told by whom', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-api-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { key, secret } = await layPurchaseOrder(folder)
  const dying = start(folder, ['--dies'])
  const [url] = await once(dying, 'message')
  const wei = visitor()
  await wei.goes(`${url}/s/${secret}`)
  await expect(wei.presses('Acknowledge')).rejects.toThrow('fetch failed')
  const next = start(folder, ['--port', new URL(String(url)).port])
  await once(next, 'message')
  for (const _ of [1, 2]) {
    await wei.repeats()
    expect(wei.text()).toMatch(/1042-A is acknowledged|Acknowledged by Wei/)
  }
  const late = await acceptBy(String(url), key)
  expect(late.status).toBe(422)
  expect(((await late.json()) as { detail: string }).detail).toContain('acknowledged already by Wei')
  next.kill('SIGKILL')
  await once(next, 'exit')
  expect(await timesAcknowledged(folder)).toBe(1)
}, 120_000)

function acceptBy(url: string, key: string): Promise<Response> {
  return fetch(`${url}/api/v1/purchase-orders/1042-A/acknowledge`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'yes-1' },
    body: '{}',
  })
}

async function timesAcknowledged(folder: string): Promise<number> {
  const database = await open({ url: null, folder })
  onTestFinished(() => database.close())
  return database.db.$count(events, eq(events.name, 'purchase_order.acknowledged'))
}

/** An order that was forwarded to Lumen, a key of Lumen's, and the secret of a link for Wei. */
async function layPurchaseOrder(folder: string): Promise<{ key: string; secret: string }> {
  const database = await open({ url: null, folder })
  const { ask, chats } = openHouse({ database, log: openLog('silent'), counted: () => {}, seal: openSeal(KEY) })
  await openShop({ ask })
  chats.set('portal', portalChat)
  await ask('supplier.reach', { supplier: 'Lumen', kind: 'portal', what: 'Wei' }, system)
  const { db } = database
  const [room] = await db.select().from(rooms).where(eq(rooms.chat, 'portal'))
  const [person] = await db.select().from(contacts).where(eq(contacts.chat, 'portal'))
  const links = openAccess(db, () => new Date(), ask)
  const secret = await links.make({ roomId: room?.id ?? '', user: person?.user ?? '', about: null })
  await ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]), system)
  await ask('order.forward', { order: '1042' }, system)
  const { text } = await ask('api.key', { name: 'ERP', supplier: 'Lumen' }, system)
  await database.close()
  return { key: /wb_[\w-]{43}/.exec(text)?.[0] ?? '', secret }
}

function start(folder: string, more: readonly string[]) {
  const child = fork(join(import.meta.dirname, 'serving-process.ts'), ['--folder', folder, ...more])
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}
