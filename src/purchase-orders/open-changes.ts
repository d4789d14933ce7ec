import { list } from '../kernel/words/text.ts'
import type { ChangeKind } from './change.ts'
import { type AskedView, isAsked } from './is-asked.ts'
import type { Change } from './tables.ts'

/** What is asked, in the words that follow `Do not ship:`. */
const ASKED: Readonly<Record<ChangeKind, string>> = {
  cancel: 'cancellation asked',
  address: 'address change asked',
  quantity: 'fewer pieces asked',
  details: 'other details asked',
}

/** What its supplier was asked and has not answered, the first asked first. Pure. */
export function openChanges(view: AskedView): readonly Change[] {
  return view.changes.filter(change => isAsked(change, view))
}

/** `cancellation asked and address change asked` */
export function askedWords(changes: readonly Pick<Change, 'kind'>[]): string {
  return list([...new Set(changes.map(({ kind }) => ASKED[kind]))])
}

/** `Do not ship: cancellation asked.`; null where nothing is asked, or nothing can be stopped any more. Pure. */
export function doNotShip(view: AskedView): string | null {
  const open = openChanges(view)
  return open.length > 0 && !view.po.shippedAt ? `Do not ship: ${askedWords(open)}.` : null
}
