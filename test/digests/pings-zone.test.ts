import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { rooms } from '../../src/kernel/ground/tables.ts'
import { aLateShop } from '../stage/a-late-shop.ts'
import { speak } from '../stage/kernel/small-house.ts'
import { said } from '../stage/shop.ts'

// A shop in Los Angeles: read when the house is loaded, and put on UTC by its clock.
vi.hoisted(() => {
  process.env.TZ = 'America/Los_Angeles'
})

const shop = aLateShop()
const PINGS = [{ chat: 'memory', user: 'sam', name: 'Sam' }]

/** Whom a message in alerts calls that wants to call Sam. */
async function called(subject: string): Promise<readonly string[]> {
  const { db } = shop.database
  const there = await db.select().from(rooms).where(eq(rooms.channel, 'alerts'))
  const card = { audience: 'staff', tone: 'waiting', title: subject, summary: 'Look.', pings: PINGS } as const
  await speak(db, to => to.post({ kind: 'call', subject }, there, card), shop.bot.now())
  await shop.bot.pump.idle()
  const shown = shop.chat.messages.find(one => one.card.title === subject)?.card
  return (shown?.pings ?? []).map(({ name }) => name)
}

test('the day of the shop’s own people ends at their midnight, not at four in the afternoon', async () => {
  process.env.TZ = 'UTC'
  shop.at('2031-03-06T20:00:00Z')
  const sam = shop.bot.as('Sam', 'alerts')
  await sam.types('/late pings 1')
  expect(await called('at noon')).toEqual(['Sam'])
  shop.at('2031-03-07T00:30:00Z')
  expect(await called('at half past four')).toEqual([])
  shop.at('2031-03-07T07:59:00Z')
  expect(await called('before midnight')).toEqual([])
  shop.at('2031-03-07T08:00:00Z')
  expect(await called('at midnight')).toEqual(['Sam'])
  // Yesterday is theirs as well: in UTC it would be the day before by now.
  shop.at('2031-03-08T03:00:00Z')
  expect(said(await sam.types('/late pings'))).toContain('Not pinged since yesterday: Sam 2 times')
})
