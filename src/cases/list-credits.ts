import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { pageButtons } from '../kernel/asking/page.ts'
import { count } from '../kernel/words/text.ts'
import { bySupplier, owedCredits, sumsInWords } from './owed-credits.ts'

/** Suppliers of a page: what a card holds on every chat. */
const PAGE = 15

/** What suppliers still owe for cases that are closed, by supplier, with sums. For staff. */
export async function listCredits({ db }: Verb, page: number): Promise<Outcome> {
  const owed = await owedCredits(db)
  const all = bySupplier(owed)
  const rows = all.slice((page - 1) * PAGE, page * PAGE)
  const text =
    owed.length > 0
      ? `${count(all.length, 'supplier')} ${all.length > 1 ? 'owe' : 'owes'} ${sumsInWords(owed)} for ${count(owed.length, 'closed case')}.`
      : 'No supplier owes a credit for a closed case.'
  const turned = pageButtons(
    { command: 'case.list', input: { which: 'credits' } },
    { page, isMore: page * PAGE < all.length },
  )
  return {
    text,
    card: {
      audience: 'staff',
      tone: owed.length > 0 ? 'warning' : 'neutral',
      title: 'Credits still owed',
      summary: text,
      lines: rows.map(({ supplier, sums, cases }) => ({ text: `${supplier} · ${sums}`, detail: cases })),
      buttons: [
        ...(owed.length > 0
          ? [{ label: 'Record a credit', command: 'case.credit', input: {}, asks: ['case', 'amount'] }]
          : []),
        ...turned,
      ],
    },
  }
}
