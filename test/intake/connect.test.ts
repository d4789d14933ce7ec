import { beforeEach, expect, test } from 'vitest'
import { findDoor } from '../../src/integrations/intake/doors.ts'
import { intakeStorefront } from '../../src/integrations/intake/storefront.ts'
import { openLinks } from '../../src/stores/open-links.ts'
import { storeLinks, stores } from '../../src/stores/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { textOf } from '../stage/text-of.ts'
import { aDoor, bearing } from './door.ts'

const shop = aShop()
beforeEach(() => void shop.bot.storefronts.set('intake', intakeStorefront))

const door = () => {
  const links = openLinks(shop.database.db, shop.bot.outside.seal)
  return aDoor(
    shop,
    ask => ask,
    store => findDoor(links, store),
  )
}
const connect = async () => {
  const shown = textOf(await shop.bot.as('Sam', 'orders').does('/store connect intake name:"My shop"'))
  return { shown, key: /wb_[\w-]+/.exec(shown)?.[0] ?? '' }
}

test('staff connect a shop by its name; its keys are shown once, and let it in at its own address only', async () => {
  const { send } = await door()
  const { shown, key } = await connect()
  expect(shown).toMatch(/My shop is connected[\s\S]*whsec_[\s\S]*Bearer wb_/)
  expect((await send(undefined, { store: 'my-shop', headers: bearing(key) })).results()).toMatchObject([
    { outcome: 'received' },
  ])
  expect((await send(undefined, { store: 'hut', headers: bearing(key) })).status).toBe(401)
  expect(await shop.database.db.select().from(stores)).toMatchObject([{ kind: 'intake', name: 'My shop' }])
})

test('the database holds neither key, and new keys end the old ones', async () => {
  const { send } = await door()
  const before = await connect()
  const kept = JSON.stringify(await shop.database.db.select().from(storeLinks))
  for (const secret of [before.key, /whsec_\S+/.exec(before.shown)?.[0] ?? 'none']) expect(kept).not.toContain(secret)
  const { key } = await connect()
  expect((await send(undefined, { store: 'my-shop', headers: bearing(before.key) })).status).toBe(401)
  expect((await send(undefined, { store: 'my-shop', headers: bearing(key) })).status).toBe(200)
  await shop.ask('store.disconnect', { store: 'My shop' })
  expect((await send(undefined, { store: 'my-shop', headers: bearing(key) })).status).toBe(401)
})
