import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, cardIn, live } from '../stage/discord/discord-bot.ts'
import { until } from '../stage/until.ts'

const shop = aDiscordShop()

/** An order whose supplier let its time pass: as if it had been sent days ago. */
async function overdue(number: string, sku = 'LAMP'): Promise<string> {
  const { db } = shop.database
  await shop.forward(number, sku)
  const [po] = await db
    .select()
    .from(purchaseOrders)
    .where(eq(purchaseOrders.number, `${number}-A`))
  if (!po) throw new Error(`${number} was not forwarded`)
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  await db
    .update(purchaseOrders)
    .set({ sentAt: ago(73), acknowledgedAt: ago(72), shipBy: ago(25) })
    .where(eq(purchaseOrders.id, po.id))
  await shop.ask('late.look_again', { purchaseOrders: [po.id] })
  await shop.ask('late.sweep')
  const [one] = await db.select().from(cases).where(eq(cases.purchaseOrderId, po.id))
  if (!one) throw new Error(`${number} is not late`)
  return one.number
}

const said = (thread: string) => shop.discord.seen(thread).map(({ text }) => text.split('\n')[0])

test('from notice to thread: late, reminded by name, shipped, closed and locked', async () => {
  const { discord, rooms, people } = shop
  const number = await overdue('1042')
  const root = await cardIn(discord, rooms.lumen, '1042-A is late')
  expect(live(root)).toEqual(['New ship date', 'Already shipped: add tracking', 'Cannot ship'])
  const card = await cardIn(discord, rooms.alerts, `${number}: 1042-A is late`)
  expect(live(card)).toEqual(['Nudge', 'Snooze', 'Take', 'Re-route', 'Close'])
  expect(root.pinged).toEqual([])
  await answered(await people.sam.presses(card, 'Nudge'))
  await until(() => said(root.id).includes('Sam asks about 1042-A'))
  expect(discord.seen(root.id).at(-1)?.pinged).toEqual(['Mei'])
  expect(discord.state.world.channel(root.id).name).toBe('1042-A is late')
  await people.mei.presses(root, 'Already shipped: add tracking')
  expect(await answered(await people.mei.submits({ 'Tracking number': '1Z999AA10123456784' }))).toContain('in parcels')
  await until(() => said(root.id).includes(`${number} is closed`))
  await until(() => discord.message(root.id)?.text.startsWith('1042-A was late') === true)
  expect(live(await cardIn(discord, rooms.lumen, '1042-A was late'))).toEqual([])
})

test('staff take, snooze, close and reopen; the supplier may do none of it', async () => {
  const { discord, rooms, people } = shop
  const number = await overdue('1042')
  const card = () => cardIn(discord, rooms.alerts, `${number}: 1042-A is late`)
  const both = await Promise.all(
    [people.sam, people.tess].map(async person => answered(await person.presses(await card(), 'Take'))),
  )
  expect(both.filter(text => text.includes('is yours'))).toHaveLength(1)
  expect(both.filter(text => /(Sam|Tess) has L\d+ already/.test(text))).toHaveLength(1)
  await people.sam.presses(await card(), 'Snooze')
  expect(await answered(await people.sam.submits({ Until: '2 days' }))).toContain('is silent until')
  expect(await answered(await people.mei.types(rooms.lumen, 'late show', { case: number }))).toContain(
    '1042-A: not shipped',
  )
  await people.sam.presses(await card(), 'Close')
  expect(await answered(await people.sam.submits({ Reason: 'solved' }))).toContain('is closed: solved')
  const was = await cardIn(discord, rooms.alerts, `${number}: 1042-A was late`)
  await people.tess.presses(was, 'Reopen')
  expect(await answered(await people.tess.submits({}))).toContain('is open again')
  await until(() => said(rooms.alerts.id).includes(`${number}: 1042-A is late`))
})

test('a role that acts for a supplier is called, and re-routing tells it not to ship', async () => {
  const { discord, rooms, people, roles } = shop
  const role = discord.state.world.guildOf(rooms.casa).roles.get(roles.casa.id)
  if (role) role.mentionable = true
  const number = await overdue('1043', 'BOWL')
  const card = await cardIn(discord, rooms.alerts, `${number}: 1043-A is late`)
  await answered(await people.sam.presses(card, 'Nudge'))
  const root = await cardIn(discord, rooms.casa, '1043-A is late')
  await until(() => said(root.id).length > 0)
  expect(discord.seen(root.id).at(-1)?.pinged).toEqual(['Lucía'])
  await people.sam.presses(card, 'Re-route')
  expect(await answered(await people.sam.submits({ Supplier: 'Lumen' }))).toContain('1043-A is withdrawn from Casa')
  await until(() => discord.seen(root.id).some(({ text }) => text.includes('Please do not ship it')))
  await cardIn(discord, rooms.lumen, 'Purchase order 1043-B')
})
