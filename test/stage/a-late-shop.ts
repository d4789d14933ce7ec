import { eq } from 'drizzle-orm'
import { cases } from '../../src/cases/tables.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aShop, type Shop } from './a-shop.ts'
import { cardIn } from './shop.ts'

export type LateShop = Shop & {
  /** Moves the clock on and lets it look, and speak. */
  later(hours: number): Promise<void>
  /** Sets the clock. */
  at(iso: string): void
  /** What the clock does when it comes round, and all messages shown. */
  tick(): Promise<void>
  /** The titles of a channel’s digests, in order. */
  digestsIn(channel: string): readonly string[]
  /** Titles of the messages under the card of that title in a channel. */
  thread(channel: string, title: string): readonly string[]
  /** The newest message of that title, in a thread or not. */
  said(channel: string, title: string): Drawn
  titles(channel: string): readonly string[]
  /** The number of the late case of a purchase order. */
  caseOf(number: string): Promise<string>
}

/** A shop whose clock is driven by hand: what the minute's jobs do is asked after each move. */
export function aLateShop(): LateShop {
  const shop = aShop()
  const messages = (channel: string) => shop.chat.messages.filter(one => one.channel === channel)
  return Object.assign(Object.create(shop) as Shop, {
    at: (iso: string) => shop.bot.wait(Date.parse(iso) - shop.bot.now().getTime()),
    async tick() {
      for (const due of ['late.sweep', 'digest.send']) await shop.ask(due)
      await shop.bot.pump.idle()
    },
    digestsIn: (channel: string) =>
      messages(channel).flatMap(({ card }) => (card.title.startsWith('How things stand') ? [card.title] : [])),
    async later(hours: number) {
      shop.bot.wait(hours * 3_600_000)
      for (const job of ['late.sweep', 'case.escalate']) while ((await shop.ask(job)).outcome === 'more');
      await shop.bot.pump.idle()
    },
    thread(channel: string, title: string) {
      const root = messages(channel).find(({ card }) => card.title === title)
      if (!root) throw new Error(`no “${title}” in ${channel}, only ${messages(channel).map(one => one.card.title)}`)
      return messages(channel).flatMap(({ thread, card }) => (thread === root.ref ? [card.title] : []))
    },
    said: (channel: string, title: string) => cardIn(shop.chat, channel, title),
    async caseOf(number: string) {
      const [row] = await shop.database.db
        .select({ number: cases.number })
        .from(cases)
        .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
        .where(eq(purchaseOrders.number, number))
      if (!row) throw new Error(`${number} has no case`)
      return row.number
    },
    titles: (channel: string) => messages(channel).map(({ card }) => card.title),
  })
}
