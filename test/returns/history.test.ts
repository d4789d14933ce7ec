import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balancesOf, expecting, isSettled, type LedgerEntry, settling } from '../../src/cases/ledger.ts'
import { refundable } from '../../src/cases/refundable.ts'
import { type Part, partInstead } from '../../src/purchase-orders/split.ts'
import { FATES, type Fate, type ReturnLine } from '../../src/returns/inspection.ts'
import { ledgersAgree } from '../../src/returns/ledgers-agree.ts'
import {
  canMoveReturn,
  mustMoveReturn,
  RETURN_MOVES,
  type ReturnMove,
  type ReturnState,
  type ReturnTimes,
  returnState,
} from '../../src/returns/return.ts'
import { boughtOf, returnable } from '../../src/returns/returnable.ts'
import { refusalOf } from '../stage/refusal.ts'

const at = new Date(0)
const fresh: ReturnTimes = {
  approvedAt: null,
  declinedAt: null,
  withdrawnAt: null,
  postedAt: null,
  receivedAt: null,
  inspectedAt: null,
  refundedAt: null,
  creditedAt: null,
  closedAt: null,
}

/** Two lines bought, of one supplier at first. */
const BOUGHT = new Map([
  ['LAMP', 4],
  ['BULB', 2],
])
const TOTAL = 20_000

type PurchaseOrder = Part & { replaces: string | null; shipped: boolean; cancelled: boolean }
const FIRST: PurchaseOrder = {
  supplierId: '0',
  lines: [...BOUGHT].map(([id, quantity]) => ({ id, quantity })),
  replaces: null,
  shipped: false,
  cancelled: false,
}

type Return = {
  po: number
  times: ReturnTimes
  lines: readonly ReturnLine[]
  entries: readonly LedgerEntry[]
  why: string | null
}
type World = { asked: readonly PurchaseOrder[]; returns: readonly Return[] }
const START: World = { asked: [FIRST], returns: [] }

