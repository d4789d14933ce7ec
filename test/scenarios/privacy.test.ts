import fc from 'fast-check'
import { expect, test } from 'vitest'
import { events } from '../../src/kernel/ground/tables.ts'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { aShop } from '../stage/a-shop.ts'
import { openBot } from '../stage/bot.ts'
import { incoming } from '../stage/incoming.ts'
import { type MemoryChat, memoryChat } from '../stage/memory-chat.ts'
import { openShop } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'

/** In everything staff write for themselves. */
const STAFF = 'stabswort'
/** In everything that is the customer's own. */
const CUSTOMER = 'kundenwort'

const shop = aShop()

/** A chat that also keeps what every message looked like before it was edited, as people saw it. */
function watchedChat(): { chat: MemoryChat; seen: string[] } {
  const chat = memoryChat({ channels: ['orders', 'alerts', 'support', 'lumen', 'casa'] })
  const seen: string[] = []
  const watch = ({ channel, card }: { channel: string; card: unknown }) => {
    if (['lumen', 'casa'].includes(channel)) seen.push(stringsIn(card))
  }
  const watched: Pick<MemoryChat, 'post' | 'edit'> = {
    post(one) {
      watch(one)
      return chat.post(one)
    },
    edit(ref, one) {
      watch(one)
      return chat.edit(ref, one)
    },
  }
  return { seen, chat: Object.assign(Object.create(chat), watched) }
}

type Step = { at: number; tail: string; quantity: number }

const steps = fc.array(
  fc.record({
    at: fc.nat(27),
    tail: fc.string({ unit: 'grapheme', maxLength: 12 }),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 6, maxLength: 14 },
)

const shipTo = (tail: string): NonNullable<IncomingOrder['shipTo']> => ({
  name: `${CUSTOMER} name ${tail}`,
  company: `${CUSTOMER} company ${tail}`,
  street: `${CUSTOMER} street ${tail}`,
  street2: `${CUSTOMER} floor ${tail}`,
  city: 'Göteborg',
  region: `${CUSTOMER} region ${tail}`,
  postalCode: `${CUSTOMER} zip`,
  country: 'SE',
  phone: `${CUSTOMER} phone ${tail}`,
  email: `${CUSTOMER}@example.com`,
})

test('whatever staff and suppliers do, no word of the staff’s and nothing of the customer’s reaches a supplier', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async walk => {
      await shop.database.empty()
      const { chat, seen } = watchedChat()
      const bot = await openBot(shop.database, chat)
      try {
        await openShop(bot)
        chat.admit('sam', 'Sam', ['orders'])
        const life = oneOrder(bot, chat, seen)
        await life.begin()
        for (const step of walk) await life.take(step)
        await life.lookAround()
        expect(seen.length).toBeGreaterThan(10)
        for (const text of seen) {
          expect(text).not.toMatch(new RegExp(`${STAFF}|${CUSTOMER}`, 'i'))
          expect(text).not.toContain('Something went wrong')
        }
        const journal = await shop.database.db.select().from(events)
        expect(stringsIn(journal)).not.toMatch(new RegExp(CUSTOMER, 'i'))
        expect(journal.map(event => event.name)).not.toContain('message.parked')
      } finally {
        await bot.close()
      }
    }),
    { numRuns: 10 },
  )
}, 120_000)

