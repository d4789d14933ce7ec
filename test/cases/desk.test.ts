import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const DAY = 24 * 3_600_000
const sam = () => shop.bot.as('Sam', 'support')
const mei = () => shop.bot.as('Mei', 'lumen')

/** Order 1042 shipped by Lumen, with a complaint of a photo, which Mei answered. */
async function complained(): Promise<string> {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await mei().types(`/tracking add 1042-A ${UPS}`)
  const photo = await keepFile(shop.database.db, { name: 'crack.png', bytes: PNG }, shop.bot.now())
  const opened = await shop.ask('complaint.open', {
    order: '1042',
    reason: 'damaged',
    happened: 'The shade <b>is</b> cracked.',
    files: [photo],
  })
  const number = /C\d+/.exec(opened.text)?.[0] ?? ''
  await shop.bot.pump.idle()
  await mei().types(`/complaint answer ${number} we send a new one credit:"9 USD"`)
  await sam().types(`/case note ${number} a friend of the owner`)
  await shop.bot.pump.idle()
  return number
}

test('none of it is for a supplier', async () => {
  const number = await complained()
  for (const verb of ['show', 'list', 'note'])
    expect(said(await mei().types(`/case ${verb} ${number}`)), verb).toMatch(/I don’t know \/case/)
})

test('no open case is forgotten: each is listed with whose move it is, who owns it, and when it speaks', async () => {
  const number = await complained()
  await sam().types('/complaint open 1042 other hums')
  const titles = async (which: string) =>
    card(await sam().types(`/case list ${which}`)).lines?.map(({ text }) => text.split(' ')[0]) ?? []
  const other = `C${Number(number.slice(1)) + 1}`
  expect(await titles('')).toEqual(expect.arrayContaining([number, other]))
  expect(await titles('us')).toEqual([number])
  expect(card(await sam().types('/case list page:99')).summary).toBe('There is no page 99 of 2 cases.')
  expect(await titles('supplier')).toEqual([other])
  expect(await titles('mine')).toEqual([])
  await sam().types(`/case take ${number}`)
  expect(await titles('mine')).toEqual([number])
  expect(await titles('unowned')).toEqual([other])
  expect(await titles('overdue')).toEqual([])
  shop.bot.wait(3 * DAY)
  expect(await titles('overdue')).toEqual(expect.arrayContaining([number, other]))
  const open = await shop.database.db.select().from(cases)
  expect(open.every(one => one.nextAt !== null)).toBe(true)
  const [line] = card(await sam().types('/case list us')).lines ?? []
  const nextAt = open.find(one => one.number === number)?.nextAt?.toISOString()
  expect(line).toMatchObject({ detail: 'Lumen · waits for us · Sam · due since', when: { at: nextAt } })
})

test('a supplier that says nothing is reminded by the escalation, then the staff are', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const number = /C\d+/.exec(said(await sam().types('/complaint open 1042 late where is it')))?.[0] ?? ''
  await shop.bot.pump.idle()
  for (let days = 0; days < 7; days += 1) {
    shop.bot.wait(DAY)
    await shop.ask('case.escalate')
    await shop.bot.pump.idle()
  }
  const [row] = await shop.database.db.select().from(cases).where(eq(cases.number, number))
  expect(row?.remindersSent).toBeGreaterThan(2)
  expect(cardIn(shop.chat, 'lumen', '1042-A still waits for your answer').pings?.map(({ name }) => name)).toContain(
    'Mei',
  )
  expect(
    shop.chat.messages.some(one => one.channel === 'support' && one.card.title === `${number} waits for an answer`),
  ).toBe(true)
})
