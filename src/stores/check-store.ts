import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Ask, Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findConnected } from './find-connected.ts'
import { checkOf } from './link-store.ts'
import type { LinkedStore, LinkedStores } from './linked-store.ts'
import { storeLinks, stores } from './tables.ts'

export const NoteStoreCheck = z.object({
  store: z.string(),
  troubles: z.array(z.string()),
  /** What had to be made again so that the store tells us what happens. */
  healed: z.array(z.string()),
})

/** Looks at a store, makes it tell us what happens, and notes what is wrong. */
export function checkStore(linked: LinkedStores, ask: Ask, publicUrl: string | null): TaskKind {
  return {
    async run({ subject: store }) {
      const found = await linked(store)
      if (!found) return
      const looked = await inWords(() => look(found))
      // One that lets us in no more has nothing to be asked for.
      const subscribed = looked.why ? {} : await inWords(() => subscribe(found, publicUrl))
      const troubles = [...(looked.answer ?? []), looked.why, subscribed.why].filter(one => one !== undefined)
      const healed = subscribed.answer ?? []
      await ask('store.note-check', { store, troubles, healed }, waybill)
    },
  }
}

async function look({ storefront, link }: LinkedStore): Promise<readonly string[]> {
  const { findings } = await storefront.look(link)
  return findings.flatMap(({ well, what, fix }) => (well ? [] : [fix ? `${what} ${fix}` : what]))
}

async function subscribe({ storefront, link }: LinkedStore, publicUrl: string | null): Promise<readonly string[]> {
  if (!storefront.subscribe) return []
  if (publicUrl) return storefront.subscribe(link, publicUrl)
  throw new Refusal(
    `${link.name} can’t tell me what happens. Set \`PUBLIC_URL\` to the address of Waybill that it can reach.`,
  )
}

/** A store that refuses is a finding, and no failure of ours. */
async function inWords<T>(work: () => Promise<T>): Promise<{ answer?: T; why?: string }> {
  try {
    return { answer: await work() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { why: error.message }
  }
}

export const LookAgain = z.object({ store: z.string().min(1) })

/** Has a store looked at now, which said that what we may do there has changed. */
export async function lookAgainAtStore(verb: Verb, { store: named }: z.infer<typeof LookAgain>): Promise<Outcome> {
  const { store } = await findConnected(verb.db, named)
  await verb.owe(checkOf(store.id))
  return { text: `I am checking ${store.name}.` }
}

/** Notes what a look at a store found. */
export async function noteStoreCheck(verb: Verb, input: z.infer<typeof NoteStoreCheck>): Promise<Outcome> {
  const { store, troubles, healed } = input
  const mine = eq(storeLinks.storeId, store)
  const [row] = await verb.db
    .select({ link: storeLinks, name: stores.name })
    .from(storeLinks)
    .innerJoin(stores, eq(stores.id, storeLinks.storeId))
    .where(mine)
    .for('update', { of: storeLinks })
  if (!row) return { text: 'That store is not connected any more.' }
  const { name, link } = row
  const refunds = verb.outside.storefronts.get(link.kind)?.refund !== undefined
  await verb.db.update(storeLinks).set({ checkedAt: verb.now, troubles, refunds }).where(mine)
  await verb.record('store.checked', store, { name, troubles, before: link.checkedAt ? link.troubles : null })
  if (link.checkedAt && healed.length > 0) await verb.record('store.healed', store, { name, topics: healed })
  return { text: troubles.length === 0 ? `All is well at ${name}.` : troubles.join('\n') }
}
