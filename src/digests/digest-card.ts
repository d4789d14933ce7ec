import { bySupplier, type OwedCredit } from '../cases/owed-credits.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { format, place } from '../kernel/words/zoned.ts'
import { moreInWords, overviewInWords, overviewLines } from '../late/late-overview.ts'
import type { DigestTimes } from './digest-day.ts'
import type { DigestFacts } from './digest-facts.ts'
import { leftOutInWords } from './left-out-pings.ts'
import { changesInWords } from './open-changes.ts'

/** How things stood, and in whose hours and zone it is said. */
export type Digest = DigestFacts & { times: DigestTimes; picture: { file: string; alt: string } | null }

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
    tone: overview.late.all + changes.all + cases.unowned + cases.overdue + cases.mails > 0 ? 'warning' : 'neutral',
    title: `How things stand on ${format(now, DAY, times.zone)}`,
    summary: [overviewInWords(overview), changesInWords(changes)].filter(Boolean).join(' '),
    facts: [
      ...(cases.unowned > 0 ? [{ label: 'Cases without an owner', value: String(cases.unowned) }] : []),
      ...(cases.overdue > 0 ? [{ label: 'Answers overdue', value: String(cases.overdue) }] : []),
      ...(cases.mails > 0 ? [{ label: 'Customers’ mails that wait', value: String(cases.mails) }] : []),
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
      ...(cases.mails > 0 ? [MAILS] : []),
      { label: 'Change the hour', command: 'late.digest', input: {}, asks: ['hour'] },
    ],
    context: [more && `And ${more}: Show all.`, `${whenInWords(times)}.`].filter(Boolean).join(' '),
  }
}

const CREDITS: Button = { label: 'Credits', command: 'case.list', input: { which: 'credits' } }

const MAILS: Button = { label: 'Customers’ mails', command: 'customer.mails', input: {} }

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
