import { createHmac } from 'node:crypto'
import { parseArgs } from 'node:util'
import { linePayload, orderPayload } from '../test/shopify/payloads.ts'
import type { Seen } from '../test/slack/fake/seen.ts'
import { type Contestant, SECRET } from './acts/contestant.ts'
import { openNodeRed } from './acts/node-red.ts'
import { openInOwnProcess } from './acts/own-process.ts'

// How soon Slack has what follows of a store's webhook and of people's acts, over real sockets; and in the same run the same
// of a bot that inserts and posts, of one with an outbox, and of Node-RED where it is installed. What Slack has in the end
// is counted.
// npm run bench:acts -- 1000 (--node-red /path/to/red.js)      (embedded; on PostgreSQL when DATABASE_URL names a server)
const { values, positionals } = parseArgs({ options: { 'node-red': { type: 'string' } }, allowPositionals: true })
const BEFORE = Number(positionals[0] ?? 1_000)
const NODE_RED = values['node-red']
const EACH = 100
/** Turns before those that count: a process that runs for weeks is not measured by its first minute. */
const WARM_UP = 300
const BURST = 300
const IN_FLIGHT = 16
/** As many as have a card each within an hour. */
const HOURLY = 20

/** `times` and `cpu` in milliseconds; what it takes until all that follows is done. */
type Act = { of: string; name: string; times: readonly number[]; takes?: { cpu: number; statements: number } }
type Before = (turn: number) => unknown
type Burst = { name: string; answered: number; posted: number; longest: number; cpu: number | null }

const acts: Act[] = []
const bursts: Burst[] = []
let last = 500_000

for (const name of ['plain bot', 'outbox bot'] as const) {
  const peer = await openInOwnProcess(name)
  await measureAll(peer)
  bursts.push(await burst(peer, 'one message each'))
  await peer.close()
}
if (NODE_RED && process.env.DATABASE_URL) {
  const red = await openNodeRed(NODE_RED)
  await measureHooks(red)
  bursts.push(await burst(red, 'one message each'))
  await red.close()
}
await waybill()
report()

async function waybill(): Promise<void> {
  const contestant = await openInOwnProcess('Waybill', BEFORE)
  const { fake, rooms, sam, wait, forwards } = contestant
  const nextHour = async (turn: number) => {
    if (turn % HOURLY === 0) await wait(3_600_000)
  }
  const numbers = await measureAll(contestant, nextHour)
  await measure('/tracking add → card redrawn', contestant, async turn => {
    const number = numbers[turn + WARM_UP]
    const redrawn = fake.nextCall('chat.update', args => about(args, rooms.lumen.id, number))
    await sam.types(rooms.orders, `/tracking add ${number}-A POST${turn + 1_000} carrier:"other: Post"`)
    await redrawn
  })
  await forwards('on')
  await measure(
    'webhook → two purchase orders',
    contestant,
    async () => {
      const both = purchaseOrdersOf(contestant, String(last + 1))
      await deliver(contestant)
      await both
    },
    nextHour,
  )
  await measureBurst(contestant, 'with two purchase orders each', 2 * BURST)
  await forwards('off')
  await measureBurst(contestant, 'listed', 0)
  if (fake.failures.length > 0) throw new Error(`people saw ${fake.failures.length} failures`)
  await contestant.close()
}

/** A burst in an hour of its own, of which so many messages must come to the suppliers. */
async function measureBurst(waybill: Contestant, what: string, due: number): Promise<void> {
  await waybill.wait(3_600_000)
  const { fake, rooms } = waybill
  const toSuppliers = () => fake.calls('chat.postMessage').filter(({ args }) => args.channel !== rooms.orders.id).length
  const posted = toSuppliers()
  bursts.push(await burst(waybill, what))
  if (toSuppliers() - posted !== due) throw new Error(`${what}: ${toSuppliers() - posted} of ${due} messages`)
}

/** What every contestant does. @returns the orders' numbers */
async function measureAll(of: Contestant, before: Before = () => {}): Promise<readonly string[]> {
  const { fake, rooms, sam, mei } = of
  const numbers = await measureHooks(of, before)
  let card: Seen | undefined
  await measure('/order forward → two purchase orders', of, async turn => {
    const number = numbers[turn + WARM_UP] ?? ''
    const both = purchaseOrdersOf(of, number)
    await sam.types(rooms.orders, `/order forward ${number}`)
    const acknowledged = performance.now()
    await both
    return acknowledged
  })
  await measure(
    'Acknowledge → card redrawn',
    of,
    async turn => {
      const number = numbers[turn + WARM_UP] ?? ''
      const redrawn = fake.nextCall('chat.update', args => about(args, rooms.lumen.id, number))
      if (card) await mei.presses(card, 'Acknowledge')
      const acknowledged = performance.now()
      await redrawn
      return acknowledged
    },
    turn => {
      card = mei.sees(rooms.lumen).findLast(seen => seen.text.includes(numbers[turn + WARM_UP] ?? ''))
    },
  )
  return numbers
}

async function measureHooks(of: Contestant, before: Before = () => {}): Promise<readonly string[]> {
  const numbers: string[] = []
  await measure(
    'webhook → card',
    of,
    async () => {
      const number = String(last + 1)
      const posted = of.fake.nextCall('chat.postMessage', args => about(args, of.rooms.orders.id, number))
      numbers.push(await deliver(of))
      await posted
    },
    before,
  )
  return numbers
}

