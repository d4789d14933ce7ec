import { setImmediate } from 'node:timers/promises'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import type { Importer, RefusedRow, Report } from '../../kernel/shapes/importer.ts'
import { money } from '../../kernel/words/money.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { count } from '../../kernel/words/text.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { group } from './group.ts'
import { readOrder } from './read.ts'
import { readRows } from './rows.ts'

type Counted = keyof Omit<Report, 'refused'>
type Placed = { row: number; order: IncomingOrder }
type File = { orders: readonly Placed[]; refused: readonly RefusedRow[]; said: string | null }

/**
 * Orders from a file in Shopify's order export format. Each order is asked for on its own, so that one refused order does
 * not stop the rest, and a run that was interrupted is simply run again: what is here already answers `unchanged`.
 * Anything but a `Refusal` from `ask` ends the run.
 */
export function csvImporter({ ask }: { ask: Ask }): Importer {
  return {
    async preview(bytes, store) {
      const { orders, refused, said } = await read(bytes, store)
      return {
        orders: orders.length,
        lines: orders.reduce((sum, { order }) => sum + order.lines.length, 0),
        totals: totals(orders.map(({ order }) => order)),
        sample: [...(said ? [said] : []), ...orders.slice(0, SAMPLE).map(({ order }) => sentence(order))],
        refused,
      }
    },

    async run(bytes, store, actor, progress) {
      const { orders, refused } = await read(bytes, store)
      const report = { received: 0, updated: 0, unchanged: 0, refused: [...refused] }
      progress({ done: 0, of: orders.length })
      for (const [index, { row, order }] of orders.entries()) {
        const answer = await receive(ask, order, actor)
        if (typeof answer === 'string') report[answer]++
        else report.refused.push({ row, order: order.number, why: answer.why })
        progress({ done: index + 1, of: orders.length })
        // Between two orders the rest of Waybill gets its turn.
        await setImmediate()
      }
      return { ...report, refused: inOrder(report.refused) }
    },
  }
}

async function receive(ask: Ask, order: IncomingOrder, actor: Actor): Promise<Counted | { why: string }> {
  try {
    const { outcome, text } = await ask('order.receive', order, actor)
    return outcome === 'turned-away' || outcome === 'passed-over' ? { why: text } : counted(outcome)
  } catch (error) {
    if (error instanceof Refusal) return { why: error.message }
    throw error
  }
}

const SAMPLE = 5

async function read(bytes: Uint8Array, store: string): Promise<File> {
  const { rows, decimalComma, said } = await readRows(bytes)
  const { groups, refused } = group(rows)
  const orders: Placed[] = []
  const outside = [...refused]
  for (const [index, one] of groups.entries()) {
    const reading = readOrder(one, store, decimalComma)
    if (reading.order) orders.push({ row: one.head.row, order: reading.order })
    outside.push(...reading.refused)
    if (index % 200 === 0) await setImmediate()
  }
  return { orders, refused: inOrder(outside), said }
}

/** A cancellation changes an order that was here, or brings one that never needs shipping: an update either way. */
function counted(outcome: string | undefined): Counted {
  if (outcome === 'received' || outcome === 'updated' || outcome === 'unchanged') return outcome
  if (outcome === 'cancelled') return 'updated'
  if (outcome === 'again') return 'unchanged'
  throw new Error(`order.receive answered “${outcome}”, which no report can count`)
}

const inOrder = (refused: readonly RefusedRow[]) => refused.toSorted((one, two) => one.row - two.row)

function totals(orders: readonly IncomingOrder[]): string[] {
  const sums = new Map<string, number>()
  for (const { currency, totalMinor } of orders) sums.set(currency, (sums.get(currency) ?? 0) + totalMinor)
  return [...sums].filter(([currency]) => currency !== 'XXX').map(([currency, sum]) => money(sum, currency))
}

/** City and country only: the street never leaves the order. */
function sentence({ number, lines, currency, totalMinor, shipTo, cancelledAt }: IncomingOrder): string {
  const to = [shipTo?.city, shipTo?.country].filter(Boolean).join(', ')
  const price = currency === 'XXX' ? '' : `, ${money(totalMinor, currency)}`
  return `#${number}: ${count(lines.length, 'line')}${price}${to && `, to ${to}`}${cancelledAt ? ', cancelled' : ''}`
}
