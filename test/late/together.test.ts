import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { incoming } from '../stage/incoming.ts'
import { stands, together } from '../stage/together.ts'

const all = together()

/** Sent to Lumen a day and an hour ago, and nobody said yes. */
async function unanswered(): Promise<string> {
  const { db } = all.database
  await all.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }]))
  await all.ask('order.forward', { order: '1042' })
  const [po] = await db.select().from(purchaseOrders)
  if (!po) throw new Error('nothing was forwarded')
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  await db
    .update(purchaseOrders)
    .set({ sentAt: ago(25), acknowledgeBy: ago(1) })
    .where(eq(purchaseOrders.id, po.id))
  await all.ask('late.look_again', { purchaseOrders: [po.id] })
  await all.ask('late.sweep')
  const [one] = await db.select().from(cases)
  if (!one) throw new Error('nothing is late')
  return one.number
}

/** Each chat once on either side. */
const PAIRS = [
  ['discord', 'slack'],
  ['slack', 'console'],
  ['console', 'memory'],
  ['memory', 'discord'],
] as const

test.each(PAIRS)('staff in %s and a supplier in %s see one late case through to its end', async (staff, supplier) => {
  const [ours, theirs] = [all.on(staff), all.on(supplier)]
  await all.bind(theirs)
  const number = await unanswered()
  const card = `${number}: 1042-A is late`
  const shown = (title: string) => () => theirs.shows('lumen', title)
  const thread = (title: string) => async () => (await theirs.replies('lumen', title)).join('\n')
  await stands(() => ours.shows('alerts', card), /nobody yet/)
  expect((await ours.presses('Sam', 'alerts', card, 'Take')).text).toContain(`${number} is yours`)
  await stands(shown('1042-A is late'), /Not acknowledged/)
  expect((await ours.presses('Sam', 'alerts', card, 'Nudge')).text).toContain(`Lumen was asked about ${number}`)
  await stands(thread('1042-A is late'), /asks about 1042-A/)
  expect((await theirs.presses('Mei', 'lumen', '1042-A is late', 'Acknowledge')).text).toContain(
    '1042-A is acknowledged',
  )
  await stands(shown('1042-A was late'), /1042-A was acknowledged/)
  await stands(thread('1042-A was late'), /is closed/)
  await stands(() => ours.shows('alerts', `${number}: 1042-A was late`), /Closed by/)
})
