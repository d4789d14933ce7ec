import { and, asc, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Phrase } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import { toOrder } from './card-parts.ts'
import type { CaseView } from './case-view.ts'
import { caseKinds } from './kind.ts'
import { type Case, cases } from './tables.ts'

/** The cases about money (complaints, returns) of the same purchase order that were open when this one was opened: what was then stays so. */
export async function otherOpenCases(db: Reads, one: Case): Promise<readonly string[]> {
  const aboutMoney = caseKinds().flatMap(kind => (kind.books ? [kind.name] : []))
  const found = await db
    .select({ number: cases.number })
    .from(cases)
    .where(
      and(
        eq(cases.purchaseOrderId, one.purchaseOrderId),
        inArray(cases.kind, aboutMoney),
        ne(cases.id, one.id),
        lte(cases.openedAt, one.openedAt),
        or(isNull(cases.closedAt), gt(cases.closedAt, one.openedAt)),
      ),
    )
    .orderBy(asc(cases.openedAt), asc(cases.id))
  return found.map(({ number }) => number)
}

/** ` C3 and R4 of 1042-A are open too.`, after what opening a case is answered with; nothing where it is alone. */
export async function otherOpenCasesSentence(db: Reads, one: Case, po: string): Promise<string> {
  const numbers = await otherOpenCases(db, one)
  return numbers.length > 0 ? ` ${list(numbers)} of ${po} ${numbers.length > 1 ? 'are' : 'is'} open too.` : ''
}

/** `Opened by Sam · Sun, 22 Nov · also open: C3 and R4`, for the context of the staff’s card. */
export function openedPhrase(
  { one, po, beside }: Pick<CaseView, 'one' | 'po'> & { beside: readonly string[] },
  rest: string,
): Phrase {
  const others = beside.length > 0 ? ` · also open: ${list(beside)}` : ''
  return [
    toOrder({ one, po }),
    ` · opened by ${one.openedBy} · `,
    { at: one.openedAt.toISOString() },
    `${others}. ${rest}`,
  ]
}
