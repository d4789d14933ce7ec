import type { Actor } from './actor.ts'

/** What a supplier's key may do. */
export const SUPPLIER_SCOPES = {
  'purchase-orders:read': 'Read its purchase orders',
  'purchase-orders:write': 'Answer them, and add tracking',
  'ship-to:read': 'See addresses; each look is recorded',
  cases: 'Read and answer questions, complaints and returns',
  terms: 'Read and answer terms, and announce closures',
} as const
/** What a key of the shop's own systems may do. */
export const SHOP_SCOPES = {
  'orders:read': 'Read orders',
  'orders:write': 'Forward orders',
  'purchase-orders:read': 'Read all purchase orders',
  'cases:read': 'Read all cases',
} as const
export type Scope = keyof typeof SUPPLIER_SCOPES | keyof typeof SHOP_SCOPES

/** Who came with a key: `actor` is a contact of the supplier whose key it is, or a system of the shop's. */
export type KeyHolder = { key: string; side: 'supplier' | 'shop'; scopes: readonly Scope[]; actor: Actor }

/** Keys by which other systems act. Only their hashes are kept. */
export type ApiKeys = {
  /** Null for a key that never was, has expired or was ended, or whose supplier it speaks for no more. Notes that it was used. */
  open(secret: string): Promise<KeyHolder | null>
}
