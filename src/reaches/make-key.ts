import { randomBytes } from 'node:crypto'
import { addDays } from 'date-fns/addDays'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { type Scope, SHOP_SCOPES, SUPPLIER_SCOPES } from '../kernel/shapes/api-key.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { contacts, type Supplier } from '../suppliers/tables.ts'
import { openApiRoom } from './api-room.ts'
import { API_CHAT, hashOfApiKey } from './open-keys.ts'
import { apiKeys } from './tables.ts'

export const MakeKey = z.object({
  /** What the system that uses it is called. */
  name: z.string().trim().min(1).max(60),
  /** Whose system that is; the shop's own, if empty. */
  supplier: z.string().min(1).optional(),
  /** Separated by commas or spaces; all if empty. */
  scopes: z.string().trim().optional(),
  days: z.coerce.number().int().min(1).max(1_825).default(365),
})

/** Makes a key for a system of a supplier, which is one of its contacts from now on, or of the shop. It is shown once. */
export async function makeKey(verb: Verb, input: z.infer<typeof MakeKey>): Promise<Outcome> {
  const { db, now, actor } = verb
  const { name, days } = input
  const supplier = input.supplier ? await findSupplier(db, input.supplier) : null
  const scopes = readScopes(input.scopes, Object.keys(supplier ? SUPPLIER_SCOPES : SHOP_SCOPES) as Scope[])
  const secret = `wb_${randomBytes(32).toString('base64url')}`
  const prefix = secret.slice(0, 10)
  const supplierId = supplier?.id ?? null
  const row = { hash: hashOfApiKey(secret), prefix, name, supplierId, scopes }
  const made = { madeAt: now, madeBy: actor.name, expiresAt: addDays(now, days) }
  const [key] = await db
    .insert(apiKeys)
    .values({ ...row, ...made })
    .returning({ id: apiKeys.id })
  if (!key) throw new Error('a key was not inserted')
  if (supplier) await letIn(verb, supplier, { id: key.id, name })
  await verb.record('api_key.made', key.id, { name, prefix, supplierId, scopes })
  const whose = supplier ? `${supplier.name}’s ${name}` : name
  return {
    text: `The key of ${whose}, which I show only now: ${secret}\nIt may: ${list(scopes)}. It ends in ${days} days, or with /api end ${prefix}. How to use it: ${verb.outside.ownUrl()}/api/v1/docs`,
  }
}

/** Its holder acts in the supplier's API room, as a contact does in any other. */
async function letIn(verb: Verb, supplier: Supplier, key: { id: string; name: string }): Promise<void> {
  const supplierId = supplier.id
  await openApiRoom(verb, supplier)
  const contact = { supplierId, chat: API_CHAT, user: key.id, name: `${key.name} (API)`, addedAt: verb.now }
  await verb.db.insert(contacts).values(contact)
}

/** @throws Refusal with the scope that was meant, and those there are */
function readScopes(typed: string | undefined, all: readonly Scope[]): readonly Scope[] {
  const named = (typed ?? '').split(/[,\s]+/).filter(Boolean)
  const unknown = named.find(one => !all.some(scope => scope === one))
  if (unknown) {
    const near = nearest(unknown, all)
    throw new Refusal(`“${unknown}” isn’t a scope. ${near ? `Did you mean ${near}?` : `Write ${list(all)}.`}`, 'scopes')
  }
  return named.length > 0 ? all.filter(scope => named.includes(scope)) : all
}
