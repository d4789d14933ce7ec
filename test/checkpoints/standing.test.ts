import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ScanFact, standingOf } from '../../src/checkpoints/standing.ts'
import { CARRIER_DETAILS, CARRIER_TAGS } from '../../src/kernel/shapes/feed.ts'

const SINCE = new Date('2026-11-01T00:00Z')
const day = (at: number) => new Date(SINCE.getTime() + at * 86_400_000)
const told = (at: number, tag: ScanFact['tag'], over: Partial<ScanFact> = {}): ScanFact => {
  const one = { at: day(at), tag, detail: null, words: null, status: tag ?? 'GLITCH', ...over }
  return { ...one, key: JSON.stringify(one) }
}
const standing = (...all: readonly ScanFact[]) => standingOf(all, SINCE)

describe('in any order, and told twice, a parcel stands where it stands', () => {
  const one = fc
    .record({
      at: fc.integer({ min: -2, max: 6 }),
      tag: fc.option(fc.constantFrom(...CARRIER_TAGS)),
      detail: fc.option(fc.constantFrom(...CARRIER_DETAILS)),
      words: fc.constantFrom(null, 'Picked up', 'USPS awaiting item'),
    })
    .map(({ at, tag, ...over }) => told(at, tag, over))
  const history = fc.array(one, { maxLength: 12 })

  test('whatever comes first', () => {
    fc.assert(
      fc.property(
        history.chain(all =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        ([all, shuffled]) => {
          expect(standingOf(shuffled, SINCE)).toEqual(standingOf(all, SINCE))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('nothing older than a delivery takes it back, and nothing newer but trouble does', () => {
    fc.assert(
      fc.property(history, all => {
        const before = all.filter(({ tag }) => tag !== 'Exception')
        const after = standingOf([...before, told(3, 'Delivered')], SINCE)
        expect(after.tag).toBe('Delivered')
        expect(after.deliveredAt && after.deliveredAt <= day(3)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('a delivery is never before the first scan, nor either before the parcel', () => {
    fc.assert(
      fc.property(history, all => {
        const { acceptedAt, deliveredAt } = standingOf(all, SINCE)
        if (deliveredAt) expect(acceptedAt && acceptedAt <= deliveredAt).toBe(true)
        if (acceptedAt) expect(acceptedAt >= SINCE).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

test('a label is not a first scan; the carrier’s own acceptance is, at its time', () => {
  const label = told(0, 'InfoReceived', { words: 'Shipment information sent to FedEx' })
  const partner = told(1, 'InTransit', { words: 'Departed Shipping Partner Facility, USPS Awaiting Item' })
  expect(standing(label, partner).acceptedAt).toBeNull()
  expect(standing(told(2, 'InTransit', { words: 'Picked up', detail: 'accepted' }), partner, label)).toMatchObject({
    ...{ tag: 'InTransit', acceptedAt: day(2), deliveredAt: null },
  })
  expect(standing(told(1, 'Exception', { words: 'Label was voided' })).acceptedAt).toBeNull()
})

test('a late old scan lowers nothing; a label that is told late does not either', () => {
  const all = [told(4, 'Delivered'), told(2, 'InTransit'), told(5, 'InTransit'), told(6, 'InfoReceived')]
  expect(standing(...all)).toMatchObject({ tag: 'Delivered', deliveredAt: day(4), acceptedAt: day(2) })
  expect(standing(told(2, 'InTransit'), told(3, 'InfoReceived'), told(4, 'Pending')).tag).toBe('InTransit')
})

test('what goes back to its sender was not delivered there to the customer, and a newer return lowers a delivery', () => {
  const back = told(3, 'Exception', { detail: 'returning', words: 'Return to sender' })
  expect(standing(told(1, 'InTransit'), back, told(4, 'InTransit'), told(5, 'Delivered'))).toMatchObject({
    ...{ tag: 'Exception', detail: 'returning', deliveredAt: null, backAt: day(5) },
  })
  expect(standing(told(3, 'Delivered'), back)).toMatchObject({ detail: 'returning', deliveredAt: null, backAt: day(3) })
  expect(standing(told(2, 'Delivered'), back)).toMatchObject({
    tag: 'Exception',
    detail: 'returning',
    deliveredAt: day(2),
  })
})

test('a status that nobody knows is shown and counted, and moves nothing', () => {
  const odd = told(3, null, { words: 'Parcel glorified', status: 'GLORIFIED' })
  expect(standing(told(1, 'InTransit'), odd, odd)).toMatchObject({ tag: 'InTransit', unknown: 1, last: odd })
  expect(standing(odd)).toMatchObject({ tag: null, unknown: 1, acceptedAt: null })
})

test('scans of the parcel that had this number before are counted, and nothing else', () => {
  expect(standing(told(-2, 'InTransit'), told(-1, 'Delivered'))).toMatchObject({
    ...{ tag: null, acceptedAt: null, deliveredAt: null, earlier: 2, last: null },
  })
})
