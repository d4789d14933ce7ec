import { count, inFigures, list, visible } from '../../kernel/words/text.ts'
import type { Rehearsal } from '../rehearsal.ts'
import type { Spread } from '../spread.ts'
import { dayInWords, daysInWords, percent, spanInWords } from './words.ts'

/** What was replayed. */
export function replayed(rehearsal: Rehearsal): string {
  const { history, suppliers } = rehearsal
  const orders = count(history.orders.length, 'supplier order')
  return `${orders} of ${count(suppliers.length, 'supplier')}, ${spanInWords(rehearsal)}.`
}

/** Whether warnings came before the breach, and whether they helped. */
export function warnings({ breaches, warnedFirst, warned, warnedInTime }: Rehearsal): readonly string[] {
  const before = `${inFigures(warnedFirst)} (${percent(warnedFirst, breaches)}) had been warned of before it.`
  const helped = `${inFigures(warnedInTime)} (${percent(warnedInTime, warned)}) shipped in time after all.`
  return [
    ...(breaches > 0 ? [`Of ${count(breaches, 'order')} whose ship-by passed, ${before}`] : []),
    ...(warned > 0 ? [`Of ${count(warned, 'order')} warned of, ${helped}`] : []),
  ]
}

/** What cannot be true in the file, and what happened then. */
export function doubts({ impossible: { shipped, due } }: Rehearsal): readonly string[] {
  const asked = 'before the supplier was asked'
  const told = [
    ...(shipped > 0 ? [`${count(shipped, 'order')} shipped ${asked}`] : []),
    ...(due > 0 ? [`${count(due, 'order')} had to ship ${asked}`] : []),
  ]
  return told.length > 0 ? [`By the file ${list(told)}: look at the dates. They are judged as they stand.`] : []
}

/** What a message is, and when each kind of room got the most, and which room it was. */
export function noise({ rooms }: Rehearsal): readonly string[] {
  const worst = rooms.flatMap(({ worst }) => {
    if (!worst) return []
    const { room, day, alerts, messages } = worst
    const came = `${count(alerts, 'alert')} in ${count(messages, 'message')} on ${dayInWords(day)}`
    return room.kind === 'alerts'
      ? `Staff’s worst day brought ${came}.`
      : `The worst of a supplier, ${visible(room.supplier)}, brought ${came}.`
  })
  return [
    'A day is one on which the room got anything. Each message pings once; a digest that is redrawn pings nobody.',
    ...worst,
  ]
}

/** How long the carriers took, where the file says it. */
export function transit({ transits: { all } }: Rehearsal): readonly string[] {
  const { toScan, toDelivery } = all
  return [
    ...(toScan ? [`The carrier’s first scan came ${spreadInWords(toScan)}.`] : []),
    ...(toDelivery ? [`The delivery came ${spreadInWords(toDelivery)}.`] : []),
  ]
}

function spreadInWords({ of, median, p95, most }: Spread): string {
  const rest = `95 % within ${daysInWords(p95)}, the last after ${daysInWords(most)}; ${count(of, 'order')}`
  return `${daysInWords(median)} after shipping in the median (${rest})`
}
