import { isNull } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import type { TaggedScan } from '../../src/kernel/shapes/feed.ts'
import { aParcelShop } from './a-parcel-shop.ts'

const shop = aParcelShop()
const HOUR = 3_600_000

/** What carriers say of a parcel that somebody is in trouble with, and of one that is well. */
const SAID: readonly Pick<TaggedScan, 'tag' | 'detail'>[] = [
  ...[{ tag: 'InfoReceived' }, { tag: 'InTransit' }, { tag: 'AttemptFail' }, { tag: 'AvailableForPickup' }],
  ...[{ tag: 'Delivered' }, { tag: 'Exception' }, { tag: 'Expired' }],
  ...(['lost', 'damaged', 'customs', 'returning'] as const).map(detail => ({ tag: 'Exception' as const, detail })),
] as readonly Pick<TaggedScan, 'tag' | 'detail'>[]

test('any order of what carriers say, told twice, with looks in between, ends in the same trouble and the same open cases', async () => {
  const one = fc.record({ ago: fc.integer({ min: 1, max: 500 }), what: fc.constantFrom(...SAID) })
  const histories = fc
    .array(one, { minLength: 1, maxLength: 6 })
    .chain(all =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
      ),
    )
  let order = 1_042
  await fc.assert(
    fc.asyncProperty(histories, async ([all, shuffled]) => {
      const start = shop.bot.now().getTime()
      const told = async (number: string, scans: typeof all, isOneByOne: boolean) => {
        const asked = scans.map(({ ago, what }) => ({
          ...{
            ...what,
            number,
            status: `${what.tag} ${what.detail}`,
            words: null,
            at: new Date(start - ago * HOUR).toISOString(),
          },
        }))
        for (const batch of isOneByOne ? asked.map(scan => [scan]) : [asked]) {
          await shop.ask('tracking.heard', { feed: 'test', scans: batch })
          await shop.ask('parcel.sweep')
        }
      }
      const [together, apart] = [order++, order++].map(String)
      const before = await standing()
      const ends: string[][] = []
      for (const [number, scans, isOneByOne] of [
        [together, all, false],
        [apart, shuffled, true],
      ] as const) {
        const tracking = `XX${number}00000`
        await shop.forwarded(number ?? '', [{ sku: 'LAMP' }], { placedAt: new Date(start - 600 * HOUR) })
        await shop.ask('tracking.add', { purchaseOrder: `${number}-A`, number: tracking, carrier: 'other: Test Post' })
        await told(tracking, scans, isOneByOne)
        const now = await standing()
        ends.push(now.filter(row => row.startsWith(number ?? '')).map(row => row.slice(4)))
      }
      expect(ends[1]).toEqual(ends[0])
      expect((await standing()).filter(row => before.includes(row))).toEqual(before)
    }),
    { numRuns: 12 },
  )
}, 120_000)

/** What parcels are in by now, and which have an open case. */
async function standing(): Promise<readonly string[]> {
  const open = await shop.database.db.select().from(cases).where(isNull(cases.closedAt))
  const ids = new Set(open.map(({ purchaseOrderId }) => purchaseOrderId))
  const rows = await shop.open()
  return rows.map(({ part, trouble, purchaseOrderId }) => `${part} ${trouble} ${ids.has(purchaseOrderId)}`)
}
