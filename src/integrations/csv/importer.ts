import { setImmediate } from 'node:timers/promises'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import type { HowWritten, Importer, OrdersFile, RefusedRow, Report } from '../../kernel/shapes/importer.ts'
import { money } from '../../kernel/words/money.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { count } from '../../kernel/words/text.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import { ENCODINGS, readEncoding } from './encoding.ts'
import type { ExportForm } from './export-form.ts'
import { group } from './group.ts'
import { readOrder } from './read.ts'
import { type CsvRow, readRows } from './rows.ts'

type Counted = keyof Omit<Report, 'refused'>
type Placed = { row: number; order: IncomingOrder }
type Read = {
  form: ExportForm
  orders: readonly Placed[]
  refused: readonly RefusedRow[]
  written: HowWritten
}

/**
 * Orders from a file in any of the forms of `recognise-form.ts`. Each order is asked for on its own, so that one refused order does
 * not stop the rest, and a run that was interrupted is simply run again: what is here already answers `unchanged`.
 * Anything but a `Refusal` from `ask` ends the run.
 */
export function csvImporter({ ask }: { ask: Ask }): Importer {
  return {
    encodings: Object.entries(ENCODINGS).map(([value, label]) => ({ value, label })),

    async preview(file) {
      const { form, orders: all, refused: unread, written } = await read(file)
      const [orders, refused, differs]: [Placed[], RefusedRow[], RefusedRow[]] = [[], [...unread], []]
      for (const { row, order } of all) {
        const answer = await told(ask, 'order.preview', order, importing)
        const said = { row, order: order.number, why: answer.why }
        if (answer.outcome === 'refused') refused.push(said)
        else if (answer.outcome === 'differs') differs.push(said)
        else orders.push({ row, order })
        await setImmediate()
      }
      return {
        written,
        form: { title: form.title, lacks: form.lacks },
        orders: orders.length,
        lines: orders.reduce((sum, { order }) => sum + order.lines.length, 0),
        totals: totals(orders.map(({ order }) => order)),
        sample: orders.slice(0, SAMPLE).map(({ order }) => sentence(order)),
        refused: inOrder(refused),
        differs,
      }
    },

    async run(file, actor, progress, agreed = false) {
      const { orders, refused } = await read(file)
      const report = { received: 0, updated: 0, unchanged: 0, refused: [...refused] }
      progress({ done: 0, of: orders.length })
      for (const [index, { row, order }] of orders.entries()) {
        const { outcome, why } = await told(ask, 'order.receive', { ...order, agreed }, actor)
        if (outcome === 'refused' || outcome === 'differs') report.refused.push({ row, order: order.number, why })
        else report[outcome]++
        progress({ done: index + 1, of: orders.length })
        // Between two orders the rest of Waybill gets its turn.
        await setImmediate()
      }
      return { ...report, refused: inOrder(report.refused) }
    },
  }
}

type Told = { outcome: Counted | 'refused' | 'differs'; why: string }

async function told(ask: Ask, command: string, order: object, actor: Actor): Promise<Told> {
  try {
    const { outcome, text } = await ask(command, order, actor)
    if (outcome === 'differs') return { outcome, why: text }
    if (outcome === 'turned-away' || outcome === 'passed-over') return { outcome: 'refused', why: text }
    return { outcome: counted(outcome), why: text }
  } catch (error) {
    if (error instanceof Refusal) return { outcome: 'refused', why: error.message }
    throw error
  }
}

/** Who looks at a file before anybody imports it. */
const importing: Actor = { side: 'system', name: 'Import' }

const SAMPLE = 5

async function read({ bytes, store, encoding: chosen, currency }: OrdersFile): Promise<Read> {
  const { form, rows, encoding, proven } = await readRows(bytes, chosen ? readEncoding(chosen) : undefined)
  const { groups, refused } = group({ form, rows })
  const orders: Placed[] = []
  const outside = [...refused]
  for (const [index, one] of groups.entries()) {
    const reading = readOrder(one, { form, store, currency })
    if (reading.order) orders.push({ row: one.head.row, order: reading.order })
    outside.push(...reading.refused)
    if (index % 200 === 0) await setImmediate()
  }
  const written = { encoding, title: ENCODINGS[encoding], assumed: !proven, example: exampleIn(rows) }
  return { form, orders, refused: inOrder(outside), written }
}

/** A cell with letters beyond ASCII, by which people see whether they were read right; of the customer only the city. */
function exampleIn(rows: readonly CsvRow[]): string | null {
  const shown = (['item', 'shipCity', 'shipProvinceName', 'method', 'sku'] as const).flatMap(column =>
    rows.map(({ cells }) => cells[column]),
  )
  return shown.find(text => text && /[^\x20-\x7e]/.test(text)) ?? null
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
