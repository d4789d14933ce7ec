import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const DAY = 86_400_000
const sam = () => shop.bot.as('Sam', 'support')
const says = async (text: string) => said(await sam().does(text))

/** A complaint that is resolved while what its supplier offered for it is still to come. */
async function owed(order: string, sku: string, supplier: 'Mei' | 'Lucía', credit: string): Promise<string> {
  const room = supplier === 'Mei' ? 'lumen' : 'casa'
  await shop.forwarded(order, [{ sku }])
  const number = /C\d+/.exec(await says(`/complaint open ${order} other it never came`))?.[0] ?? ''
  await shop.bot.as(supplier, room).types(`/complaint answer ${number} sorry credit:"${credit}"`)
  await says(`/complaint resolve ${number} refund`)
  await shop.bot.pump.idle()
  return number
}
const chased = (channel: string, title: string) =>
  shop.chat.messages.filter(one => one.channel === channel && one.card.title === title)
async function weekPasses(): Promise<void> {
  shop.bot.wait(7 * DAY + 60_000)
  await shop.ask('case.chase-credits')
  await shop.bot.pump.idle()
}

test('credits that are still owed after the end stay on a list, by supplier, until they are recorded', async () => {
  const one = await owed('1042', 'LAMP', 'Mei', '44.50 EUR')
  const two = await owed('1043', 'BULB', 'Mei', '10 EUR')
  const three = await owed('1044', 'BOWL', 'Lucía', '5 USD')
  const list = card(await sam().types('/case list credits'))
  expect(list.summary).toBe('2 suppliers owe USD 5.00 and EUR 54.50 for 3 closed cases.')
  expect(list.lines).toEqual([
    { text: 'Casa · USD 5.00', detail: `${three} USD 5.00` },
    { text: 'Lumen · EUR 54.50', detail: `${one} EUR 44.50 and ${two} EUR 10.00` },
  ])
  const form = await sam().presses(list, 'Record a credit')
  expect(said(await sam().submits(form, { case: one, amount: '40' }))).toBe(
    `${one}: the credit of EUR 40.00 is recorded; EUR 4.50 is still to come.`,
  )
  await says(`/case credit ${two}`)
  await says(`/case credit ${three}`)
  expect(card(await sam().types('/case list credits')).lines).toEqual([
    { text: 'Lumen · EUR 4.50', detail: `${one} EUR 4.50` },
  ])
  expect(await says(`/case credit ${two}`)).toBe(`No credit is owed for ${two}.`)
})

test('a credit that does not come is asked for each week in the supplier’s thread, and then staff are told once', async () => {
  const number = await owed('1042', 'LAMP', 'Mei', '44.50 EUR')
  const reminder = () => chased('lumen', `Your credit for ${number} is still to come`)
  await shop.ask('case.chase-credits')
  expect(reminder()).toHaveLength(0)
  await weekPasses()
  await shop.ask('case.chase-credits')
  await shop.bot.pump.idle()
  expect(reminder()).toHaveLength(1)
  expect(reminder()[0]?.thread).not.toBeNull()
  expect(reminder()[0]?.card.pings?.map(({ name }) => name)).toEqual(['Mei', 'Chen'])
  for (let week = 0; week < 4; week += 1) await weekPasses()
  expect(reminder()).toHaveLength(3)
  expect(chased('support', `The credit for ${number} has not come`)).toHaveLength(1)
})

test('a credit that came is asked for no more', async () => {
  const number = await owed('1042', 'LAMP', 'Mei', '44.50 EUR')
  await says(`/case credit ${number}`)
  await weekPasses()
  expect(chased('lumen', `Your credit for ${number} is still to come`)).toHaveLength(0)
})

test('the staff’s digest counts the credits that are owed, by supplier, with a way to them', async () => {
  await owed('1042', 'LAMP', 'Mei', '44.50 EUR')
  shop.bot.wait(DAY)
  await shop.ask('digest.send')
  await shop.bot.pump.idle()
  const digest = shop.chat.messages.find(
    ({ channel, card }) => channel === 'alerts' && card.title.startsWith('How things stand'),
  )
  expect(digest?.card.facts).toContainEqual({ label: 'Credits to come', value: 'Lumen EUR 44.50' })
  expect(digest?.card.presses.map(({ label }) => label)).toContain('Credits')
  expect(cardIn(shop.chat, 'support', 'Complaint C1 of 1042-A').summary).toContain('still to come')
})
