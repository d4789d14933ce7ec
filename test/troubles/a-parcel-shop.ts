import { isNull } from 'drizzle-orm'
import { followedNumbers } from '../../src/checkpoints/tables.ts'
import type { TaggedScan } from '../../src/kernel/shapes/feed.ts'
import { parcelTroubles, type TroubleRow } from '../../src/troubles/tables.ts'
import { aLateShop, type LateShop } from '../stage/a-late-shop.ts'

export const UPS = '1Z999AA10123456784'
export const CHINA = 'RB123456785CN'

export type ParcelShop = LateShop & {
  /** Forwards an order of a lamp and adds its parcel, which a feed follows from then on. */
  ships(order: string, number?: string, isFollowed?: boolean, carrier?: string): Promise<void>
  /** Its carrier says so now, or so many hours ago. */
  says(tag: TaggedScan['tag'], over?: Partial<TaggedScan> & { ago?: number }): Promise<void>
  /** Moves the clock on so many hours, and lets it look at parcels. */
  looks(hours?: number): Promise<void>
  /** What is open of parcels in trouble. */
  open(): Promise<readonly TroubleRow[]>
  /** The same in words. */
  troubles(): Promise<readonly string[]>
}

/** A shop whose carriers say what tests want, at times by its own clock. */
export function aParcelShop(): ParcelShop {
  const shop = aLateShop()
  const ahead = (hours: number) => new Date(shop.bot.now().getTime() - hours * 3_600_000).toISOString()
  const open = () => {
    const { part, trouble, endedAt } = parcelTroubles
    return shop.database.db.select().from(parcelTroubles).where(isNull(endedAt)).orderBy(part, trouble)
  }
  return Object.assign(Object.create(shop) as LateShop, {
    async ships(order: string, number = UPS, isFollowed = true, carrier = number === UPS ? 'ups' : undefined) {
      await shop.forwarded(order, [{ sku: 'LAMP' }], { placedAt: shop.bot.now() })
      await shop.ask('tracking.add', { purchaseOrder: `${order}-A`, number, carrier })
      if (!isFollowed) return
      const row = { feed: 'test', number, carrier: carrier ?? 'china_post', carrierName: 'x', askedAt: shop.bot.now() }
      await shop.database.db.insert(followedNumbers).values(row).onConflictDoNothing()
      await shop.ask('feed.note-registered', { feed: 'test', registered: [{ number, refused: null }] })
      await shop.bot.pump.idle()
    },
    async says(tag: TaggedScan['tag'], { ago = 0, ...over }: Partial<TaggedScan> & { ago?: number } = {}) {
      const scan = { number: UPS, tag, status: tag ?? 'GLITCH', words: 'On the way', at: ahead(ago), ...over }
      await shop.ask('tracking.heard', { feed: 'test', scans: [scan] })
      await shop.bot.pump.idle()
    },
    async looks(hours = 0) {
      shop.bot.wait(hours * 3_600_000)
      while ((await shop.ask('parcel.sweep')).outcome === 'more');
      await shop.bot.pump.idle()
    },
    open,
    async troubles() {
      return (await open()).map(row => `${row.part} ${row.trouble}`)
    },
  })
}
