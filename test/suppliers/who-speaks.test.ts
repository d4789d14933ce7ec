import { expect, test } from 'vitest'
import { unlistStaffRooms } from '../../src/kernel/asking/room.ts'
import { whoSpeaks } from '../../src/suppliers/who-speaks.ts'
import { aShop } from '../stage/a-shop.ts'

const shop = aShop()

async function side(user: string, channel: string, roles: readonly string[] = []): Promise<string> {
  const speaker = { chat: 'memory', user, name: user, channel, roles }
  const actor = await whoSpeaks(shop.database.db, shop.chat, speaker)
  return actor.side
}

test('who speaks in a staff room is staff', async () => {
  for (const room of ['orders', 'alerts', 'support']) expect(await side('sam', room)).toBe('staff')
})

test('a contact is the supplier in the supplier’s own room, and a stranger in any other’s', async () => {
  expect(await side('mei', 'lumen')).toBe('supplier')
  expect(await side('mei', 'casa')).toBe('stranger')
  expect(await side('lucía', 'lumen')).toBe('stranger')
})

test('staff are staff in a supplier’s room too, as long as they can read a staff room', async () => {
  expect(await side('sam', 'lumen')).toBe('stranger')
  shop.chat.admit('sam', 'Sam', ['orders'])
  expect(await side('sam', 'lumen')).toBe('staff')
  shop.chat.admit('sam', 'Sam', ['lumen'])
  expect(await side('sam', 'lumen')).toBe('stranger')
})

test('a role may be a contact, for all who bear it', async () => {
  await shop.ask('supplier.contact', {
    supplier: 'Lumen',
    person: { chat: 'memory', id: 'role-packers', name: 'Packers' },
  })
  expect(await side('wei', 'lumen', ['role-packers'])).toBe('supplier')
  expect(await side('wei', 'lumen', ['role-others'])).toBe('stranger')
  expect(await side('wei', 'casa', ['role-packers'])).toBe('stranger')
})

test('nobody is anybody in a channel that is not listed, and an id of another chat counts for nothing', async () => {
  expect(await side('mei', 'random')).toBe('stranger')
  const elsewhere = { chat: 'slack', user: 'mei', name: 'Mei', channel: 'lumen', roles: [] }
  expect((await whoSpeaks(shop.database.db, shop.chat, elsewhere)).side).toBe('stranger')
})

test('a room that the settings no longer name makes nobody staff: neither in it, nor by reading it elsewhere', async () => {
  shop.chat.admit('sam', 'Sam', ['alerts'])
  expect([await side('sam', 'alerts'), await side('sam', 'lumen')]).toEqual(['staff', 'staff'])
  await unlistStaffRooms(shop.database.db, 'elsewhere', [])
  expect(await side('sam', 'alerts')).toBe('staff')
  await unlistStaffRooms(shop.database.db, 'memory', ['orders', 'support'])
  expect([await side('sam', 'alerts'), await side('sam', 'lumen')]).toEqual(['stranger', 'stranger'])
  expect([await side('ola', 'orders'), await side('mei', 'lumen')]).toEqual(['staff', 'supplier'])
})

test('somebody of another organisation is staff nowhere, though they read a staff room', async () => {
  shop.chat.admit('eve', 'Eve', ['orders'])
  for (const channel of ['orders', 'lumen']) {
    const speaker = { chat: 'memory', user: 'eve', name: 'Eve', channel, roles: [], outside: true }
    expect((await whoSpeaks(shop.database.db, shop.chat, speaker)).side).toBe('stranger')
  }
})
