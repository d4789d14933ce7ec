import type { Figures } from './figures.ts'
import type { Agreed } from './history.ts'

/** A rehearsal that is over: what was read, on what terms, what it showed, and how long it took in ms. */
export type Rehearsal = Figures & { what: string; agreed: Agreed; took: number }
