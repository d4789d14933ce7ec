import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { openHouse } from '../../src/house.ts'
import { shopifyStorefront } from '../../src/integrations/shopify/storefront.ts'
import { listStaffRoom } from '../../src/kernel/asking/room.ts'
import type { Database } from '../../src/kernel/ground/db.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { openSeal } from '../../src/kernel/ground/seal.ts'
import type { Actor } from '../../src/kernel/shapes/actor.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { incoming } from '../../test/stage/incoming.ts'
import { KEY } from '../../test/stage/outside.ts'
import { shopChat } from '../../test/stage/shop.ts'
import { type Cast, NORTH, skuOf } from './cast.ts'

const system: Actor = { side: 'system', name: 'Storm' }
/** The store whose orders go out by themselves; those that the shop had before are of another. */
const SHOP = 'North Coast'
export const PUBLIC = 'https://waybill.example'
/** What only the customer's supplier may read, and no room. */
export const CUSTOMER = { street: '12 Bay Street', email: 'hana@example.com' }

/** Sets the shop up, before any process starts: suppliers, a connected store, and a conversation with each in a chat. */
export async function layShop(database: Database, { slack, discord, shopify }: Cast): Promise<void> {
  const log = openLog('error')
  const { db } = database
  const house = openHouse({ database, log, counted: () => {}, seal: openSeal(KEY), publicUrl: PUBLIC })
  for (const name of ['slack', 'discord']) house.chats.set(name, { ...shopChat(name), name })
  house.storefronts.set('shopify', shopifyStorefront({ log, now: () => new Date(), base: shopify.url }))
  const ask = (command: string, input: Record<string, unknown>) => house.ask(command, input, system)
  for (const [chat, purpose, room] of [
    ['slack', 'orders', slack.orders],
    ['slack', 'support', slack.support],
    ['discord', 'orders', discord.orders],
    ['discord', 'support', discord.support],
  ] as const)
    await listStaffRoom(db, { chat, channel: room.id, name: room.name, purpose }, new Date())
  const seats = [
    ...slack.suppliers.map(one => ({ chat: 'slack', ...one })),
    ...discord.suppliers.map(one => ({ chat: 'discord', ...one })),
  ]
  for (const { chat, name, person, room } of seats) {
    await ask('supplier.add', { name, zone: 'Europe/Madrid' })
    await ask('supplier.room', { supplier: name, room: { chat, id: room.id, name: room.name } })
    const contact = { chat, id: person.id, name: `${name} Mei` }
    await ask('supplier.contact', { supplier: name, person: contact })
    await ask('supplier.sku', { supplier: name, skus: skuOf(name) })
  }
  await ask('supplier.add', { name: NORTH.name, zone: 'Asia/Shanghai' })
  await ask('supplier.sku', { supplier: NORTH.name, skus: NORTH.sku })
  for (const [index, { name }] of seats.entries()) {
    const number = `9${index}`
    await ask('order.receive', incoming(number, [{ sku: skuOf(name) }]))
    await ask('order.forward', { order: number })
    const [po] = await db
      .select()
      .from(purchaseOrders)
      .where(eq(purchaseOrders.number, `${number}-A`))
    if (!po) throw new Error(`nothing was forwarded to ${name}`)
    const root = { kind: 'purchase-order', subject: po.id }
    const { orderId, supplierId } = po
    await ask('conversation.open', { case: randomUUID(), orderId, supplierId, about: `Storm at ${name}`, root })
  }
  const { domain: address, app } = shopify.shop
  await ask('store.connect', { kind: 'shopify', address, name: SHOP, key: app.clientId, secret: app.clientSecret })
  await ask('store.autoforward', { store: SHOP, setting: 'on' })
}
