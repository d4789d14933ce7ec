import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allot, type PieceAnswer, type Pieces, piecesOf, stateOfPieces } from '../../src/purchase-orders/pieces.ts'
import type { Times } from '../../src/purchase-orders/purchase-order.ts'

const at = new Date(0)
const sent: Times = {
  ...{ sentAt: at, acknowledgedAt: null, partlyShippedAt: null, shippedAt: null },
  ...{ deliveredAt: null, declinedAt: null, cancelledAt: null },
}
const line = (over: Partial<Parameters<typeof piecesOf>[1]> = {}) => ({
  ...{ asked: 6, quantity: 6, waiting: 0, backordered: [], declined: [], returned: 0 },
  ...over,
})
const NONE: Pieces = {
  ...{ asked: 0, acknowledged: 0, backordered: 0, declined: 0 },
  ...{ withdrawn: 0, shipped: 0, delivered: 0, returned: 0 },
}
const no = (quantity: number) => ({ quantity, reason: 'other' as const, note: null })
const later = (quantity: number, until = '2026-12-01') => ({ until, quantity })
const sum = (pieces: Pieces) => Object.values(pieces).reduce((all, some) => all + some, 0)

describe('the pieces of a line are each at one place', () => {
  test('in parcels, then delivered, and of those some came back', () => {
    const back = (returned: number) => line({ returned })
    expect(piecesOf(sent, back(1), 4)).toEqual({ ...NONE, acknowledged: 2, shipped: 3, returned: 1 })
    expect(piecesOf(sent, back(0), 4, 2)).toEqual({ ...NONE, acknowledged: 2, shipped: 2, delivered: 2 })
    expect(piecesOf(sent, back(1), 4, 2)).toEqual({ ...NONE, acknowledged: 2, shipped: 2, delivered: 1, returned: 1 })
    expect(piecesOf({ ...sent, deliveredAt: at }, back(1), 6, 6)).toEqual({ ...NONE, delivered: 5, returned: 1 })
    expect(piecesOf(sent, back(3), 1)).toEqual({ ...NONE, acknowledged: 5, returned: 1 })
    expect(piecesOf(sent, line(), 0)).toEqual({ ...NONE, acknowledged: 6 })
  })

  test('what waits for an answer, what comes later and what has a yes', () => {
    const some = line({ waiting: 3, backordered: [later(1), later(1, '2026-12-09')] })
    expect(piecesOf(sent, some, 0)).toEqual({ ...NONE, asked: 3, acknowledged: 1, backordered: 2 })
    // A parcel takes what has a yes first, then what waits, and what comes later last.
    expect(piecesOf(sent, some, 2)).toEqual({ ...NONE, asked: 2, backordered: 2, shipped: 2 })
    expect(piecesOf(sent, some, 5)).toEqual({ ...NONE, backordered: 1, shipped: 5 })
  })

  test('what was declined, and what was taken back', () => {
    const some = line({ quantity: 3, declined: [no(1), no(1)] })
    expect(piecesOf(sent, some, 1)).toEqual({ ...NONE, acknowledged: 2, declined: 2, withdrawn: 1, shipped: 1 })
  })

  test('of one that was cancelled the rest was taken back, of one that was declined its supplier said no to it', () => {
    const some = line({ quantity: 4, waiting: 1, backordered: [later(1)], declined: [no(1)] })
    const cancelled = { ...sent, cancelledAt: at }
    expect(piecesOf(cancelled, some, 1)).toEqual({ ...NONE, declined: 1, withdrawn: 4, shipped: 1 })
    const declined = { ...sent, declinedAt: at }
    expect(piecesOf(declined, some, 1)).toEqual({ ...NONE, declined: 4, withdrawn: 1, shipped: 1 })
  })
})

describe('what a purchase order is, by where its pieces are', () => {
  const state = (some: Partial<Pieces>, isSent = true, last: 'declined' | 'cancelled' = 'cancelled') =>
    stateOfPieces(isSent, [NONE, { ...NONE, ...some }], last)
  test.each([
    ['asked for and not sent, a draft', { asked: 1 }, false, 'draft'],
    ['asked for', { asked: 1 }, true, 'sent'],
    ['answered in part', { asked: 1, acknowledged: 5 }, true, 'sent'],
    ['answered, with a yes or a day', { acknowledged: 1 }, true, 'acknowledged'],
    ['all of it later', { backordered: 1 }, true, 'acknowledged'],
    ['one piece in a parcel, one with a yes', { shipped: 1, acknowledged: 1 }, true, 'partly_shipped'],
    ['one piece in a parcel, one later', { shipped: 1, backordered: 1 }, true, 'partly_shipped'],
    ['one piece in a parcel, one without an answer', { shipped: 1, asked: 1 }, true, 'partly_shipped'],
    ['everything in parcels', { shipped: 1, declined: 3 }, true, 'shipped'],
    ['in parcels, of which one came back', { shipped: 1, returned: 1 }, true, 'shipped'],
    ['delivered', { delivered: 1, withdrawn: 2 }, true, 'delivered'],
    ['all of it came back', { returned: 1 }, true, 'delivered'],
  ] as const)('%s', (_, some, isSent, expected) => {
    expect(state(some, isSent)).toBe(expected)
  })

  test('nothing left of it: how it ended is what was said last, also of a draft', () => {
    for (const last of ['declined', 'cancelled'] as const) {
      expect(state({ declined: 3, withdrawn: 3 }, true, last)).toBe(last)
      expect(state({ withdrawn: 1 }, false, last)).toBe(last)
    }
  })
})

