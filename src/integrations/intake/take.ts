import type { Ask } from '../../kernel/asking/command.ts'
import { problemOf, readBy, type Wrong } from '../../kernel/ground/problem.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import type { DoorAnswer } from './answer-once.ts'
import { readIncoming, type Sender, WrongAmounts } from './read.ts'
import { Envelope, OneSentOrder, type Result, SentOrder, TOLD_OUTCOMES } from './schema.ts'

type Wired = { ask: Ask; sender: Sender; dryRun: boolean }
type Told = { text: string; outcome?: string | undefined }

/** Takes one order, or many with a result for each in their order. */
export async function take(body: unknown, wired: Wired): Promise<DoorAnswer> {
  const many = typeof body === 'object' && body !== null && 'orders' in body
  return many ? takeMany(body, wired) : takeOne(body, wired)
}

async function takeOne(body: unknown, wired: Wired): Promise<DoorAnswer> {
  const { ok, errors } = readBy(OneSentOrder, body)
  if (errors) return invalid(errors)
  const read = readOrder(ok.order, '/order', wired.sender)
  if (read.errors) return invalid(read.errors)
  const [told] = await tell([read.incoming], wired)
  if (!told) throw new Error('an order was not answered')
  if (told.outcome === 'refused') return { status: 422, body: JSON.stringify(problemOf(422, told.text)) }
  return answer([resultOf(ok.order.id, told)], wired)
}

async function takeMany(body: unknown, wired: Wired): Promise<DoorAnswer> {
  const { ok, errors } = readBy(Envelope, body)
  if (errors) return invalid(errors)
  const all = ok.orders.map((order, at) => readOrder(order, `/orders/${at}`, wired.sender))
  const told = await tell(
    all.flatMap(({ incoming }) => incoming ?? []),
    wired,
  )
  const answers = told.values()
  const results = all.map(({ id, errors }) => {
    if (errors) return { id, outcome: 'invalid' as const, text: 'It isn’t as the schema says.', errors: [...errors] }
    const next = answers.next().value
    if (!next) throw new Error('an order was not answered')
    return resultOf(id, next)
  })
  return answer(results, wired)
}

type Read = { id: string | null } & (
  | { incoming: IncomingOrder; errors?: never }
  | { incoming?: never; errors: readonly Wrong[] }
)

function readOrder(order: unknown, at: string, sender: Sender): Read {
  const { ok, errors } = readBy(SentOrder, order, at)
  const id = typeof order === 'object' && order !== null && 'id' in order ? order.id : null
  const named = { id: typeof id === 'string' ? id.slice(0, 200) : null }
  if (errors) return { ...named, errors }
  try {
    return { ...named, incoming: readIncoming(ok, sender) }
  } catch (error) {
    if (!(error instanceof WrongAmounts)) throw error
    return { ...named, errors: error.errors.map(({ pointer, detail }) => ({ pointer: at + pointer, detail })) }
  }
}

/** What becomes, or on a dry run would become, of each. */
async function tell(orders: readonly IncomingOrder[], { ask, sender, dryRun }: Wired): Promise<readonly Told[]> {
  if (orders.length === 0) return []
  const by: Actor = { side: 'system', name: sender.name }
  return (await ask(dryRun ? 'order.preview' : 'order.receive-many', { orders }, by)).each ?? []
}

function resultOf(id: string | null, { text, outcome }: Told): Result {
  const known = TOLD_OUTCOMES.find(one => one === outcome)
  if (!known) throw new Error(`order.receive answered “${outcome}”, which no result has`)
  return { id, outcome: known, text }
}

const answer = (results: readonly Result[], { dryRun }: Wired): DoorAnswer => ({
  status: 200,
  body: JSON.stringify({ dryRun, results }),
})

const invalid = (errors: readonly Wrong[]): DoorAnswer => ({
  status: 422,
  body: JSON.stringify(problemOf(422, 'The request isn’t as the schema says; `errors` says what and where.', errors)),
})
