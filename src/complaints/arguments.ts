import type { ArgKind } from '../kernel/asking/command.ts'
import { completeEvidence } from './complete.ts'

/** What the claim of the complaint named next to it still lacks. */
export const someEvidence: ArgKind = {
  name: 'evidence',
  complete: (db, actor, _typed, known) => completeEvidence(db, actor, known.case),
  listed: true,
}
