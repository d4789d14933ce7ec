import { type ShipVerdict, verdictOf } from '../late/verdict.ts'
import type { History, PastOrder } from './history.ts'

/** What became of a number of orders. */
export type Score = Readonly<Record<ShipVerdict, number>> & {
  orders: number
  /** Of how many the file does not say when they had to ship. */
  untold: number
  /** Of those that never shipped, how many were cancelled before they were due: nobody broke a promise. */
  calledOff: number
  /** Of those that shipped late, how late each was, in hours. */
  hoursLate: readonly number[]
}

/** The score of all orders, and of each supplier's: the most broken promises first. */
export function scoresOf({ orders, until }: History): {
  all: Score
  suppliers: readonly (Score & { supplier: string })[]
} {
  const suppliers = [...Map.groupBy(orders, order => order.supplier)]
    .map(([supplier, own]) => ({ supplier, ...scoreOf(own, until) }))
    .sort((a, b) => brokenOf(b) - brokenOf(a) || shareOf(b) - shareOf(a) || (a.supplier < b.supplier ? -1 : 1))
  return { all: scoreOf(orders, until), suppliers }
}

/** Orders of which the promise to ship was broken. */
export function brokenOf({ late, never, calledOff }: Score): number {
  return late + never - calledOff
}

/** Of the orders that fell due, the share of which the promise was broken; 0 where none fell due. */
export function shareOf(score: Score): number {
  const fellDue = brokenOf(score) + score['on time']
  return fellDue > 0 ? brokenOf(score) / fellDue : 0
}

function scoreOf(orders: readonly PastOrder[], until: Date): Score {
  const score = {
    orders: orders.length,
    untold: 0,
    'on time': 0,
    late: 0,
    never: 0,
    open: 0,
    calledOff: 0,
    hoursLate: [] as number[],
  }
  for (const { standing } of orders) {
    const verdict = verdictOf(standing, until)
    score[verdict ?? 'untold'] += 1
    const { shipBy, shippedAt, endedAt } = standing
    if (verdict === 'late') score.hoursLate.push((Number(shippedAt) - Number(shipBy)) / 3_600_000)
    if (verdict === 'never' && endedAt && shipBy && endedAt < shipBy) score.calledOff += 1
  }
  return score
}
