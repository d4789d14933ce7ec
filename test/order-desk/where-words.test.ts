import { expect, test } from 'vitest'
import { LANGUAGE_CODES, LANGUAGES } from '../../src/order-desk/where/languages.ts'
import { fill, PARCEL_STATES } from '../../src/order-desk/where/words.ts'

const placesOf = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
const { en } = LANGUAGES

test.each(LANGUAGE_CODES)('%s has every place that a sentence must name: number, parcel, day and page', code => {
  const words = LANGUAGES[code]
  for (const part of ['cancelled', 'preparing', 'several', 'rest', 'follow', 'order', 'first', 'nth'] as const)
    expect([part, placesOf(words[part])]).toEqual([part, placesOf(en[part])])
  for (const state of PARCEL_STATES)
    for (const sentence of [words.states[state]].flat())
      expect([state, placesOf(sentence)]).toEqual([state, placesOf(String(en.states[state]))])
})

test('a place without a value is left empty, and a value with braces stays as it is', () => {
  expect(fill('{a} and {b}', { a: '{b}' })).toBe('{b} and ')
})
