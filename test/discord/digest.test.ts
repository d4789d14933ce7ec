import { expect, test } from 'vitest'
import { digestHours } from '../../src/digests/tables.ts'
import { rooms } from '../../src/kernel/ground/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, live } from '../stage/discord/discord-bot.ts'
import { until } from '../stage/until.ts'

const shop = aDiscordShop()

/** An order that was to ship yesterday, noticed, and the digests of today at their first hour. */
async function tellLate(): Promise<void> {
  const { db } = shop.database
  await shop.forward('1042', 'LAMP')
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  const [po] = await db
    .update(purchaseOrders)
    .set({ sentAt: ago(73), acknowledgedAt: ago(72), shipBy: ago(25) })
    .returning()
  await shop.ask('late.look_again', { purchaseOrders: [po?.id] })
  await shop.ask('late.sweep')
  for (const { id } of await db.select({ id: rooms.id }).from(rooms))
    await db.insert(digestHours).values({ roomId: id, hour: 0 })
  await shop.ask('digest.send')
}

const digestIn = async (channel: { id: string }) => {
  const found = () => shop.discord.seen(channel.id).find(({ text }) => text.startsWith('How things stand'))
  await until(() => found() !== undefined)
  const digest = found()
  if (!digest) throw new Error('no digest')
  return digest
}

test('the staff’s digest bears its picture with words, and a supplier lists from its own by a press', async () => {
  const { rooms, people } = shop
  await tellLate()
  const staff = await digestIn(rooms.alerts)
  expect(staff.text).toContain('1042-A · 1 day late')
  expect(staff.pictures).toHaveLength(1)
  expect(staff.alts).toEqual(['Late purchase orders by supplier. Lumen: 1 late, for 1 to 3 days.'])
  const theirs = await digestIn(rooms.lumen)
  expect([theirs.pictures, live(theirs)]).toEqual([[], ['Answer one', 'Show all', 'Change the hour']])
  expect(await answered(await people.mei.presses(theirs, 'Show all'))).toContain('1042-A · 1 day late')
  const shown = await people.sam.types(rooms.alerts, 'late digest', {})
  expect(await answered(shown)).toContain('1 late')
  expect(await answered(await people.sam.types(rooms.alerts, 'late list', { which: 'late' }))).toContain('1 to 1 of 1')
})
