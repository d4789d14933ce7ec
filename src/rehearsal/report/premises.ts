import { html } from 'hono/html'
import { MOST_ALONE, MOST_ALONE_A_DAY } from '../../cases/budget.ts'
import { inFigures } from '../../kernel/words/text.ts'
import { allowanceInWords } from '../../suppliers/allowance.ts'
import { writeHours } from '../../suppliers/hours.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { doubts } from './sentences.ts'
import { secondsInWords } from './words.ts'

/** What the figures rest on: without it nobody could check them. */
export function premises(rehearsal: Rehearsal) {
  const { agreed, all, took } = rehearsal
  const { calendar, ship, acknowledge, scan } = agreed
  const closed = calendar.closed.length > 0 ? `, closed ${calendar.closed.join(', ').replaceAll('/', ' to ')}` : ''
  const lines = [
    `Suppliers work: ${writeHours(calendar)}${closed}, in ${calendar.zone}. Dates without a zone are read in it.`,
    ship
      ? `Where the file says no ship-by, suppliers had ${allowanceInWords(ship)}.`
      : 'An order had to ship when the file says so.',
    acknowledge
      ? `They had ${allowanceInWords(acknowledge)} to acknowledge.`
      : 'The file doesn’t say when orders were acknowledged, so the report leaves that out.',
    scan
      ? `The carrier’s first scan was due ${allowanceInWords(scan)} after shipping.`
      : 'The file doesn’t mention scans, so the report leaves them out.',
    'Warnings come 24, 12 and 4 of the supplier’s working hours before the ship-by, where it had longer than that.',
    `The clock ticks each minute. A room gets ${MOST_ALONE} cards in a clock hour and ${MOST_ALONE_A_DAY} in a day; what goes beyond comes in the hour’s digest.`,
    'Suppliers hear of warnings and breaches, the staff’s alerts room of breaches.',
    'The daily digest, a message a room and day, comes on top and is not counted.',
    'Nobody was nudged by the escalation and nobody answered, as the file cannot tell how that would have changed things.',
    ...(all.calledOff > 0
      ? [
          `Of those never shipped, ${inFigures(all.calledOff)} had been cancelled before the ship-by; they count as nobody’s lateness.`,
        ]
      : []),
    ...(all.untold > 0 ? [`${inFigures(all.untold)} without a ship-by could not be judged.`] : []),
    ...(all.open > 0 ? [`${inFigures(all.open)} were not due yet when the history ends.`] : []),
    ...doubts(rehearsal),
    `Reading and replaying took ${secondsInWords(took)}.`,
  ]
  return html`<section><h2>How this was calculated</h2><ul>${lines.map(line => html`<li>${line}</li>`)}</ul></section>`
}
