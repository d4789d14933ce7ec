import { aConnectedShop } from '../shopify/a-connected-shop.ts'
import type { FakeOrder } from '../shopify/fake/order.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { type Bot, system } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'

/**
 * A store that gives money back, with an order 1042 of a lamp and a bulb at 44.50 each, of it 7.10 tax, and 4.90 for
 * shipping: all of it has shipped.
 */
export type RefundingStore = {
  name: string
  currency: string
  bot(): Bot
  chat(): MemoryChat
  place(): Promise<void>
  /** What it gave back, in cents, each time that it did. */
  refunded(): readonly number[]
  /** The reply to the next refund is lost, though it is made. */
  loseReply(): void
  /** It declines every refund until it is asked to do so no more. */
  decline(does: boolean): void
  /** It reports the refunds that it made by itself. */
  report(): Promise<void>
  /** Its owner gives back that many cents by hand, and it reports that. */
  byHand(minor: number): Promise<void>
  idle(): Promise<void>
}

const paid = { paidMinor: 9_390, totalMinor: 9_390, shippingPaidMinor: 490 }

async function ship(bot: Bot): Promise<void> {
  await bot.ask('order.forward', { order: '1042' }, system)
  const given = { purchaseOrder: '1042-A', number: '1Z999AA10123456784', carrier: 'UPS', sure: 'yes' }
  await bot.ask('tracking.add', given, system)
}

export function inMemory(): RefundingStore {
  const stage = aConnectedStore()
  const tell = (id: string, minor: number) => {
    const refund = { externalId: id, at: stage.bot.now(), currency: 'EUR', paidBackMinor: minor }
    const told = { ...refund, shippingMinor: 0, shippingTaxMinor: 0, lines: [] }
    const { store, externalId } = incoming('1042', [])
    return stage.bot.ask('order.refund', { store, externalId, refund: told }, system)
  }
  return {
    ...{ name: 'Lamps', currency: 'EUR' },
    bot: () => stage.bot,
    chat: () => stage.chat,
    async place() {
      await stage.connect()
      await stage.bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }, { sku: 'BULB' }], paid), system)
      await ship(stage.bot)
      await stage.idle()
    },
    refunded: () => stage.store.refunded.map(({ minor }) => minor),
    loseReply: () => void stage.store.faults.push('cut off'),
    decline(does) {
      stage.store.faults.splice(0, 99, ...(does ? Array<string>(30).fill('The payment is disputed.') : []))
    },
    async report() {
      for (const [at, { minor }] of stage.store.refunded.entries()) await tell(`refund-${at + 1}`, minor)
    },
    async byHand(minor) {
      await tell('by-hand', minor)
    },
    idle: () => stage.idle(),
  }
}

export function atShopify(): RefundingStore {
  const stage = aConnectedShop()
  let order: FakeOrder
  return {
    ...{ name: 'North Coast', currency: 'USD' },
    bot: () => stage.bot,
    chat: () => stage.chat,
    async place() {
      const lines = ['LAMP', 'BULB'].map(sku => ({ sku, price: 3_740, tax: 710 }))
      order = stage.shopify.shop.place({ name: '#1042', lines, shippingPrice: 490 })
      await stage.arrive(order)
      await ship(stage.bot)
      await stage.idle()
    },
    refunded: () => order.refunded.map(({ cents }) => cents),
    loseReply: () => stage.shopify.shop.loseReply('refundCreate'),
    decline(does) {
      stage.shopify.shop.disputed = does
    },
    async report() {
      for (const refund of order.refunded) await stage.arrive(refund, 'refunds/create')
      await stage.arrive(order, 'orders/updated')
    },
    async byHand(cents) {
      const refund = stage.shopify.shop.refund(order, { cents, lines: [], note: null, notify: false })
      await stage.arrive(refund, 'refunds/create')
      await stage.arrive(order, 'orders/updated')
    },
    idle: () => stage.idle(),
  }
}
