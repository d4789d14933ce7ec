import { and, asc, isNull, sql } from 'drizzle-orm'
import type { ArgKind } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { isId } from '../kernel/words/id.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { suppliers } from '../suppliers/tables.ts'
import { type ApiKey, apiKeys } from './tables.ts'

export type FoundKey = { key: ApiKey; supplier: string | null }

/** Keys that were not ended, also those that have expired: the shop's own first, then by supplier. */
export function allKeys(db: Reads): Promise<FoundKey[]> {
  return db
    .select({ key: apiKeys, supplier: suppliers.name })
    .from(apiKeys)
    .leftJoin(suppliers, sql`${suppliers.id} = ${apiKeys.supplierId}`)
    .where(and(isNull(apiKeys.endedAt)))
    .orderBy(sql`${suppliers.name} nulls first`, asc(apiKeys.madeAt), asc(apiKeys.id))
}

/** The key that somebody named by how it begins, or by its name. @throws Refusal with how to find it */
export async function findKey(db: Reads, named: string): Promise<FoundKey> {
  const typed = named.trim()
  const fits = (await allKeys(db)).filter(({ key }) => {
    if (isId(typed)) return key.id === typed
    return typed.startsWith(key.prefix) || key.name.toLowerCase() === typed.toLowerCase()
  })
  const [only, ...others] = fits
  if (only && others.length === 0) return only
  if (only) throw new Refusal(`Several keys are called ${typed}. Name it by how it begins: /api list`, 'key')
  throw new Refusal(`There is no key “${typed.slice(0, 10)}”. See /api list.`, 'key')
}

/** A key, by how it begins. Staff only. */
export const aKey: ArgKind = {
  name: 'API key',
  listed: true,
  complete: async (db, actor) =>
    actor.side === 'staff'
      ? (await allKeys(db)).map(({ key: { prefix, name }, supplier }) => ({
          value: prefix,
          label: supplier ? `${supplier}: ${name}, ${prefix}…` : `${name}, ${prefix}…`,
        }))
      : [],
}
