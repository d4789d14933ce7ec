import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Button } from '../kernel/shapes/card.ts'
import { allowanceInWords } from '../suppliers/allowance.ts'
import { contactsOf } from '../suppliers/find-contact.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { termsInForce } from '../suppliers/in-force.ts'
import { type Supplier, supplierSkus } from '../suppliers/tables.ts'
import { anotherWay } from './another-way.ts'
import { findHealth } from './find-health.ts'
import { healthLine } from './health-line.ts'

export const ShowSupplier = z.object({ supplier: z.string().min(1) })

const MOST_SKUS = 100

/** One supplier with its rooms and how they do, its contacts, SKUs and standing instructions. */
export async function showSupplier(verb: Verb, input: z.infer<typeof ShowSupplier>): Promise<Outcome> {
  const { db, outside } = verb
  const supplier = await findSupplier(db, input.supplier)
  const ways = await findHealth(db, supplier.id)
  const people = await contactsOf(db, supplier.id)
  const skus = await db
    .select()
    .from(supplierSkus)
    .where(eq(supplierSkus.supplierId, supplier.id))
    .limit(MOST_SKUS + 1)
  const { terms } = await termsInForce(db, supplier.id)
  const named = (words: readonly string[], lacking: string) => (words.length > 0 ? words.join(', ') : lacking)
  const listed = skus.slice(0, MOST_SKUS).map(({ sku }) => sku)
  const more = skus.length > MOST_SKUS ? ' …' : ''
  const isReachable = [...outside.reaches.values()].some(({ reach }) => reach)
  return {
    text: supplier.name,
    card: {
      audience: 'staff',
      tone: ways.some(({ parkedAt }) => parkedAt) ? 'warning' : 'neutral',
      title: supplier.name,
      summary: `${supplier.name} ships within ${allowanceInWords(terms.ship)}, on ${supplier.zone} time.`,
      facts: [
        ...(ways.length > 0 ? [] : [{ label: 'Room', value: `none: ${isReachable ? WAYS : '/supplier room'}` }]),
        {
          label: 'Contacts',
          value: named(
            people.map(person => person.name),
            'none: /supplier contact',
          ),
        },
        { label: 'Mentioned on new orders', value: supplier.pingsNew ? 'yes' : 'no: /supplier pings' },
        { label: 'SKUs', value: named(listed, 'none: /supplier sku') + more },
      ],
      lines: ways.map(way => healthLine(way, outside.reaches)),
      ...(supplier.instructions && { body: supplier.instructions }),
      buttons: buttonsFor(supplier, { isReachable, isSetUp: ways.length > 0 && skus.length > 0 }),
    },
  }
}

type Now = { isReachable: boolean; isSetUp: boolean }
const WAYS = '/supplier room or /supplier reach'

/** A row holds five: what matters now. */
function buttonsFor({ id }: Supplier, { isReachable, isSetUp }: Now): readonly Button[] {
  const input = { supplier: id }
  return [
    { label: 'Bind a room', command: 'supplier.room', input, asks: ['room'] },
    ...(isReachable ? [anotherWay(id)] : []),
    { label: 'Add a contact', command: 'supplier.contact', input, asks: ['person'] },
    isSetUp
      ? { label: 'Send a test', command: 'supplier.test-reach', input }
      : { label: 'Add SKUs', command: 'supplier.sku', input, asks: ['skus'] },
    { label: 'Terms', command: 'supplier.terms', input },
    ...(isReachable ? [] : [{ label: 'Remove', command: 'supplier.remove', input, style: 'danger' as const }]),
  ]
}
