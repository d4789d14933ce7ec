import type { ArgKind } from '../kernel/asking/command.ts'
import { aSupplier } from '../suppliers/arguments.ts'
import { completeCases } from './complete.ts'
import { completeParts } from './complete-parts.ts'
import { completeSuppliers } from './complete-suppliers.ts'
import { findCase } from './load-case.ts'

/** A case, by its number. */
export const aCase: ArgKind = {
  name: 'case',
  complete: (db, actor, typed, known) => completeCases(db, actor, typed, known.kind),
  find: findCase,
  listed: true,
  oneWord: true,
}

/** One of the purchase orders of the order named next to it. */
export const aPart: ArgKind = {
  name: 'part',
  complete: (db, actor, _typed, known) => completeParts(db, actor, known.order),
  listed: true,
}

/** A supplier for what the case named next to it is about. */
export const aSupplierFor: ArgKind = {
  ...aSupplier,
  complete: (db, actor, typed, known) => completeSuppliers(db, actor, typed, known.case),
}
