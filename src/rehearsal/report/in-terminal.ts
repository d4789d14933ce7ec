import { count, cut, inFigures, visible } from '../../kernel/words/text.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { brokenOf, shareOf } from '../scores.ts'
import { doubts, noise, replayed, transit, warnings } from './sentences.ts'
import { percent, ruleInWords } from './words.ts'

/** Most suppliers that are listed; the report lists more. */
const MOST = 10

/** A rehearsal for the terminal, in plain text. */
export function inTerminal(rehearsal: Rehearsal): string {
  const onTheWay = transit(rehearsal)
  const parts = [
    ...[headline(rehearsal), verdicts(rehearsal), alerts(rehearsal), rooms(rehearsal)],
    ...(onTheWay.length > 0 ? [onTheWay.join('\n')] : []),
    suppliers(rehearsal),
  ]
  return parts.join('\n\n')
}

function headline(rehearsal: Rehearsal): string {
  return `Rehearsal of ${rehearsal.what}: ${replayed(rehearsal)} Nothing was sent.`
}

function verdicts(rehearsal: Rehearsal): string {
  const { all } = rehearsal
  const told = all.orders - all.untold
  const rows = [
    ['Shipped on time', all['on time']],
    ['Shipped late', all.late],
    ['Never shipped', all.never],
    ['Not due yet', all.open],
  ] as const
  const lines = rows.filter(([, of]) => of > 0).map(([what, of]) => [what, inFigures(of), percent(of, told)])
  const notes = [
    ...(all.calledOff > 0
      ? [`Of those never shipped, ${count(all.calledOff, 'order')} had been cancelled before the ship-by.`]
      : []),
    ...(all.untold > 0 ? [`${count(all.untold, 'order')} without a ship-by could not be judged.`] : []),
    ...doubts(rehearsal),
  ]
  return [columns(lines), ...notes].join('\n')
}

function alerts(rehearsal: Rehearsal): string {
  const { rules } = rehearsal
  if (rules.length === 0) return 'Waybill would have said nothing.'
  const lines = rules.map(rule => [`  ${ruleInWords(rule)}`, inFigures(rule.alerts)])
  return ['What Waybill would have said', columns(lines), ...warnings(rehearsal)].join('\n')
}

function rooms(rehearsal: Rehearsal): string {
  const spoken = rehearsal.rooms.filter(room => room.messages > 0)
  if (spoken.length === 0) return 'No room would have got a message.'
  const head = ['Where', 'alerts', 'messages', 'digests', 'a day: median', '95 %', 'most']
  const lines = spoken.map(({ kind, rooms, alerts, messages, digests, messagesADay: { median, p95, most } }) => [
    kind === 'alerts' ? 'Staff’s alerts room' : count(rooms, 'supplier’s room', 'suppliers’ rooms'),
    ...[alerts, messages, digests, median, p95, most].map(inFigures),
  ])
  return [columns([head, ...lines]), ...noise(rehearsal)].join('\n')
}

function suppliers({ suppliers }: Rehearsal): string {
  const late = suppliers.filter(supplier => brokenOf(supplier) > 0)
  if (late.length === 0) return 'No supplier broke a promise.'
  const head = ['Suppliers by lateness', 'orders', 'late', 'never shipped', 'of what fell due']
  const lines = late
    .slice(0, MOST)
    .map(one => [
      cut(visible(one.supplier), 40),
      ...[one.orders, one.late, one.never].map(inFigures),
      percent(shareOf(one), 1),
    ])
  const rest = late.length - lines.length
  return [columns([head, ...lines]), ...(rest > 0 ? [`and ${count(rest, 'more', 'more')}.`] : [])].join('\n')
}

/** Cells under each other: the first to the left, numbers to the right. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)))
  return rows
    .map(row =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    )
    .join('\n')
}
