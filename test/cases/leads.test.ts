import { expect, test } from 'vitest'
import { phraseParts } from '../../src/kernel/shapes/card.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn } from '../stage/shop.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'support')

/** Where the links of a card lead, by their words. */
function leadsOf({ facts = [], context = '' }: Drawn): Readonly<Record<string, string>> {
  const parts = [...facts.map(({ value }) => value), context].flatMap(phraseParts)
  return Object.fromEntries(
    parts.flatMap(part => (typeof part !== 'string' && 'to' in part ? [[part.text, part.to]] : [])),
  )
}

/** Where a card stands, as its chat says it. */
function placeOf(channel: string, title: string): string {
  const found = shop.chat.messages.find(one => one.channel === channel && one.card.title === title)
  if (!found) throw new Error(`no card ${title} in ${channel}`)
  return `https://memory.example/${channel}/${found.ref}`
}

test('from an order one comes to its complaint, and back, each side in its own room', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784')
  await shop.ask('complaint.open', { order: '1042', reason: 'damaged', happened: 'The shade is cracked.' })
  await shop.bot.pump.idle()
  const staffCard = shop.chat.messages.find(one => one.channel === 'support' && one.card.title.includes('C1'))?.card
  if (!staffCard) throw new Error('no card of C1')
  expect(leadsOf(cardIn(shop.chat, 'orders', 'Order 1042'))['Complaint C1']).toBe(placeOf('support', staffCard.title))
  expect(leadsOf(staffCard)['1042-A']).toBe(placeOf('orders', 'Order 1042'))
  const theirs = cardIn(shop.chat, 'lumen', 'Complaint C1 of 1042-A')
  expect(leadsOf(theirs)['1042-A']).toBe(placeOf('lumen', 'Purchase order 1042-A'))
  expect(leadsOf(card(await sam().types('/order 1042')))['Complaint C1']).toBe(placeOf('support', staffCard.title))
  expect(leadsOf(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A'))['Complaint C1']).toBe(
    placeOf('lumen', 'Complaint C1 of 1042-A'),
  )
})
