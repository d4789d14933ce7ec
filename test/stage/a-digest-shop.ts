import { aShop, type Shop } from './a-shop.ts'
import { system } from './bot.ts'

/** Staff read and are told times in UTC, wherever the tests run. */
process.env.TZ = 'UTC'

export type LateShop = Shop & {
  /** Sets the clock: later than any day on which the tests run. */
  at(iso: string): void
  /** What the clock does when it comes round, and all messages shown. */
  tick(): Promise<void>
  /** The titles of a channel’s digests, in order. */
  digestsIn(channel: string): readonly string[]
}

/** The shop of a-shop.ts with a clock of its own. Orders forwarded are to be shipped within 48 hours by either supplier. */
export function lateShop(): LateShop {
  const shop = aShop()
  return Object.defineProperties({} as LateShop, {
    ...Object.getOwnPropertyDescriptors(shop),
    at: { value: (iso: string) => shop.bot.wait(Date.parse(iso) - shop.bot.now().getTime()) },
    tick: {
      value: async () => {
        for (const due of ['late.sweep', 'digest.send']) await shop.bot.ask(due, {}, system)
        await shop.bot.pump.idle()
      },
    },
    digestsIn: {
      value: (channel: string) =>
        shop.chat.messages
          .filter(one => one.channel === channel && one.card.title.startsWith('How things stand'))
          .map(one => one.card.title),
    },
  })
}
