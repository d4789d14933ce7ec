import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { WorkPage } from '../kernel/shapes/work.ts'

/** Who looks, and when. */
export type Looking = { db: Reads; actor: Actor; now: Date }
/** What the page was asked for, as it stands in its address. */
export type AskedOfTable = Readonly<Record<string, string>>
/** A page without the other tables. */
export type TablePage = Omit<WorkPage, 'tables'>
