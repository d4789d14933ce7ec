import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { messages, rooms } from '../../src/kernel/ground/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { aPortal, type TestedPortal } from '../stage/portal/a-portal.ts'
import type { Visitor } from '../stage/portal/visitor.ts'

const shop = aShop()
let portal: TestedPortal
let wei: Visitor
beforeEach(async () => {
  portal = await aPortal(shop.bot, shop.database)
  wei = await portal.opens('Lumen', 'Wei Chen')
})
afterEach(() => {
  portal.end()
  expect(portal.mistakes).toEqual([])
})

type Laid = { title: string; state?: 'acknowledged'; asks?: string; threadOf?: string }

/** Puts cards into the portal's room as they stand there after months: many of them posted at one moment. */
async function lay(all: readonly Laid[]): Promise<readonly string[]> {
  const { db } = shop.database
  const [room] = await db.select().from(rooms).where(eq(rooms.chat, 'portal'))
  const rows = all.map(({ title, state, asks, threadOf = null }, at) => ({
    id: randomUUID(),
    ...{ kind: asks ? 'question' : 'purchase-order', subject: randomUUID() },
    ...{ roomId: room?.id ?? '', threadOf, ref: `laid-${at}`, shownVersion: 1 },
    postedAt: new Date(shop.bot.now().getTime() + Math.floor(at / 40) * 1_000),
    card: {
      audience: 'staff',
      tone: 'waiting',
      title,
      summary: 'Laid.',
      presses: asks ? [{ token: 'laid', label: asks, style: 'primary' as const }] : [],
      ...(state && { state }),
    } as const,
  }))
  await db.insert(messages).values(rows)
  return rows.map(({ id }) => id)
}

const many = (n: number, title: string) => Array.from({ length: n }, (_, at) => ({ title: `${title} ${at + 1}.` }))
const titles = (name: RegExp) => wei.text().match(name) ?? []

test('what a supplier is asked stands first, no matter how much it has to ship, and counts are counts', async () => {
  await lay([
    ...many(320, 'Parcel').map(one => ({ ...one, state: 'acknowledged' as const })),
    { title: 'Which colour?', asks: 'Answer' },
  ])
  await wei.goes(`${portal.address}/s`)
  expect(wei.text()).toMatch(/Asked of you\s+1\b/)
  expect(wei.text()).toContain('Which colour?')
  expect(wei.text()).toMatch(/To ship\s+320\b/)
  expect(wei.text()).toContain('And 260 more: see')
})

test('the history leaves out none of what was posted at one moment', async () => {
  await lay(many(130, 'Card'))
  await wei.goes(`${portal.address}/s/history`)
  const seen = new Set(titles(/Card \d+\./g))
  while (wei.text().includes('Earlier')) {
    await wei.follows('Earlier')
    for (const one of titles(/Card \d+\./g)) seen.add(one)
  }
  expect(seen.size).toBe(130)
})

test('of a long thread the newest words stand on its card, and the rest a press away', async () => {
  const [root = ''] = await lay([{ title: 'A purchase order', state: 'acknowledged' }])
  await lay(many(230, 'Word').map(one => ({ ...one, threadOf: root })))
  await wei.goes(`${portal.address}/s/cards/${root}`)
  expect(titles(/Word \d+\./g).at(-1)).toBeOneOf(
    many(230, 'Word')
      .map(({ title }) => title)
      .slice(200),
  )
  expect(titles(/Word \d+\./g)).toHaveLength(200)
  await wei.follows('Earlier')
  expect(titles(/Word \d+\./g)).toHaveLength(30)
})
