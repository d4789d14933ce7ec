import { html } from 'hono/html'
import { count, inFigures, visible } from '../../kernel/words/text.ts'
import type { RoomFigures } from '../figures.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { ruleInWords } from './words.ts'

/** Most suppliers that a table lists. */
export const MOST_SUPPLIERS = 100

/** A table of numbers, the first column in words. It scrolls where it is wider than the page. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]) {
  return html`<div class="scroll"><table>
<thead><tr>${head.map(text => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>${rows.map(([first = '', ...rest]) => html`<tr><th scope="row">${visible(first)}</th>${rest.map(text => html`<td>${text}</td>`)}</tr>\n`)}</tbody>
</table></div>`
}

export function alertsTable({ rules }: Rehearsal) {
  if (rules.length === 0) return html`<p>Nothing: no alert fell due.</p>`
  return table(
    ['Rule', 'Alerts'],
    rules.map(rule => [ruleInWords(rule), inFigures(rule.alerts)]),
  )
}

/** What each kind of room would have got, side by side. */
export function roomsTable({ rooms }: Rehearsal) {
  const spoken = rooms.filter(room => room.messages > 0)
  if (spoken.length === 0) return html`<p>No room would have got a message.</p>`
  const row = (label: string, of: (room: RoomFigures) => string) => [label, ...spoken.map(of)]
  return table(
    [
      '',
      ...spoken.map(({ kind, rooms }) =>
        kind === 'alerts' ? 'Staff’s alerts room' : count(rooms, 'supplier’s room', 'suppliers’ rooms'),
      ),
    ],
    [
      row('Alerts', room => inFigures(room.alerts)),
      row('Messages', room => inFigures(room.messages)),
      row('Digests among them', room => inFigures(room.digests)),
      row('Messages a day: median', room => inFigures(room.messagesADay.median)),
      row('95 % of days at most', room => inFigures(room.messagesADay.p95)),
      row('Worst day', room => inFigures(room.messagesADay.most)),
    ],
  )
}