const amount = fc.record({ currency: fc.constantFrom('EUR', 'USD'), minor: fc.integer({ min: -10, max: 12_000 }) })
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('open' as const),
      po: fc.nat(2),
      sku: fc.constantFrom('LAMP', 'BULB'),
      pieces: fc.nat(5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('ship' as const, 'replace' as const, 'reroute' as const),
      po: fc.nat(2),
    }),
  },
  fc.record({ do: fc.constant('expect' as const), which: fc.nat(4), ledger: ledgers(), amount }),
  fc.record({ do: fc.constant('settle' as const), which: fc.nat(4), ledger: ledgers(), amount }),
  fc.record({ do: fc.constant('inspect' as const), which: fc.nat(4), fates: fc.array(fc.constantFrom(...FATES)) }),
  fc.record({ do: fc.constant('close' as const), which: fc.nat(4), why: fc.constantFrom(null, 'a gesture') }),
  fc.record({
    do: fc.constant('move' as const),
    which: fc.nat(4),
    move: fc.constantFrom(
      'approve' as const,
      'decline' as const,
      'withdraw' as const,
      'post_back' as const,
      'receive' as const,
    ),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function ledgers() {
  return fc.constantFrom('refund' as const, 'credit' as const)
}

const stands = ({ times }: Return) => !times.declinedAt && !times.withdrawnAt
const counted = (some: readonly Return[]) =>
  some.filter(stands).flatMap(one => one.lines.map(({ id, quantity }) => ({ lineId: id, quantity })))
const TIMES = {
  approve: 'approvedAt',
  decline: 'declinedAt',
  withdraw: 'withdrawnAt',
  post_back: 'postedAt',
  receive: 'receivedAt',
} as const

/** What the verbs do, by the same rules; what is refused changes nothing. */
function take(world: World, step: Step): World {
  const { asked, returns } = world
  if ('po' in step) {
    const po = asked[step.po]
    if (!po || po.cancelled) return world
    if (step.do !== 'open') return { returns, asked: forward(asked, po, step) }
    const opened = po.shipped ? opening(world, po, step) : null
    return opened ? { asked, returns: [...returns, opened] } : world
  }
  const one = returns[step.which]
  if (!one) return world
  let next = one
  refusalOf(() => {
    next = act(returns, one, step)
  })
  return { asked, returns: returns.with(step.which, next) }
}

/** It ships, its pieces are sent again after a complaint, or another supplier is asked instead. */
function forward(asked: World['asked'], po: PurchaseOrder, { do: what, po: index }: { do: string; po: number }) {
  if (what === 'ship') return asked.with(index, { ...po, shipped: true })
  const made = { supplierId: String(asked.length), shipped: false, cancelled: false }
  if (what === 'replace') return [...asked, { ...made, lines: po.lines, replaces: String(index) }]
  if (po.shipped) return asked
  const lines = po.lines.map(({ id, quantity }) => ({ line: { id }, still: quantity }))
  const instead = { ...made, ...partInstead({ po, lines }, made.supplierId) }
  return [...asked.with(index, { ...po, cancelled: true }), { ...instead, replaces: instead.replaces ?? null }]
}

function opening({ asked, returns }: World, po: PurchaseOrder, step: Extract<Step, { do: 'open' }>): Return | null {
  const pinned = asked
    .filter(({ cancelled }) => !cancelled)
    .flatMap(({ lines, replaces }) => lines.map(({ id, quantity }) => ({ lineId: id, quantity, replaces })))
  const own = po.lines.map(({ id, quantity }) => ({ id, sku: id, title: id, asked: quantity }))
  const mine = returns.filter(one => one.po === step.po)
  const left = returnable(own, boughtOf(pinned), { here: counted(mine), order: counted(returns) })
  const line = left.find(({ id }) => id === step.sku)
  if (!line || step.pieces < 1 || step.pieces > line.left) return null
  const { id, sku, title } = line
  const lines = [{ id, sku, title, quantity: step.pieces, fates: null }]
  return { po: step.po, times: fresh, lines, entries: [], why: null }
}

function act(world: readonly Return[], one: Return, step: Extract<Step, { which: number }>): Return {
  switch (step.do) {
    case 'move': {
      mustMoveReturn('R1', one.times, step.move)
      const posted = step.move === 'receive' ? { postedAt: one.times.postedAt ?? at } : {}
      return { ...one, times: { ...one.times, ...posted, [TIMES[step.move]]: at } }
    }
    case 'inspect': {
      mustMoveReturn('R1', one.times, 'inspect')
      const lines = one.lines.map(line => ({ ...line, fates: spread(line.quantity, step.fates) }))
      return { ...one, lines, times: { ...one.times, postedAt: at, receivedAt: at, inspectedAt: at } }
    }
    case 'expect':
      mustMoveReturn('R1', one.times, 'expect')
      if (step.ledger === 'refund') refundable(step.amount, left(world.filter(other => other !== one)))
      return settled({ ...one, entries: [...one.entries, ...expecting(one.entries, step.ledger, step.amount)] })
    case 'settle':
      mustMoveReturn('R1', one.times, step.ledger)
      if (step.ledger === 'refund') refundable(step.amount, left(world))
      return settled({ ...one, entries: [...one.entries, settling(one.entries, step.ledger, step.amount)] })
    case 'close':
      mustMoveReturn('R1', one.times, 'close')
      if (ledgersAgree(one).length > 0 && !step.why) return one
      return { ...one, why: step.why, times: { ...one.times, closedAt: at } }
  }
}

function spread(quantity: number, fates: readonly Fate[]) {
  const drawn = Array.from({ length: quantity }, (_, index) => fates[index] ?? 'restocked')
  const of = (fate: Fate) => drawn.filter(one => one === fate).length
  return { restocked: of('restocked'), damaged: of('damaged'), missing: of('missing'), wrong: of('wrong') }
}

function settled(one: Return): Return {
  const time = (ledger: 'refund' | 'credit') => (isSettled(one.entries, ledger) ? at : null)
  return { ...one, times: { ...one.times, refundedAt: time('refund'), creditedAt: time('credit') } }
}

function refunded(world: readonly Return[]): number {
  return world
    .flatMap(({ entries }) => entries)
    .reduce((sum, { ledger, kind, minor }) => sum + (ledger === 'refund' && kind === 'settled' ? minor : 0), 0)
}

const left = (world: readonly Return[]) => ({ currency: 'EUR', minor: TOTAL - refunded(world), doubt: null })

test('over any history of returns, replacements and re-routed parts the money adds up, and no more comes back than was bought', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), steps => {
      let world = START
      for (const step of steps) {
        world = take(world, step)
        for (const one of world.returns) {
          const currencies = new Set<string>()
          for (const ledger of ['refund', 'credit'] as const)
            for (const { expected, settled, open, currency } of balancesOf(one.entries, ledger)) {
              expect(expected).toBe(settled + open)
              expect(Math.min(expected, settled, open)).toBeGreaterThanOrEqual(0)
              if (settled > 0) currencies.add(`${ledger} ${currency}`)
            }
          expect(currencies.size).toBeLessThanOrEqual(2)
          for (const { quantity, fates } of one.lines)
            if (fates) expect(fates.restocked + fates.damaged + fates.missing + fates.wrong).toBe(quantity)
          if (one.times.closedAt && !one.why) expect(ledgersAgree(one)).toEqual([])
        }
        expect(refunded(world.returns)).toBeLessThanOrEqual(TOTAL)
        for (const [id, most] of BOUGHT) {
          const back = counted(world.returns).filter(one => one.lineId === id)
          expect(back.reduce((sum, one) => sum + one.quantity, 0)).toBeLessThanOrEqual(most)
        }
      }
    }),
    { numRuns: 1_000 },
  )
})

