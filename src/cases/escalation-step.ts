import type { Allowance } from '../suppliers/allowance.ts'

/** A person a rung may name. */
export type Person = { chat: string; user: string; name: string }

/** Whom a rung speaks to: all contacts of the supplier, the case's owner (staff where it has none), staff, or one person. */
export type Whom = 'supplier' | 'owner' | 'staff' | Person

/** After so long without an answer, somebody is told, and told again after as long, `times` in all. */
export type Rung = { to: Whom; after: Allowance; times: number }
