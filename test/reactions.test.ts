import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { EventName } from '../src/events.ts'
import { reactions } from '../src/reactions.ts'

/** Where several nouns follow one fact: who comes before whom, and what somebody would read otherwise. */
test.each<[EventName, string, string, string]>([
  ['order.cancelled', 'withdraw', 'followAllOfIt', 'a late case that waits for an order nobody ships'],
  [
    'purchase_order.declined',
    'tellDeclined',
    'followReplacement',
    'a complaint about a decline that staff do not see yet',
  ],
  ['purchase_order.cancelled', 'tellWithdrawn', 'followIt', 'a late case closed before its supplier knows why'],
  [
    'purchase_order.acknowledged',
    'lookAgain',
    'followIt',
    'a case answered while the clock still counts to the old day',
  ],
  [
    'purchase_order.delivered',
    'followIt',
    'askToFollowParcels',
    'a claim counted while its purchase order is still late',
  ],
  [
    'supplier.room_bound',
    'askInNewRoom',
    'sendDraftsOfSupplier',
    'orders in a room before the agreement that they are under',
  ],
  [
    'conversation.said',
    'bringAcross',
    'restartWaitOfCase',
    'a case that was answered by words the other side has not got',
  ],
  ['case.credited', 'redrawCase', 'askToRecountReturn', 'a return on whose card the credit that came is still open'],
  ['case.corrected', 'redrawCase', 'askToRecountReturn', 'a return on whose card whose move it is is of before'],
])('of %s, %s comes before %s, else: %s', (fact, first, second) => {
  const names = reactions[fact].map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([first, second]))
  expect(names.indexOf(first)).toBeLessThan(names.indexOf(second))
})

/** `speech.post({ kind: 'order', …` or `speech.post(rootKey(id), …`, with what names the card. */
const POSTS = /\bpost\(\s*(?:\{\s*kind: (?:'([^']+)'|(\w+))|(\w+)\()/g

test('each card is put up by one place alone: posted by two, it would stand in a room as each of them knew it', () => {
  const posted = globSync('src/**/*.ts', { exclude: ['src/integrations', 'src/kernel'] }).flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(POSTS)].map(([, kind, constant, key]) => kind ?? constant ?? key),
  )
  expect(posted).toContain('order')
  expect(posted).toContain('rootKey')
  expect(posted.filter((one, index) => posted.indexOf(one) < index)).toEqual([])
})
