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
 * @param hasStore whether the sample shop's own store can be connected.
 */
export async function loadSample(
  db: Reads,
  askAt: (at: Date) => Ask,
  chat: Chat,
  now: Date,
  hasStore = false,
): Promise<boolean> {
  const { directory } = chat
  if (!directory || (await db.$count(suppliers)) > 0 || (await db.$count(orders)) > 0) return false
  const ask = askAt(subDays(now, 7))
  if (hasStore) await ask('store.connect', { kind: 'sample', name: 'Sample Shop' }, waybill)
  for (const { room, contacts, skus, ...supplier } of SUPPLIERS) {
    await ask('supplier.add', supplier, waybill)
    await directory.openChannel?.(room)
    const found = await directory.findChannel(room)
    if (found)
      await ask(
        'supplier.room',
        { supplier: supplier.name, room: { chat: chat.name, id: found.channel, name: found.name } },
        waybill,
      )
    for (const contact of contacts) {
      const person = (await directory.findPerson(contact)) ?? (await directory.introduce?.(contact))
      if (person)
        await ask(
          'supplier.contact',
          { supplier: supplier.name, person: { chat: chat.name, id: person.user, name: person.name } },
          waybill,
        )
    }
    await ask('supplier.sku', { supplier: supplier.name, skus: skus.join(', ') }, waybill)
  }
  for (const order of sampleOrders(now))
    await askAt(order.placedAt)('order.receive', order, { side: 'system', name: 'Sample Shop' })
  for (const { command, input, ago } of SAMPLE_PAST) await askAt(subHours(now, ago))(command, input, waybill)
  await askAt(now)('store.introduce-sample', {}, waybill)
  return true
}