test('a return goes forward along its chain, never back, and nothing leaves an end', () => {
  const chain: readonly ReturnState[] = [
    'requested',
    'approved',
    'on_its_way',
    'received',
    'inspected',
    'refunded',
    'credited',
    'closed',
  ]
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), steps => {
      let world = START
      for (const step of steps) {
        const before = world.returns.map(one => returnState(one.times))
        // What is owed may be raised after all of it was paid: then it is open again.
        const reopens = step.do === 'expect'
        world = take(world, step)
        for (const [index, was] of before.entries()) {
          const is = returnState(world.returns[index]?.times ?? fresh)
          if (was === 'declined' || was === 'withdrawn' || was === 'closed') expect(is).toBe(was)
          else if (chain.includes(is) && !reopens) expect(chain.indexOf(is)).toBeGreaterThanOrEqual(chain.indexOf(was))
        }
      }
    }),
  )
})

test('every state can be reached, and everything but an end can be left', () => {
  const froms = new Set(Object.values(RETURN_MOVES).flatMap(({ from }) => from as readonly ReturnState[]))
  for (const state of ['requested', 'approved', 'on_its_way', 'received', 'inspected', 'refunded', 'credited'] as const)
    expect(froms.has(state), state).toBe(true)
  for (const end of ['closed', 'declined', 'withdrawn'] as const) expect(froms.has(end), end).toBe(false)
})

test('money that moves before the parcel is back does not count until it is', () => {
  const early: ReturnTimes = { ...fresh, approvedAt: at, refundedAt: at, creditedAt: at }
  expect(returnState(early)).toBe('approved')
  expect(returnState({ ...early, postedAt: at, receivedAt: at })).toBe('received')
  expect(returnState({ ...early, postedAt: at, receivedAt: at, inspectedAt: at })).toBe('credited')
  expect(canMoveReturn(early, 'receive')).toBe(true)
})

test('who comes too late is told what the return is', () => {
  const says = (times: Partial<ReturnTimes>, move: ReturnMove) =>
    refusalOf(() => mustMoveReturn('R13', { ...fresh, ...times }, move))
  expect(says({}, 'receive')).toBe('R13 waits for the supplier’s yes.')
  expect(says({ declinedAt: at }, 'approve')).toBe('R13 was declined.')
  expect(says({ closedAt: at }, 'refund')).toBe('R13 is closed.')
  expect(says({ approvedAt: at }, 'approve')).toBe('R13 is approved, and nothing was sent back yet.')
})

test('the ledgers say in words which of them disagrees', () => {
  const line = {
    id: 'LAMP',
    sku: 'LAMP',
    title: 'Lamp',
    quantity: 2,
    fates: { restocked: 1, damaged: 0, missing: 1, wrong: 0 },
  }
  const eur = (minor: number) => ({ currency: 'EUR', minor })
  const refund = { ledger: 'refund', kind: 'expected', ...eur(4_000) } as const
  expect(ledgersAgree({ lines: [{ ...line, fates: null }], entries: [] })).toEqual([
    'Parcel: it was not inspected yet.',
    'Refund: nobody said what the customer gets back; write 0 if nothing.',
    'Supplier credit: nobody said what the supplier credits; write 0 if nothing.',
  ])
  const credit = { ledger: 'credit', kind: 'expected', ...eur(0) } as const
  expect(ledgersAgree({ lines: [line], entries: [refund, credit] })).toEqual([
    'Parcel: 1 of LAMP missing.',
    'Refund: EUR 40.00 of EUR 40.00 to the customer is open.',
  ])
  const whole = { ...line, fates: { restocked: 1, damaged: 1, missing: 0, wrong: 0 } }
  expect(ledgersAgree({ lines: [whole], entries: [refund, { ...refund, kind: 'settled' }, credit] })).toEqual([])
})
