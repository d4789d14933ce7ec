import { expect, test } from 'vitest'
import { Unsure } from '../../src/kernel/shapes/chat.ts'
import type { FulfilmentSteps } from '../../src/kernel/shapes/storefront.ts'
import { aTelling, Recording } from './a-telling.ts'
import { dice } from './dice.ts'

class Killed extends Error {}

/** A process that may die before and after each step it notes; what it noted stays. */
function mortal(steps: FulfilmentSteps, dies: () => boolean): FulfilmentSteps {
  const step =
    <Told>(note: (told: Told) => Promise<void>) =>
    async (told: Told) => {
      if (dies()) throw new Killed()
      await note(told)
      if (dies()) throw new Killed()
    }
  return { intend: step(steps.intend), holds: step(steps.holds), ended: step(steps.ended) }
}

test('of 500 parcels none is lost or doubled, whenever the process dies and whichever replies are lost', async () => {
  const { shop, tell } = await aTelling()
  const chance = dice(29)
  Object.assign(shop.bucket, { max: 1e9, rate: 1e9 })
  shop.clock.pass(10)
  let lost = 0
  shop.faults.chance = fields => {
    const now = chance()
    const fault = now < 0.06 ? 'reply lost' : now < 0.1 ? 'request lost' : now < 0.12 ? 'throttled' : null
    if (fault === 'reply lost' && fields[0] === 'fulfillmentCreate') lost += 1
    return fault
  }
  const recordings = Array.from({ length: 125 }, () => {
    const order = shop.place({
      lines: [
        { sku: 'A', quantity: 6 },
        { sku: 'B', quantity: 6, at: 'Casa' },
      ],
    })
    return new Recording(order)
  })
  let killed = 0
  /** Runs it again and again, as the queue does, until it comes to its end. */
  const settle = async (recording: Recording) => {
    for (;;) {
      try {
        return await tell(
          recording,
          mortal(recording.steps, () => chance() < 0.12),
        )
      } catch (error) {
        if (!(error instanceof Killed) && !(error instanceof Unsure)) throw error
        if (error instanceof Killed) killed += 1
      }
    }
  }
  for (const [at, recording] of recordings.entries()) {
    const [a, b] = recording.order.lines
    if (!a || !b) throw new Error('no lines')
    for (let parcel = 0; parcel < 4; parcel++) {
      const line = chance() < 0.5 ? a : b
      recording.record({ id: `${at}-${parcel}`, number: `YT${at}X${parcel}`, pieces: [[line, 1]] })
      if (chance() < 0.6) expect(await settle(recording)).toEqual([])
    }
    // Some are corrected, and some removed and recorded again, half of them before anybody knows how it ended.
    if (chance() < 0.3) recording.correct(`${at}-1`, `YT${at}C`)
    if (chance() < 0.2) {
      recording.remove(`${at}-2`)
      recording.record({ id: `${at}-4`, number: `YT${at}R`, pieces: [[b, 2]] })
    }
    if (chance() < 0.1)
      recording.repack(`${at}-0`, [
        [a, 1],
        [b, 1],
      ])
    expect(await settle(recording)).toEqual([])
  }
  expect(lost).toBeGreaterThan(20)
  expect(killed).toBeGreaterThan(100)
  const wanted = recordings.flatMap(({ parcels }) => parcels)
  expect(wanted).toHaveLength(500)
  for (const { order, parcels } of recordings) {
    const due = parcels.flatMap(({ number, pieces }) =>
      pieces.map(([line, quantity]) => `${number}: ${quantity} ${line.sku}`),
    )
    const there = order.live.flatMap(({ numbers, pieces }) =>
      pieces.map(one => `${numbers}: ${one.quantity} ${one.lineItem.sku}`),
    )
    expect(there.toSorted()).toEqual(due.toSorted())
  }
  const made = recordings.flatMap(({ order }) => order.shipped)
  expect(shop.mails.filter(({ about }) => about === 'shipped')).toHaveLength(made.length)
  // Besides those that were taken back, or that need a second one for another location.
  expect(made.length).toBeLessThan(580)
})