function about(args: Record<string, unknown>, channel: string, number = ''): boolean {
  return args.channel === channel && String(args.text).includes(number)
}

function purchaseOrdersOf({ fake, rooms }: Contestant, number: string) {
  const suppliers = [rooms.lumen, rooms.casa]
  return Promise.all(suppliers.map(({ id }) => fake.nextCall('chat.postMessage', args => about(args, id, number))))
}

/** Delivers an order of a lamp and a bowl, of two suppliers, as Shopify would. @returns its number */
async function deliver({ hook }: Contestant): Promise<string> {
  const number = String(++last)
  const line_items = ['LAMP', 'BOWL'].map((sku, at) => linePayload({ id: last * 10 + at, sku, properties: [] }))
  const body = JSON.stringify(
    orderPayload({ id: last, name: `#${number}`, admin_graphql_api_id: undefined, line_items }),
  )
  const headers = {
    'Content-Type': 'application/json',
    'X-Shopify-Topic': 'orders/create',
    'X-Shopify-Shop-Domain': 'bench.myshopify.com',
    'X-Shopify-Webhook-Id': `bench-${number}`,
    'X-Shopify-Hmac-Sha256': createHmac('sha256', SECRET).update(body).digest('base64'),
  }
  const answer = await fetch(hook, { method: 'POST', body, headers })
  await answer.text()
  if (answer.status !== 200) throw new Error(`order ${number} was answered ${answer.status}`)
  return number
}

async function measure(
  of: string,
  contestant: Contestant,
  /** Answers when it was acknowledged, where that is shown. */
  act: (turn: number) => Promise<unknown>,
  before: Before = () => {},
): Promise<void> {
  const [times, acknowledged, counts]: [number[], number[], number[]] = [[], [], []]
  let cpu = 0
  let knows = true
  for (let turn = -WARM_UP; turn < EACH; turn++) {
    if (turn === 0) await contestant.analyze()
    await before(turn)
    const spent = await contestant.spent()
    const began = performance.now()
    const heard = await act(turn)
    const shown = performance.now()
    await contestant.settles()
    const after = await contestant.spent()
    if (turn < 0) continue
    times.push(shown - began)
    if (typeof heard === 'number') acknowledged.push(heard - began)
    knows = spent !== null && after !== null
    if (!spent || !after) continue
    cpu += after.cpu - spent.cpu
    counts.push(after.statements - spent.statements)
  }
  const { name } = contestant
  if (acknowledged.length > 0) acts.push({ of: of.replace(/→.*/, '→ acknowledged'), name, times: acknowledged })
  acts.push({ of, name, times, ...(knows && { takes: { cpu: cpu / EACH, statements: at(counts, 0.5) } }) })
}

/** So many orders, so many of them under way at once; by the second, until all are answered and until all is posted. */
async function burst(of: Contestant, what: string): Promise<Burst> {
  const [before, spent] = [await of.orders(), await of.spent()]
  const began = performance.now()
  const perSecond = () => BURST / ((performance.now() - began) / 1_000)
  const took: number[] = []
  let left = BURST
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (left-- > 0) {
        const sent = performance.now()
        await deliver(of)
        took.push(performance.now() - sent)
      }
    }),
  )
  const answered = perSecond()
  await of.settles()
  const rates = { answered, posted: perSecond(), longest: at(took, 0.99) }
  const after = await of.spent()
  const there = (await of.orders()) - before
  if (there !== BURST) throw new Error(`${of.name}, ${what}: ${there} of ${BURST} orders`)
  return { name: `${of.name}, ${what}`, ...rates, cpu: spent && after ? (after.cpu - spent.cpu) / BURST : null }
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
}

function report(): void {
  const row = (name: string, cells: readonly string[]) =>
    console.log(`${name.padEnd(44)}${cells.map(cell => cell.padStart(12)).join('')}`)
  console.log(`${process.env.DATABASE_URL ? 'PostgreSQL' : 'PGlite'}, ${BEFORE.toLocaleString('en')} orders before`)
  for (const [of, own] of Map.groupBy(acts, one => one.of)) {
    row(of, ['p50 ms', 'p99 ms', 'statements', 'CPU ms', 'to outbox'])
    const peer = own.find(({ name }) => name === 'outbox bot')
    for (const { name, times, takes } of own) {
      const cells = [at(times, 0.5).toFixed(1), at(times, 0.99).toFixed(1)]
      const ratio = peer ? `${(at(times, 0.5) / at(peer.times, 0.5)).toFixed(1)}×` : ''
      const inside = takes ? [String(takes.statements), takes.cpu.toFixed(1)] : ['', '']
      row(`  ${name}`, [...cells, ...inside, ratio])
    }
  }
  console.log(`\nbursts of ${BURST} orders, ${IN_FLIGHT} at once`)
  row('', ['answered/s', 'done/s', 'p99 ms', 'CPU ms'])
  for (const { name, answered, posted, longest, cpu } of bursts)
    row(name, [answered.toFixed(0), posted.toFixed(0), longest.toFixed(0), cpu?.toFixed(1) ?? ''])
}
