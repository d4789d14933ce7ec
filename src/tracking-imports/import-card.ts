import type { Button, Card, CardLine } from '../kernel/shapes/card.ts'
import { count, inFigures } from '../kernel/words/text.ts'
import type { RowVerdict } from './judge-row.ts'
import type { ImportRow } from './tables.ts'
import type { ImportView } from './view-import.ts'

/** What people call each verdict, in the order in which it is counted. */
const WORDS: Readonly<Record<RowVerdict, string>> = {
  ready: 'To add',
  taken: 'Added',
  same: 'Recorded already',
  carrier: 'Carrier to be named',
  conflict: 'Another number or parcel',
  unknown: 'No such purchase order',
  closed: 'Takes no more parcels',
  bad: 'No number to read',
  refused: 'Not added',
}
const VERDICTS = Object.keys(WORDS) as readonly RowVerdict[]

/** What an import would do, does and did: counted, with the first rows that are left and why. Pure. */
export function importCard(view: ImportView): Card {
  const { one, counts, left } = view
  const all = VERDICTS.reduce((sum, verdict) => sum + counts(verdict), 0)
  const open = all - counts('ready') - counts('taken') - counts('same')
  const more = open - left.length
  return {
    audience: one.supplierId ? { supplierId: one.supplierId } : 'staff',
    tone: toneOf(view, open),
    title: `Tracking numbers: ${one.name}`,
    summary: summaryOf(view, all, open),
    facts: VERDICTS.flatMap(verdict =>
      counts(verdict) > 0 ? [{ label: WORDS[verdict], value: inFigures(counts(verdict)) }] : [],
    ),
    lines: [
      ...left.map(rowLine),
      ...(more > 0 ? [{ text: `And ${count(more, 'more row')}: press “Show rows”.` }] : []),
    ],
    buttons: buttonsOf(view, open),
    context: [`Sent by ${one.madeBy} `, { at: one.madeAt.toISOString() }],
  }
}

/** A row, why it is not taken, or that it is. */
export function rowLine({ place, purchaseOrder, number, verdict, why }: ImportRow): CardLine {
  const text = [place, purchaseOrder, number].filter(Boolean).join(' · ')
  return { text, detail: why ?? WORDS[verdict], done: verdict === 'taken' }
}

function toneOf({ one, counts }: ImportView, open: number): Card['tone'] {
  if (one.why) return 'bad'
  if (!one.readAt || counts('ready') > 0) return 'waiting'
  return open > 0 ? 'warning' : 'good'
}

function summaryOf({ one, counts }: ImportView, all: number, open: number): string {
  if (!one.readAt) return 'It is being read. Nothing is recorded yet.'
  const [ready, taken, same] = [counts('ready'), counts('taken'), counts('same')]
  const why = one.why ? `${one.why} ` : ''
  const rest = open > 0 ? ` ${count(open, 'row')} can’t be added as written.` : ''
  if (one.confirmedAt && !one.finishedAt)
    return `${inFigures(taken)} of ${count(taken + ready, 'parcel')} added so far.${rest}`
  if (ready > 0) return `${why}${count(ready, 'parcel')} can be added. Nothing is recorded until you press.${rest}`
  if (taken > 0) return `${why}${count(taken, 'parcel was', 'parcels were')} added by ${one.confirmedBy?.name}.${rest}`
  if (all > 0 && same === all)
    return `${why}${all === 1 ? 'Its one row is' : `All ${count(all, 'row')} are`} recorded already. Nothing changes.`
  return `${why}Nothing in it can be added.`
}

function buttonsOf({ one, counts }: ImportView, open: number): readonly Button[] {
  const isBusy = !one.readAt || (one.confirmedAt !== null && one.finishedAt === null)
  const input = { import: one.id }
  const ready = counts('ready')
  const show: Button = { label: 'Show rows', command: 'tracking.import-rows', input }
  if (isBusy) return one.readAt ? [show] : []
  return [
    ...(ready > 0 ? [add(ready, input)] : []),
    show,
    ...(counts('carrier') > 0
      ? [{ label: 'Name the carrier', command: 'tracking.import-check', input, asks: ['carrier'] }]
      : []),
    ...(open > counts('bad') ? [{ label: 'Check again', command: 'tracking.import-check', input }] : []),
  ]
}

function add(ready: number, input: Button['input']): Button {
  return { label: `Add ${count(ready, 'parcel')}`, command: 'tracking.import-confirm', input, style: 'primary' }
}
