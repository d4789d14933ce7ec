import type { Allowance } from '../suppliers/allowance.ts'

/** A person a step may name. */
export type NamedPerson = { chat: string; user: string; name: string }

/**
 * Whom a step speaks to: all contacts of the supplier, the case's owner (staff where it has none), staff, or one
 * person.
 */
export type Whom = 'supplier' | 'owner' | 'staff' | NamedPerson

/** After so long without an answer, somebody is notified, and again after as long, `times` in all. */
export type EscalationStep = { to: Whom; after: Allowance; times: number }
