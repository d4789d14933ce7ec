import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import type { HowWritten, Importer, OrdersFile, RefusedRow, Report } from '../../kernel/shapes/importer.ts'
import { ENCODINGS, readEncoding } from '../../kernel/sheets/encoding.ts'
import { money } from '../../kernel/words/money.ts'
import { count } from '../../kernel/words/text.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
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

/** How many orders are asked for at once, in one transaction. */
const AT_ONCE = 250
/** How many asks are under way: while the database works on one, the next is prepared. */
const MOST_ASKS = 2
/** The orders of a larger file are shown in one message, in place of a card each. */
const MOST_CARDS = 20

/**
 * Orders from a file in any of the forms of `recognise-form.ts`. Hundreds are asked for at once, and each is answered for
 * itself: one refused order does not stop the rest, and a run that was interrupted is simply run again: what is here already
 * answers `unchanged`. Anything that `ask` throws ends the run.
 */
export function csvImporter({ ask }: { ask: Ask }): Importer {
  return {
    encodings: Object.entries(ENCODINGS).map(([value, label]) => ({ value, label })),

    async preview(file) {
      const { form, orders: all, refused: unread, written } = await read(file)
      const [orders, refused, differs]: [Placed[], RefusedRow[], RefusedRow[]] = [[], [...unread], []]
      for await (const { row, order, outcome, why } of told(all, orders =>
        ask('order.preview', { orders }, importing),
      )) {
        const said = { row, order: order.number, why }
        if (outcome === 'refused') refused.push(said)
        else if (outcome === 'differs') differs.push(said)
        else orders.push({ row, order })
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
      const agree = (told: readonly IncomingOrder[]) => told.map(order => ({ ...order, agreed }))
      let done = 0
      const list = orders.length > MOST_CARDS ? { list: randomUUID() } : {}
      const run = told(orders, all => ask('order.receive-many', { orders: agree(all), ...list }, actor))
      for await (const { row, order, outcome, why } of run) {
        if (outcome === 'refused' || outcome === 'differs') report.refused.push({ row, order: order.number, why })
        else report[outcome]++
        done++
        if (done % AT_ONCE === 0 || done === orders.length) progress({ done, of: orders.length })
      }
      return { ...report, refused: inOrder(report.refused) }
    },
  }
}

type Told = Placed & { outcome: Counted | 'refused' | 'differs'; why: string }

/** What is answered of each order, in the file's order and as soon as it is. */
async function* told(
  placed: readonly Placed[],
  ask: (orders: readonly IncomingOrder[]) => ReturnType<Ask>,
): AsyncGenerator<Told> {
  const limit = pLimit({ concurrency: MOST_ASKS, rejectOnClear: true })
  const begin = (some: readonly Placed[]) => ({ some, answer: limit(() => ask(some.map(({ order }) => order))) })
  const [first, ...others] = inBatches(placed)
  if (!first) return
  const start = begin(first)
  // The first go alone: the message that lists the new orders names the file's first.
  await start.answer
  const asked = [start, ...others.map(begin)]
  const ended = Promise.allSettled(asked.map(({ answer }) => answer))
  try {
    for (const { some, answer } of asked) {
      const { each = [] } = await answer
      for (const [index, one] of some.entries())
        yield { ...one, outcome: counted(each[index]?.outcome), why: each[index]?.text ?? '' }
      // Between two asks the rest of Waybill gets its turn.
      await setImmediate()
    }
  } finally {
    limit.clearQueue()
    await ended
  }
}

const inBatches = (placed: readonly Placed[]) =>
  Array.from({ length: Math.ceil(placed.length / AT_ONCE) }, (_, at) => placed.slice(at * AT_ONCE, (at + 1) * AT_ONCE))

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
function counted(outcome: string | undefined): Told['outcome'] {
  switch (outcome) {
    case 'received':
    case 'updated':
    case 'unchanged':
    case 'refused':
    case 'differs':
      return outcome
    case 'cancelled':
      return 'updated'
    case 'turned-away':
    case 'passed-over':
      return 'refused'
    default:
      throw new Error(`an order was answered “${outcome}”, which no report can count`)
  }
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
