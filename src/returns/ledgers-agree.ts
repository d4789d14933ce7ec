import { balancesOf, type LedgerEntry, type LedgerName } from '../cases/ledger.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { list } from '../kernel/words/text.ts'
import type { ReturnLine } from './inspection.ts'

/** The three ledgers of a return: pieces, and the entries of refund and supplier credit. */
export type Ledgers = { lines: readonly ReturnLine[]; entries: readonly LedgerEntry[] }

/** Which of the three ledgers disagree, each in a sentence; none when the return may be closed. Pure. */
export function ledgersAgree({ lines, entries }: Ledgers): readonly string[] {
  return [
    ...parcel(lines),
    ...money(entries, 'refund', 'Refund', 'nobody said what the customer gets back', 'to the customer'),
    ...money(entries, 'credit', 'Supplier credit', 'nobody said what the supplier credits', 'from the supplier'),
  ]
}

function parcel(lines: readonly ReturnLine[]): readonly string[] {
  if (lines.some(line => line.fates === null)) return ['Parcel: it was not inspected yet.']
  const lacking = lines.flatMap(({ sku, title, fates }) => {
    const name = sku ?? title
    return [
      ...(fates?.missing ? [`${fates.missing} of ${name} missing`] : []),
      ...(fates?.wrong ? [`${fates.wrong} of ${name} wrong`] : []),
    ]
  })
  return lacking.length > 0 ? [`Parcel: ${list(lacking)}.`] : []
}

function money(
  entries: readonly LedgerEntry[],
  ledger: LedgerName,
  name: string,
  unsaid: string,
  whose: string,
): readonly string[] {
  const balances = balancesOf(entries, ledger)
  if (balances.length === 0) return [`${name}: ${unsaid}; write 0 if nothing.`]
  return balances
    .filter(({ open }) => open > 0)
    .map(({ currency, open, expected }) => {
      const [part, all] = [inMoney({ currency, minor: open }), inMoney({ currency, minor: expected })]
      return `${name}: ${part} of ${all} ${whose} is open.`
    })
}
