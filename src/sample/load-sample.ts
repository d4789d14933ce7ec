import { subDays } from 'date-fns/subDays'
import { subHours } from 'date-fns/subHours'
import type { Ask } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { Chat } from '../kernel/shapes/chat.ts'
import { orders } from '../orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { SAMPLE_PAST, SUPPLIERS, sampleOrders } from './sample-shop.ts'

/**
 * Fills an empty database with a sample shop, by the same commands people type, at the moments at which they would have.
 * Answers whether it did.
 * @param has whether the sample shop's own store can be connected, and a supplier be reached by the portal.
 */
export async function loadSample(
  db: Reads,
  askAt: (at: Date) => Ask,
  chat: Chat,
  now: Date,
  has: { store?: boolean; portal?: boolean } = {},
): Promise<boolean> {
  const { directory } = chat
  if (!directory || (await db.$count(suppliers)) > 0 || (await db.$count(orders)) > 0) return false
  const ask = askAt(subDays(now, 7))
  if (has.store) await ask('store.connect', { kind: 'sample', name: 'Sample Shop' }, waybill)
  for (const one of SUPPLIERS) {
    const { name, zone, shipHours, instructions, room, contacts, skus } = one
    await ask('supplier.add', { name, zone, shipHours, instructions }, waybill)
    await directory.openChannel?.(room)
    const found = await directory.findChannel(room)
    if (found)
      await ask(
        'supplier.room',
        { supplier: name, room: { chat: chat.name, id: found.channel, name: found.name } },
        waybill,
      )
    for (const contact of contacts) {
      const person = (await directory.findPerson(contact)) ?? (await directory.introduce?.(contact))
      if (person)
        await ask(
          'supplier.contact',
          { supplier: name, person: { chat: chat.name, id: person.user, name: person.name } },
          waybill,
        )
    }
    await ask('supplier.sku', { supplier: name, skus: skus.join(', ') }, waybill)
    if (has.portal && 'visitor' in one)
      await ask('supplier.reach', { supplier: name, kind: 'portal', what: one.visitor, gets: 'both' }, waybill)
  }
  for (const order of sampleOrders(now))
    await askAt(order.placedAt)('order.receive', order, { side: 'system', name: 'Sample Shop' })
  for (const { command, input, ago } of SAMPLE_PAST) await askAt(subHours(now, ago))(command, input, waybill)
  await askAt(now)('store.introduce-sample', {}, waybill)
  return true
}
