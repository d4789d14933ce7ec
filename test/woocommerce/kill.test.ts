import { afterEach, expect, test } from 'vitest'
import { closeAll, opened, parcel, shop, WAYS } from './a-shop-to-tell.ts'
import type { FakeWoo } from './fake/open-fake.ts'
import type { FakeOrder } from './fake/shop.ts'

afterEach(closeAll)

/** What a customer has heard of each number, and what the store holds, of one order. */
function outcome(fake: FakeWoo, order: FakeOrder) {
  const mails = fake.shop.mails.filter(mail => mail.order === order.id)
  const heard = mails.flatMap(({ kind, text }) => (kind === 'completed' ? [] : (/1Z\d+/.exec(text) ?? [])))
  return { numbers: fake.shop.numbersOf(order).toSorted(), heard: heard.toSorted() }
}

test.each(WAYS)(
  '%s: killed at every step of every telling, 0 tracking numbers are lost or doubled',
  async (_name, setup) => {
    const plan = (first: string, second: string) => [
      [parcel('p1', '1Z999', first, 2)],
      [parcel('p1', '1Z999', first, 2), parcel('p2', '1Z777', second)],
      [parcel('p1', '1Z111', first, 2), parcel('p2', '1Z777', second)],
      [parcel('p2', '1Z777', second)],
    ]
    let kills = 0
    const fake = await opened(setup)
    for (const how of ['cut', 'lost', 'killed'] as const)
      for (let at = 1; ; at++) {
        const { order, first, second, book, tell } = await shop(setup, fake)
        fake.faults.seen.length = 0
        if (how === 'killed') book.dieAt(at)
        fake.faults.choose = (_, count) => (count === at && how !== 'killed' ? how : null)
        let died = 0
        for (const parcels of plan(first, second))
          await tell(parcels).catch(async () => {
            died += 1
            await tell(parcels)
          })
        expect(outcome(fake, order), `${how} at ${at}`).toEqual({
          numbers: ['1Z777'],
          heard: ['1Z111', '1Z777', '1Z999'],
        })
        expect(book.known().held, `${how} at ${at}`).toHaveLength(1)
        if (died === 0) break
        kills += 1
      }
    expect(kills).toBeGreaterThan(30)
  },
)

test('killed at random sixty times, each order is told of its parcels once', async () => {
  const all = await Promise.all(WAYS.map(([, setup]) => opened(setup)))
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed)
    const [, setup] = WAYS[seed % WAYS.length] as (typeof WAYS)[number]
    const at = all[seed % WAYS.length]
    const { fake, order, first, second, book, tell, mails } = await shop({ ...setup, completes: seed % 2 === 0 }, at)
    fake.faults.choose = () => (random() < 0.25 ? (random() < 0.5 ? 'lost' : 'cut') : null)
    for (const [parcels, whole] of [
      [[parcel('p1', '1Z999', first, 2)], false],
      [[parcel('p1', '1Z111', first, 2), parcel('p2', '1Z777', second)], true],
    ] as const)
      for (let tries = 0; ; tries++) {
        if (tries > 100) throw new Error(`seed ${seed} does not end`)
        if (random() < 0.2) book.dieAt(1 + Math.floor(random() * 4))
        const died = await tell(parcels, whole).then(
          () => false,
          () => true,
        )
        if (!died) break
      }
    expect(outcome(fake, order).numbers, `seed ${seed}`).toEqual(['1Z111', '1Z777'])
    const heard = outcome(fake, order).heard
    expect(new Set(heard).size, `seed ${seed}`).toBe(heard.length)
    const completed = mails().filter(mail => mail.startsWith('completed'))
    expect(completed, `seed ${seed}`).toHaveLength(seed % 2 === 0 ? 1 : 0)
  }
})

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
