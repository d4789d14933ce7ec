import { expect, test } from 'vitest'
import { lookAtKeys, reseal } from '../../src/kernel/ground/reseal.ts'
import { openSeal } from '../../src/kernel/ground/seal.ts'
import { keepAccess, openPlaces } from '../../src/reaches/place-access.ts'
import { sealedColumns } from '../../src/sealed.ts'
import { openLinks } from '../../src/stores/open-links.ts'
import { aConnectedStore } from '../stage/a-connected-store.ts'
import { system } from '../stage/bot.ts'
import { foundInTables } from '../stage/found-in-tables.ts'
import { KEY } from '../stage/outside.ts'

const NEW = Buffer.alloc(32, 8).toString('base64')
const stage = aConnectedStore()

test('a key can be replaced: what the old one sealed, wherever it is, is sealed with the new one, and the old one can go', async () => {
  const { db } = stage.database
  await stage.connect()
  for (const url of ['https://lamps.example/hook', 'https://lamps.example/other'])
    await stage.bot.ask('webhook.connect', { store: 'Lamps', url }, system)
  const { outside, now } = stage.bot
  const place = { chat: 'files', channel: 'sftp://lumen.example/orders' }
  await keepAccess({ db, outside, now: now() } as Parameters<typeof keepAccess>[0], place, 'password')
  const id = outside.seal.seal('', '').split('.')[0] ?? ''
  const byOld = () => foundInTables(db, new RegExp(`^${id}\\.`)).then(all => all.map(one => one.split(':')[0]).sort())
  const all = [
    'place_access.sealed',
    'store_links.secrets',
    'webhook_endpoints.former_secret',
    'webhook_endpoints.secret',
  ]
  expect(await byOld()).toEqual(all)
  expect(await lookAtKeys(db, openSeal(KEY), sealedColumns)).toEqual([])

  const both = openSeal(`${NEW}, ${KEY}`)
  const said = async () => (await lookAtKeys(db, both, sealedColumns)).map(({ what }) => what).join()
  expect(await said()).toContain('other keys sealed 4 secrets. Keep those keys')
  await reseal(db, openSeal(NEW), sealedColumns)
  expect(await byOld()).toEqual(all)
  await reseal(db, both, sealedColumns)
  expect(await byOld()).toEqual([])
  expect(await said()).toContain('Take the others out')
  const alone = openSeal(NEW)
  expect(await openLinks(db, alone).all('shopify')).toMatchObject([{ secrets: { token: 'shpat_1' } }])
  expect(await openPlaces(db, alone)(place.chat, place.channel)).toBe('password')
})
