import { bySupplier, type OwedCredit } from '../cases/owed-credits.ts'
import type { OpenChanges } from '../changes/find-open-changes.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { format, place } from '../kernel/words/zoned.ts'
import { type LateOverview, moreInWords, overviewInWords, overviewLines } from '../late/late-overview.ts'
import type { OpenCases } from './count-open-work.ts'
import type { DigestTimes } from './digest-day.ts'
import { type LeftOut, leftOutInWords } from './left-out-pings.ts'
import { changesInWords } from './open-changes.ts'

/** What the card says: of whom, in whose zone, and how things stood when. */
export type Digest = {
  /** Null for the staff's, which is of all suppliers. */
  supplierId: string | null
  times: DigestTimes
  overview: LateOverview
  /** What suppliers were asked after forwarding and have not answered. */
  changes: OpenChanges
  cases: OpenCases
  picture: { file: string; alt: string } | null
  /** Who was not pinged since yesterday, for the staff alone. */
  leftOut: readonly LeftOut[]
  /** What is still owed for closed cases. */
  credits: readonly OwedCredit[]
  /** Stores of which orders are missing here, for the staff alone. */
  missing: readonly { store: string; missing: number }[]
  now: Date
}

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const

/** What is late, due and snoozed, of one day. A supplier is shown its own alone, and nothing of the staff. */
export function digestCard({
  supplierId,
  times,
  overview,
  changes,
  cases,
  picture,
  leftOut,
  credits,
  missing,
  now,
}: Digest): Card {
  const more = moreInWords(overview)
  const unpinged = leftOutInWords(leftOut)
  return {
    audience: supplierId ? { supplierId } : 'staff',
    tone: overview.late.all + changes.all + cases.unowned + cases.overdue > 0 ? 'warning' : 'neutral',
    title: `How things stand on ${format(now, DAY, times.zone)}`,
    summary: [overviewInWords(overview), changesInWords(changes)].filter(Boolean).join(' '),
    facts: [
      ...(cases.unowned > 0 ? [{ label: 'Cases without an owner', value: String(cases.unowned) }] : []),
      ...(cases.overdue > 0 ? [{ label: 'Answers overdue', value: String(cases.overdue) }] : []),
      ...(credits.length > 0
        ? [{ label: supplierId ? 'Your credits to come' : 'Credits to come', value: creditWords(credits, supplierId) }]
        : []),
      ...missing.map(one => ({ label: `Orders missing from ${one.store}`, value: String(one.missing) })),
      ...(unpinged ? [{ label: 'Not pinged (daily limit reached)', value: unpinged }] : []),
    ],
    lines: [...changes.lines, ...overviewLines(overview, { zone: times.zone, staff: supplierId === null, now })],
    ...(picture && { picture }),
    buttons: [
      ...(overview.late.all > 0 ? [lookAt(supplierId)] : []),
      ...(changes.all > 0 ? [{ label: 'Open changes', command: 'change.list', input: {} }] : []),
      { label: 'Show all', command: 'late.list', input: {} },
      ...(credits.length > 0 && !supplierId ? [CREDITS] : []),
      { label: 'Change the hour', command: 'late.digest', input: {}, asks: ['hour'] },
    ],
    context: [more && `And ${more}: Show all.`, `${whenInWords(times)}.`].filter(Boolean).join(' '),
  }
}

const CREDITS: Button = { label: 'Credits', command: 'case.list', input: { which: 'credits' } }

/** `Lumen EUR 44.50; Casa USD 5.00`; a supplier reads for which cases. */
function creditWords(credits: readonly OwedCredit[], supplierId: string | null): string {
  return bySupplier(credits)
    .map(({ supplier, sums, cases }) => (supplierId ? `${sums} (${cases})` : `${supplier} ${sums}`))
    .join('; ')
}

function lookAt(supplierId: string | null): Button {
  const label = supplierId ? 'Answer one' : 'Look at one'
  return { label, command: 'late.show', input: { kind: 'late' }, asks: ['case'], style: 'primary' }
}

/** `Every day at 9:00, Shanghai time` */
export function whenInWords({ hour, zone }: DigestTimes): string {
  return hour === null ? 'No daily digest here' : `Every day at ${hour}:00, ${place(zone)}`
}
