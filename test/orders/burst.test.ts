import { expect, test } from 'vitest'
import { beyondCards, hourOf, MOST_CARDS } from '../../src/orders/burst.ts'

const all = (length: number, needs: readonly number[] = []) =>
  Array.from({ length }, (_, at) => ({ at, needsStaff: needs.includes(at) }))
const listed = (fresh: ReturnType<typeof all>, cards: number) => beyondCards(fresh, cards).map(({ at }) => at)

test('a shop of thirty orders a day sees each of them, and what comes beyond an hour’s cards is listed', () => {
  expect(listed(all(MOST_CARDS), 0)).toEqual([])
  expect(listed(all(1), MOST_CARDS - 1)).toEqual([])
  expect(listed(all(1), MOST_CARDS)).toEqual([0])
  expect(listed(all(MOST_CARDS + 2), 0)).toEqual([MOST_CARDS, MOST_CARDS + 1])
})

test('what needs somebody has a card however many came, and takes the place of another', () => {
  expect(listed(all(3, [1]), MOST_CARDS)).toEqual([0, 2])
  expect(listed(all(3, [0]), MOST_CARDS - 1)).toEqual([1, 2])
  expect(listed(all(2, [0, 1]), MOST_CARDS + 5)).toEqual([])
})

test('the hour of an instant is that of the clock', () => {
  expect(hourOf(new Date('2026-11-03T14:59:59.999Z')).toISOString()).toBe('2026-11-03T14:00:00.000Z')
  expect(hourOf(new Date('2026-11-03T15:00:00Z')).toISOString()).toBe('2026-11-03T15:00:00.000Z')
})
