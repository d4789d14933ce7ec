import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Storefront } from '../kernel/shapes/storefront.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { nameKey } from '../kernel/words/plain.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { askForKey } from './hand-out.ts'
import { linkStore } from './link-store.ts'

const word = z.string().trim().min(1).max(500).optional()

export const ConnectStore = z.object({
  kind: z.string().trim().min(1),
  /** Its domain or site. */
  address: word,
  /** What it is called here; without it, its address. */
  name: z.string().trim().min(1).max(80).optional(),
  key: word,
  secret: word,
})

/** Lets Waybill into a store, or says where its owner does: by what was typed, or on a page of the store's own. */
export async function connectStore(verb: Verb, input: z.infer<typeof ConnectStore>): Promise<Outcome> {
  const { kind, storefront } = storefrontOf(verb, input.kind)
  const { name, key, secret } = input
  if (storefront.handOut && !key && !secret)
    return askForKey(verb, { kind, name, address: input.address }, storefront.handOut)
  return linkStore(verb, { kind, name, by: verb.actor.name, ...storefront.read(input) })
}

/** @throws Refusal with the kinds there are. */
function storefrontOf({ outside: { storefronts } }: Verb, named: string): { kind: string; storefront: Storefront } {
  const kind = [...storefronts.keys()].find(one => one === nameKey(named)) ?? ''
  const storefront = storefronts.get(kind)
  if (storefront) return { kind, storefront }
  const near = nearest(named, [...storefronts.keys()])
  const which = near ? `Did you mean “${near}”?` : `I can connect ${list([...storefronts.keys()], 'or')}.`
  throw new Refusal(`I don’t know a kind of store “${named}”. ${which}`, 'kind')
}
