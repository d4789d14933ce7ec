import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { calledRoom } from '../kernel/asking/room.ts'
import { unbindRoom } from '../kernel/asking/unbind-room.ts'
import { count, list } from '../kernel/words/text.ts'
import { openPurchaseOrders } from '../purchase-orders/open-purchase-orders.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { contactsOf } from '../suppliers/find-contact.ts'
import { roomsOfSupplier } from '../suppliers/find-room.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { contacts, type Supplier, supplierSkus, suppliers } from '../suppliers/tables.ts'
import { openCasesOf, openInWords } from './what-is-open.ts'

export const RemoveSupplier = z.object({ supplier: z.string().min(1), sure })

/** Removes a supplier that has nothing left to ship: its records stay, and nothing goes to it any more. */
export async function removeSupplier(verb: Verb, input: z.infer<typeof RemoveSupplier>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const open = await openPurchaseOrders(verb.db, supplier.id)
  const skus = await verb.db.$count(supplierSkus, eq(supplierSkus.supplierId, supplier.id))
  if (open.length > 0) return firstFinish(supplier, open, skus)
  const rooms = await roomsOfSupplier(verb.db, supplier.id)
  if (!input.sure) return whatStops(verb, supplier, { skus, rooms: rooms.map(calledRoom) })
  await verb.db.update(suppliers).set({ removedAt: verb.now }).where(eq(suppliers.id, supplier.id))
  for (const room of rooms) await unbindRoom(verb.db, room)
  await verb.db.delete(contacts).where(eq(contacts.supplierId, supplier.id))
  await verb.db.delete(supplierSkus).where(eq(supplierSkus.supplierId, supplier.id))
  await verb.record('supplier.removed', supplier.id, { name: supplier.name })
  return {
    text: `${supplier.name} is removed. Its records stay; /supplier add “${supplier.name}” brings it back.`,
  }
}

/** What nobody could answer for any more must be over first: here is how. */
function firstFinish({ id, name }: Supplier, open: readonly PurchaseOrder[], skus: number): Outcome {
  const summary = `${name} has ${openInWords(open)}, so I don’t remove it yet: nobody could answer for them.`
  const sent = open.filter(({ sentAt }) => sentAt).length
  const input = { supplier: id }
  return {
    text: summary,
    card: {
      audience: 'staff',
      tone: 'waiting',
      title: `${name} still has something to ship`,
      summary,
      lines: [
        {
          text: `Let it finish: take away its SKUs, so that nothing new is routed to it. It ships what it has, and you remove it after that.`,
        },
        {
          text: `Or withdraw what it has: ${name} is asked not to ship it, and its pieces can go to another supplier. For a single one: /po take-back`,
        },
      ],
      buttons: [
        ...(skus > 0
          ? [
              {
                ...{
                  label: `Take away ${count(skus, 'SKU')}`,
                  command: 'supplier.remove-sku',
                  style: 'primary' as const,
                },
                input: { ...input, skus: 'all' },
              },
            ]
          : []),
        {
          ...{ label: `Withdraw ${count(open.length, 'purchase order')}`, command: 'supplier.withdraw', input },
          style: 'danger' as const,
        },
      ],
      context: `${count(sent, 'purchase order')} sent, ${count(open.length - sent, 'draft')}. Nothing has changed yet.`,
    },
  }
}

async function whatStops(verb: Verb, { id, name }: Supplier, has: { skus: number; rooms: readonly string[] }) {
  const people = await contactsOf(verb.db, id)
  const cases = await openCasesOf(verb.db, id)
  const rooms = has.rooms.length > 0 ? list(has.rooms) : 'It has no room.'
  return preview({
    title: `Remove ${name}?`,
    summary: `${name} has nothing left to ship. It has ${count(has.skus, 'SKU')}, ${count(people.length, 'contact')} and ${count(has.rooms.length, 'room')}.`,
    affects: [
      `Orders with its SKUs go to other suppliers that list them, or need routing.`,
      ...(has.rooms.length > 0
        ? [`${rooms}: what it shows stays, nothing new is posted there, and its buttons stop.`]
        : []),
      ...(people.length > 0 ? ['Its contacts can’t act there any more.'] : []),
      ...(cases > 0
        ? [`${count(cases, 'open case')}: ${name} can’t answer any more. They stay open for your staff.`]
        : []),
      'Purchase orders, parcels and cases on record keep its name and their numbers.',
    ],
    ...{ label: `Remove ${name}`, command: 'supplier.remove', input: { supplier: id } },
  })
}
