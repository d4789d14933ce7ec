import { registerCaseKinds } from './cases/kind.ts'
import { changeKind } from './changes/kind.ts'
import { complaintKind } from './complaints/kind.ts'
import { lateKind } from './late/kind.ts'
import { questionKind } from './questions/kind.ts'
import { returnKind } from './returns/kind.ts'
import { parcelKind } from './troubles/kind.ts'

/** The kinds of case, a line each. */
export const kinds = registerCaseKinds([
  //
  lateKind,
  complaintKind,
  returnKind,
  changeKind,
  questionKind,
  parcelKind,
])