/** An order's life as random steps; what a supplier is shown on the way goes to `seen`. */
function oneOrder(bot: Awaited<ReturnType<typeof openBot>>, chat: MemoryChat, seen: string[]) {
  let hour = 1
  let parcels = 0
  const sam = bot.as('Sam', 'orders')
  const samThere = bot.as('Sam', 'lumen')
  const tell = (over: Partial<IncomingOrder>, tail: string, quantity: number) =>
    bot.ask(
      'order.receive',
      incoming('1042', [{ sku: 'LAMP', quantity }, { sku: 'BOWL' }, { sku: 'CANDLE' }], {
        updatedAt: new Date(Date.UTC(2026, 10, 2, hour++)),
        shipTo: shipTo(tail),
        note: `${CUSTOMER} note ${tail}`,
        ...over,
      }),
      { side: 'system', name: 'Shop' },
    )
  const supplier = async (who: 'Mei' | 'Lucía', text: string) => {
    seen.push(stringsIn(await bot.as(who, who === 'Mei' ? 'lumen' : 'casa').types(text)))
  }
  /** Presses the first button of that name in a supplier's room, whichever card it is on. */
  const press = async (label: string, values: Record<string, string> = {}) => {
    const card = chat.messages
      .filter(one => one.channel === 'lumen' && one.card.presses.some(two => two.label === label))
      .at(-1)?.card
    if (!card) return
    const answer = await bot.as('Mei', 'lumen').presses(card, label)
    seen.push(stringsIn(answer))
    if (answer.kind === 'form') seen.push(stringsIn(await bot.as('Mei', 'lumen').submits(answer, values)))
  }
  const secret = (tail: string) => `${STAFF} ${tail}`
  const moves: readonly ((step: Step) => Promise<unknown>)[] = [
    ({ tail }) => bot.ask('order.note', { order: '1042', note: secret(tail) }, { side: 'system', name: 'Sam' }),
    ({ tail }) => sam.types(`/order hold 1042 incorrect_address ${secret(tail)}`),
    () => sam.types('/order release 1042'),
    () => sam.types('/order forward 1042'),
    () => sam.types('/order forward 1042 supplier:Casa'),
    () => sam.types('/order forward 1042 supplier:Lumen skus:CANDLE'),
    ({ tail }) => sam.types(`/order cancel 1042 ${secret(tail)}`),
    ({ tail, quantity }) => tell({}, tail, quantity),
    ({ tail, quantity }) => tell({}, tail, quantity),
    ({ tail, quantity }) => tell({ cancelledAt: new Date(), cancelReason: secret(tail) }, tail, quantity),
    ({ tail, quantity }) => tell({ shipTo: null, financialStatus: secret(tail) }, tail, quantity),
    ({ tail }) => samThere.types(`/po decline 1042-A other ${secret(tail)}`),
    () => samThere.types('/order show 1042'),
    () => samThere.types('/po acknowledge 1042-A'),
    ({ tail }) => samThere.types(`/order note 1042 ${secret(tail)}`),
    () => supplier('Mei', '/po acknowledge 1042-A'),
    () => supplier('Mei', '/po decline 1042-A inventory_out_of_stock sold out'),
    () => supplier('Lucía', '/po decline 1042-B order_too_large'),
    ({ quantity }) =>
      supplier('Mei', `/tracking add 1042-A VAN-${++parcels} carrier:"other: van" lines:"LAMP x${quantity}"`),
    () => supplier('Mei', `/tracking correct 1042-A VAN1 VAN-9${parcels}`),
    () => supplier('Lucía', '/tracking add 1042-B 1Z999AA10123456784'),
    () => press('Acknowledge'),
    () => press('Accept'),
    () => press('Refuse', { note: 'packed' }),
    () => press('Promise a date', { promised: '2020-01-01' }),
    () => press('Add tracking', { number: '123456789012' }),
    () => press('Decline', { reason: 'other' }),
    ({ tail }) =>
      bot.ask('supplier.sku', { supplier: 'Casa', skus: `CANDLE, ${secret(tail)}` }, { side: 'system', name: 'Sam' }),
  ]
  return {
    async begin() {
      await tell({}, 'first', 2)
      await sam.types('/order forward 1042')
      await bot.pump.idle()
    },
    async take(step: Step) {
      await moves[step.at]?.(step).catch(error => {
        if (error?.name !== 'Refusal') throw error
      })
      await bot.pump.idle()
    },
    async lookAround() {
      for (const [who, room, po] of [
        ['Mei', 'lumen', '1042-A'],
        ['Lucía', 'casa', '1042-B'],
        ['Eve', 'lumen', '1042-A'],
      ] as const) {
        const speaker = { chat: chat.name, user: who.toLowerCase(), name: who, channel: room, roles: [] }
        for (const text of [
          '/help',
          `/po show ${po}`,
          `/tracking list ${po}`,
          '/order show 1042',
          '/order list',
          '/order find lindqvist',
          '/po acknowledge',
          '/store list',
          '/supplier show Lumen',
        ])
          seen.push(stringsIn(await bot.desk.typed(speaker, text)))
        for (const text of [
          '/',
          '/po ',
          '/po show ',
          '/order ',
          '/order show 10',
          `/tracking correct ${po} `,
          '/supplier show ',
        ])
          seen.push(stringsIn(await bot.desk.suggest(speaker, text)))
      }
    },
  }
}
