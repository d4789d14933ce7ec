import { describe, expect, test } from 'vitest'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { said } from '../stage/shop.ts'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'
import type { Person } from './fake/person.ts'

const shop = aSlackShop()
const everybody = (): Record<string, Person> => {
  const { sam, mei, chen, ola } = shop
  return { sam, mei, chen, ola }
}
/** Who of those in Lumen's room reads these words there, and whether only they can. */
const readBy = (words: RegExp) =>
  Object.entries(everybody()).flatMap(([name, person]) =>
    person.sees(shop.rooms.lumen).some(seen => words.test(seen.text)) ? [name] : [],
  )
const po = async (who: Person) => {
  await shop.forwarded('1042', 'LAMP')
  return who.reads(shop.rooms.lumen, /Purchase order 1042-A/)
}

describe('a refusal is shown to who asked, and to nobody else in the room', () => {
  test('of a button, later: the answer goes to the press’s own address', async () => {
    await shop.ola.presses(await po(shop.ola), 'Acknowledge')
    expect(await shop.ola.reads(shop.rooms.lumen, /asked to add you/)).toMatchObject({ ephemeral: true })
    expect(readBy(/asked to add you/)).toEqual(['ola'])
  })

  test('at once, instead of a form: in a modal, and in no room', async () => {
    await shop.ola.presses(await po(shop.ola), 'Add tracking')
    expect((await shop.ola.seesModal(/asked to add you/)).text).toContain('asked to add you')
    await shop.bot.settles()
    expect(readBy(/asked to add you/)).toEqual([])
  })

  test('of a mention, which has no address of its own: as a message for one reader', async () => {
    const { mei, rooms, bot } = shop
    mei.says(rooms.lumen, '@waybill order list')
    await bot.settles()
    expect(await mei.reads(rooms.lumen, /I don’t know .?order/)).toMatchObject({ ephemeral: true })
    expect(readBy(/I don’t know .?order/)).toEqual(['mei'])
  })
})

describe('somebody of another organisation has no rights of ours', () => {
  test('by their organisation alone, in a staff room that was shared with them', async () => {
    await shop.received('1042', 'LAMP')
    const eve = {
      chat: 'slack',
      user: shop.ola.id,
      name: 'ola',
      channel: shop.rooms.orders.id,
      roles: [],
      outside: true,
    }
    expect(said(await shop.bot.desk.typed(eve, '/order forward 1042'))).not.toContain('went to')
    expect(await shop.database.db.$count(purchaseOrders)).toBe(0)
  })

  test('nor somebody who reads no staff room, in a channel that is not ours', async () => {
    await shop.received('1042', 'LAMP')
    const pat = { chat: 'slack', user: shop.fake.person('pat').id, name: 'pat', channel: 'C0ELSEWHERE', roles: [] }
    expect(said(await shop.bot.desk.typed(pat, '/order forward 1042'))).toContain('This channel is not connected')
    expect(await shop.database.db.$count(purchaseOrders)).toBe(0)
  })
})
