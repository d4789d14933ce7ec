import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { nameKey, plain } from '../kernel/words/plain.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { orders } from '../orders/tables.ts'
import { allStores, findStore } from '../stores/find-store.ts'
import { stores } from '../stores/tables.ts'

const name = z.string().transform(plain).pipe(z.string().trim().min(1)).pipe(truncated(80))
export const RenameStore = z.object({ store: z.string().min(1), name, sure })

/** Calls a store by another name here; its lasting name, by which its orders find it, stays. */
export async function renameStore(verb: Verb, input: z.infer<typeof RenameStore>): Promise<Outcome> {
  const store = await findStore(verb.db, input.store)
  const { name: to } = input
  if (to === store.name) return { text: `${to} is called that already.` }
  const isCalled = (one: { key: string; name: string }) => [one.key, one.name].some(own => nameKey(own) === nameKey(to))
  const other = (await allStores(verb.db)).find(one => one.id !== store.id && isCalled(one))
  if (other) throw new Refusal(`Another store is called “${other.name}”. Choose another name.`, 'name')
  if (!input.sure)
    return preview({
      title: `Rename ${store.name}?`,
      summary: `${store.name} is called ${to} here. It has ${count(await verb.db.$count(orders, eq(orders.storeId, store.id)), 'order')}.`,
      affects: [
        'Lists and new cards show the new name. What was written so far keeps the old one.',
        `Its orders still come in as ${store.key}; you can write that name, too.`,
        'Nothing changes in the store itself.',
      ],
      ...{ label: 'Rename', style: 'primary', command: 'store.rename', input: { store: store.id, name: to } },
    })
  await verb.db.update(stores).set({ name: to }).where(eq(stores.id, store.id))
  await verb.record('store.renamed', store.id, { from: store.name, to })
  return { text: `${store.name} is called ${to} now.` }
}
