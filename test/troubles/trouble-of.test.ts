import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Standing, standingOf } from '../../src/checkpoints/standing.ts'
import { CARRIER_DETAILS, CARRIER_TAGS } from '../../src/kernel/shapes/feed.ts'
import { limitsOf } from '../../src/shipments/limits.ts'
import { isFarFrom } from '../../src/troubles/far-apart.ts'
import { nextTroubleAt, type ParcelFacts, troubleOf } from '../../src/troubles/trouble-of.ts'

const START = new Date('2026-11-01T00:00Z')
const day = (at: number) => new Date(START.getTime() + at * 86_400_000)
const LIMITS = limitsOf()

const facts = (over: Partial<ParcelFacts> = {}): ParcelFacts => ({
  ...{ recordedAt: START, scanBy: day(2), scannedAt: null, deliveredAt: null, tag: null, detail: null },
  ...{ tagSince: null, saidAt: null, followedAt: START, isRefused: false, isAbroad: false, isElsewhere: false },
  ...{ carrierBackAt: null, isOver: false, ...over },
})
const moving = (over: Partial<ParcelFacts> = {}) =>
  facts({ scannedAt: day(1), tag: 'InTransit', tagSince: day(1), saidAt: day(1), ...over })
const at = (parcel: ParcelFacts, days: number) => troubleOf(parcel, LIMITS, day(days))?.trouble ?? null

test.each([
  ['a number of which nothing was heard', facts(), 1.4, null],
  ['the same a moment later', facts(), 1.5, 'invalid'],
  ['one that no feed follows is merely unscanned', facts({ followedAt: null }), 1.9, null],
  ['the same when its scan is due', facts({ followedAt: null }), 2, 'forgotten'],
  ['one that the feed refuses', facts({ isRefused: true }), 0, 'invalid'],
  ['a label', facts({ tag: 'InfoReceived', tagSince: START, saidAt: START }), 1.9, null],
  ['a label that is never scanned', facts({ tag: 'InfoReceived', tagSince: START, saidAt: START }), 2, 'forgotten'],
  ['one that moves', moving(), 5.9, null],
  ['one that stopped', moving(), 6, 'stuck'],
  ['one that goes abroad has longer', moving({ isAbroad: true }), 12.9, null],
  ['and stops as well', moving({ isAbroad: true }), 13, 'stuck'],
  ['one that nobody hears of for a month', moving(), 31, 'lost'],
  ['what only people typed is not silent', facts({ scannedAt: day(1) }), 40, null],
  ['one that takes too long, though it moves', moving({ saidAt: day(11) }), 11, 'overdue'],
  ['a failed attempt', moving({ tag: 'AttemptFail', tagSince: day(2), saidAt: day(2) }), 2, 'attempt'],
  ['a pick-up is not silent', moving({ tag: 'AvailableForPickup', tagSince: day(2), saidAt: day(2) }), 9, 'pickup'],
  ['customs', moving({ tag: 'Exception', detail: 'customs', tagSince: day(2) }), 20, 'customs'],
  ['refused by the customer', moving({ tag: 'Exception', detail: 'refused', tagSince: day(2) }), 2, 'returning'],
  ['an exception that says no more', moving({ tag: 'Exception', tagSince: day(2) }), 2, 'exception'],
  ['one that its carrier gave up', moving({ tag: 'Expired', tagSince: day(2) }), 2, 'lost'],
  ['one that came', moving({ tag: 'Delivered', deliveredAt: day(2), tagSince: day(2) }), 60, null],
  [
    'one that came and went back',
    moving({ tag: 'Exception', detail: 'returning', deliveredAt: day(2), tagSince: day(3) }),
    3,
    'returning',
  ],
  [
    'one that somebody typed as delivered after it was lost',
    moving({ tag: 'Exception', detail: 'lost', deliveredAt: day(4), tagSince: day(3) }),
    5,
    null,
  ],
  ['one that came elsewhere', moving({ tag: 'Delivered', deliveredAt: day(2), isElsewhere: true }), 2, 'elsewhere'],
  ['one that nobody waits for', moving({ isOver: true }), 40, null],
] as const)('%s', (_name, parcel, days, trouble) => {
  expect(at(parcel, days)).toBe(trouble)
})

test('after a carrier was silent about all, each parcel has a day to be heard of', () => {
  const back = moving({ carrierBackAt: day(8) })
  expect([at(back, 8.9), at(back, 9)]).toEqual([null, 'stuck'])
})

describe('of any history', () => {
  const one = fc
    .record({
      at: fc.integer({ min: 0, max: 12 }),
      tag: fc.option(fc.constantFrom(...CARRIER_TAGS)),
      detail: fc.option(fc.constantFrom(...CARRIER_DETAILS)),
    })
    .map(({ at: when, ...over }) => {
      const scan = { at: day(when), words: null, status: over.tag ?? 'GLITCH', ...over }
      return { ...scan, key: JSON.stringify(scan) }
    })
  const history = fc.array(one, { maxLength: 10 })
  const standing = ({ tag, detail, since, acceptedAt, deliveredAt, last }: Standing) =>
    facts({ tag, detail, tagSince: since, scannedAt: acceptedAt, deliveredAt, saidAt: last?.at ?? null })

  test('the clock looks at each moment at which the trouble changes, and at no other does it change', () => {
    fc.assert(
      fc.property(history, all => {
        const parcel = standing(standingOf(all, START))
        let now = day(12)
        for (let looks = 0; looks < 10; looks++) {
          const next = nextTroubleAt(parcel, LIMITS, now)
          const before = troubleOf(parcel, LIMITS, now)?.trouble
          const until = next ? new Date(next.getTime() - 1) : day(400)
          expect(troubleOf(parcel, LIMITS, until)?.trouble).toBe(before)
          if (!next) return
          expect(next > now).toBe(true)
          now = next
        }
        throw new Error('the clock never comes to an end')
      }),
      { numRuns: 500 },
    )
  })
})

test('places are far apart only where both are known', () => {
  expect(isFarFrom('AUSTIN, TX, US', 'Göteborg', 'SE')).toBe(true)
  expect(isFarFrom('GOTEBORG', 'Göteborg', 'SE')).toBe(false)
  expect(isFarFrom('Leipzig', 'Berlin', 'DE')).toBe(false)
  expect(isFarFrom('Munich', 'Hamburg', 'DE')).toBe(true)
  expect(isFarFrom('Parcel shop 12', 'Göteborg', 'SE')).toBe(false)
  expect(isFarFrom(null, 'Göteborg', 'SE')).toBe(false)
})
