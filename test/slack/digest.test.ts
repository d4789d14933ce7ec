import { afterEach, expect, test } from 'vitest'
import { digestHours } from '../../src/digests/tables.ts'
import { rooms } from '../../src/kernel/ground/tables.ts'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'
import type { Seen } from './fake/seen.ts'

const shop = aSlackShop()
afterEach(() => shop.allWell())

const TITLE = /^How things stand on/
const picture = ({ blocks }: Seen) => blocks.find(({ type }) => type === 'image')

/** The digest of a day at its first hour, so that the time of day at which the tests run does not matter. */
async function tellNow(): Promise<void> {
  const { db } = shop.database
  for (const { id } of await db.select({ id: rooms.id }).from(rooms))
    await db.insert(digestHours).values({ roomId: id, hour: 0 }).onConflictDoNothing()
  await shop.ask('digest.send')
  await shop.bot.settles()
}

async function twoLate(): Promise<void> {
  for (const number of ['1042', '1043']) await shop.forwarded(number, 'LAMP')
  shop.bot.wait(30 * 3_600_000)
  await shop.ask('late.sweep')
  await shop.bot.settles()
}

test('the staff’s digest comes with its picture; it is looked at in private, and its hour is changed in a form', async () => {
  const { sam, mei, rooms: at } = shop
  await twoLate()
  await tellNow()
  const digest = await sam.reads(at.alerts, TITLE)
  expect(digest.text).toContain('2 late')
  expect(picture(digest)).toMatchObject({
    alt_text: expect.stringMatching(/^Late purchase orders by supplier\. Lumen: 2 late/),
  })
  expect(picture(await mei.reads(at.lumen, TITLE))).toBeUndefined()
  await sam.types(at.alerts, '/late digest')
  const shown = await sam.reads(at.alerts, seen => seen.ephemeral && TITLE.test(seen.text))
  expect(picture(shown)).toBeDefined()
  await sam.presses(digest, 'Change the hour')
  await sam.seesModal(/Daily digest/)
  await sam.submits({ Hour: 'noon' })
  expect(sam.modal?.errors.Hour).toMatch(/write a full hour/)
  await sam.submits({ Hour: '12' })
  await sam.reads(at.alerts, /gets its digest every day at 12:00/)
})

test('a contact of another organisation, who can run no command, lists and answers from its digest', async () => {
  const { mei, rooms: at } = shop
  await twoLate()
  await tellNow()
  const digest = await mei.reads(at.lumen, TITLE)
  expect(digest.buttons).toEqual(['Answer one', 'Show all', 'Change the hour'])
  await mei.presses(digest, 'Show all')
  const all = await mei.reads(at.lumen, seen => seen.ephemeral && seen.text.startsWith('Late and due'))
  expect(all.text).toMatch(/1042-A.*1043-A/s)
})
