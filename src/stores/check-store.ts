import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Ask, Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { StoreFacts, StoreLink } from '../kernel/shapes/storefront.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import type { LinkedStores } from './linked-store.ts'
import { storeLinks, stores } from './tables.ts'

export const NoteStoreCheck = z.object({
  store: z.string(),
  /** As the store calls itself; null where it did not let us in. */
  name: z.string().nullable(),
  troubles: z.array(z.string()),
})

/** Looks at a store, makes it tell us what happens, and notes what is wrong. */
export function checkStore(linked: LinkedStores, ask: Ask, publicUrl: string | null): TaskKind {
  return {
    async run({ subject: store }) {
      const found = await linked(store)
      if (!found) return
      const { storefront, link } = found
      const facts = await lookAt(() => storefront.look(link))
      const troubles = facts.findings.flatMap(({ well, what, fix }) => (well ? [] : [fix ? `${what} ${fix}` : what]))
      if (facts.name !== null && storefront.subscribe) {
        if (publicUrl) await storefront.subscribe(link, publicUrl)
        else
          troubles.push(
            `${link.name} can’t tell me what happens. Set \`PUBLIC_URL\` to the address of Waybill that it can reach.`,
          )
      }
      await ask('store.note-check', { store, name: facts.name, troubles }, waybill)
    },
  }
}

/** A store that lets us in no more is a finding, and no failure of ours. */
async function lookAt(
  look: () => ReturnType<StorefrontLook>,
): Promise<Omit<StoreFacts, 'name'> & { name: string | null }> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { name: null, findings: [{ well: false, what: error.message }] }
  }
}
type StorefrontLook = (link: StoreLink) => Promise<StoreFacts>

/** Notes what a look at a store found. */
export async function noteStoreCheck(verb: Verb, input: z.infer<typeof NoteStoreCheck>): Promise<Outcome> {
  const mine = eq(storeLinks.storeId, input.store)
  const [row] = await verb.db
    .select({ link: storeLinks, name: stores.name })
    .from(storeLinks)
    .innerJoin(stores, eq(stores.id, storeLinks.storeId))
    .where(mine)
    .for('update', { of: storeLinks })
  if (!row) return { text: 'That store is not connected any more.' }
  await verb.db.update(storeLinks).set({ checkedAt: verb.now, troubles: input.troubles }).where(mine)
  const before = row.link.checkedAt ? row.link.troubles : null
  await verb.record('store.checked', input.store, { name: row.name, troubles: input.troubles, before })
  return { text: input.troubles.length === 0 ? `All is well at ${row.name}.` : input.troubles.join('\n') }
}
