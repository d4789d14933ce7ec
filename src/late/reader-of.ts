import type { Verb } from '../kernel/asking/command.ts'
import { staffZone } from '../kernel/ground/staff-zone.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import type { LineReader } from './lines.ts'

/** The asker, as a reader of lines: a supplier's contact in the supplier's zone, staff in their own. */
export async function readerOf({ db, actor, now }: Pick<Verb, 'db' | 'actor' | 'now'>): Promise<LineReader> {
  if (actor.side !== 'supplier') return { zone: staffZone(), staff: true, now }
  return { zone: (await supplierById(db, actor.supplierId)).zone, staff: false, now }
}
