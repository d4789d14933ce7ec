import { openHouse } from '../src/house.ts'
import { shopifyStorefront } from '../src/integrations/shopify/storefront.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { openPglite } from '../src/kernel/ground/pglite.ts'
import { openSeal } from '../src/kernel/ground/seal.ts'
import type { OpenDiscord } from './discord/open-discord.ts'
import type { OpenSlack } from './slack/open-slack.ts'
import type { OpenStore } from './store/open-store.ts'

type Around = { slack: OpenSlack; discord: OpenDiscord; store: OpenStore; key: string }

const by = { side: 'system', name: 'Sandbox' } as const

/** What a shop sets up before its first order: two suppliers, one in each chat, and its store. */
export async function layShop(folder: string, { slack, discord, store, key }: Around): Promise<void> {
  const database = await openPglite(folder)
  const log = openLog('silent')
  const { ask, storefronts } = openHouse({ database, log, seal: openSeal(key), counted: () => {} })
  const now = () => new Date()
  storefronts.set('shopify', shopifyStorefront({ log, now, base: store.url }))
  for (const { name, zone, skus, room, people } of [slack.supplier, discord.supplier]) {
    await ask('supplier.add', { name, zone, instructions: 'Neutral box.' }, by)
    await ask('supplier.room', { supplier: name, room }, by)
    for (const person of people) await ask('supplier.contact', { supplier: name, person }, by)
    await ask('supplier.sku', { supplier: name, skus }, by)
  }
  await ask('store.connect', store.connection, by)
  await database.close()
}