describe('an answer by the piece', () => {
  const accept: PieceAnswer = { say: 'accept' }
  const decline: PieceAnswer = { say: 'decline', reason: 'other', note: 'none left' }
  const backorder = (until: string): PieceAnswer => ({ say: 'backorder', until })
  const after = (one: ReturnType<typeof line>, ...answers: Parameters<typeof allot>[2]) =>
    allot(one, piecesOf(sent, one, 0), answers)

  test('a yes, a later day and a no are of different pieces', () => {
    const one = line({ waiting: 6 })
    expect(
      after(
        one,
        { pieces: 1, answer: accept },
        { pieces: 2, answer: backorder('2026-12-01') },
        { pieces: 2, answer: decline },
      ),
    ).toEqual({
      ...{ quantity: 4, waiting: 1, backordered: [later(2)] },
      declined: [{ quantity: 2, reason: 'other', note: 'none left' }],
    })
  })

  test('a no is of pieces without an answer first, then of later ones, then of those with a yes', () => {
    const one = line({ waiting: 1, backordered: [later(2)] })
    const said = (pieces: number) => after(one, { pieces, answer: decline })
    expect(said(1)).toMatchObject({ quantity: 5, waiting: 0, backordered: [later(2)] })
    expect(said(2)).toMatchObject({ quantity: 4, waiting: 0, backordered: [later(1)] })
    expect(said(5)).toMatchObject({ quantity: 1, waiting: 0, backordered: [] })
  })

  test('a new day is of what had a day before; what comes first is kept where fewer come later', () => {
    const one = line({ backordered: [later(1, '2026-12-09'), later(2, '2026-12-01')] })
    expect(after(one, { pieces: 3, answer: backorder('2027-01-05') }).backordered).toEqual([later(3, '2027-01-05')])
    expect(after(one, { pieces: 1, answer: accept }).backordered).toEqual([later(2, '2026-12-01')])
    expect(after(one, { pieces: 2, answer: accept }).backordered).toEqual([later(1, '2026-12-01')])
    const inTurn = line({ backordered: one.backordered.toReversed() })
    expect(after(inTurn, { pieces: 1, answer: accept }).backordered).toEqual([later(2, '2026-12-01')])
  })

  test('an answer of more pieces than are left is of those that are, and of none it is nothing', () => {
    const one = line({ quantity: 2, waiting: 2, asked: 2 })
    expect(after(one, { pieces: 5, answer: decline })).toMatchObject({
      ...{ quantity: 0, waiting: 0 },
      declined: [{ quantity: 2, reason: 'other', note: 'none left' }],
    })
    expect(after(one, { pieces: 2, answer: decline }, { pieces: 1, answer: decline }).declined).toHaveLength(1)
    expect(after(one, { pieces: 2, answer: accept }, { pieces: 1, answer: backorder('2026-12-01') })).toEqual({
      ...{ quantity: 2, waiting: 0, backordered: [], declined: [] },
    })
  })

  test('whatever is answered, no piece is lost and none is counted twice', () => {
    const answer = fc.record({
      pieces: fc.integer({ min: 0, max: 4 }),
      answer: fc.constantFrom(accept, decline, backorder('2026-12-01'), backorder('2026-12-24')),
    })
    fc.assert(
      fc.property(fc.array(fc.array(answer, { maxLength: 3 }), { maxLength: 4 }), fc.nat(4), (rounds, inParcels) => {
        let one = line({ waiting: 6 })
        for (const answers of rounds) {
          const shipped = Math.min(inParcels, one.quantity)
          one = { ...one, ...allot(one, piecesOf(sent, one, shipped), answers) }
          const pieces = piecesOf(sent, one, Math.min(inParcels, one.quantity))
          expect(sum(pieces)).toBe(6)
          expect(Math.min(...Object.values(pieces))).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})
