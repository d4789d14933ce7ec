import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { caseEntries, cases } from '../../src/cases/tables.ts'
import { complaints } from '../../src/complaints/tables.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { factsOf, phraseText, textIn, textOf } from '../stage/text-of.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const sam = () => shop.bot.as('Sam', 'support')
const mei = () => shop.bot.as('Mei', 'lumen')
const settled = () => shop.bot.pump.idle()
const inSupport = (title: string) => cardIn(shop.chat, 'support', title)
const inLumen = (title: string) => cardIn(shop.chat, 'lumen', title)
const labels = (one: { presses: readonly { label: string }[] }) => one.presses.map(({ label }) => label)

/** Order 1042 with two lamps and a bulb at Lumen, shipped. */
async function shipped(): Promise<void> {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }])
  await mei().types(`/tracking add 1042-A ${UPS}`)
  await settled()
}

async function open(text = 'damaged the shade is cracked lines:"LAMP x1"'): Promise<string> {
  const answer = said(await sam().types(`/complaint open 1042 ${text}`))
  await settled()
  const number = /^(C\d+)/.exec(answer)?.[1]
  if (!number) throw new Error(answer)
  return number
}

test('a complaint is asked of the supplier in its own room, and looked after in support', async () => {
  await shipped()
  const form = await sam().types('/complaint open 1042')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields.map(({ name }) => name)).toEqual(['reason', 'happened', 'lines', 'files', 'keep'])
  expect(
    said(await sam().submits(form, { reason: 'damaged', happened: 'The shade is cracked.', lines: 'LAMP x1' })),
  ).toBe('C1 is open: Lumen was asked about 1042-A.')
  await settled()
  const theirs = inLumen('Complaint C1 of 1042-A')
  expect(theirs.summary).toBe(
    'The customer of 1042-A complains, damaged: LAMP ×1. Please answer with the button below.',
  )
  expect(theirs.body).toBe('The shade is cracked.')
  expect(labels(theirs)).toEqual(['Answer', 'Reply to the shop', 'Add evidence'])
  const ours = inSupport('Complaint C1 of 1042-A')
  expect(factsOf(ours)).toMatch(/With the supplier.*nobody yet.*Lumen answers\. Waybill reminds Lumen next: /s)
  expect(labels(ours)).toEqual(['Resolve', 'Reply to supplier', 'Take', 'Add evidence', 'More'])
})

test('an answer goes to staff as a new message, and the complaint waits for them', async () => {
  await shipped()
  const number = await open()
  const answer = await mei().presses(inLumen(`Complaint ${number} of 1042-A`), 'Answer')
  const hers = await shop.bot.as('Chen', 'lumen').presses(inLumen(`Complaint ${number} of 1042-A`), 'Answer')
  expect(said(await mei().submits(answer, { answer: 'We send a new shade.', credit: '12.50 USD' }))).toBe(
    `Your answer to ${number} is with the shop’s staff.`,
  )
  await settled()
  expect(inSupport(`Mei of Lumen answered ${number}`).summary).toBe('We send a new shade.')
  const ours = inSupport(`Complaint ${number} of 1042-A`)
  expect(labels(ours)).toEqual(['Ask again', 'Resolve', 'Take', 'Add evidence', 'More'])
  expect(factsOf(ours)).toContain('USD 0.00 of USD 12.50')
  expect(labels(inLumen(`Complaint ${number} of 1042-A`))).toEqual(['Reply to the shop', 'Add evidence'])
  const [row] = await shop.database.db.select().from(cases).where(eq(cases.number, number))
  expect(row?.waitingFor).toBe('staff')
  const late = await shop.bot.as('Chen', 'lumen').submits(hers, { answer: 'Me too' })
  expect(said(late)).toBe(`${number} was answered already by Mei.`)
  const again = await sam().presses(ours, 'Ask again')
  await sam().submits(again, { question: 'Which day?' })
  await settled()
  expect(inLumen(`Sam asks again about ${number}`).summary).toBe('Which day?')
  expect(labels(inLumen(`Complaint ${number} of 1042-A`))).toContain('Answer')
})

test('a supplier who writes is not reminded of its silence; who only reads is', async () => {
  await shipped()
  const number = await open()
  const due = async () => (await shop.database.db.select().from(cases).where(eq(cases.number, number)))[0]?.nextAt
  const before = await due()
  shop.bot.wait(3_600_000)
  const reply = async (
    who: ReturnType<typeof sam>,
    root: Parameters<ReturnType<typeof sam>['presses']>[0],
    label: string,
  ) => {
    await who.submits(await who.presses(root, label), { text: 'We are looking for the parcel.' })
    await settled()
  }
  await reply(sam(), inSupport(`Complaint ${number} of 1042-A`), 'Reply to supplier')
  expect(await due()).toEqual(before)
  await reply(mei(), inLumen(`Complaint ${number} of 1042-A`), 'Reply to the shop')
  expect((await due())?.getTime()).toBeGreaterThan(before?.getTime() ?? Number.POSITIVE_INFINITY)
})

test('what the customer gets back never reaches the supplier', async () => {
  await shipped()
  const number = await open()
  const form = await sam().presses(inSupport(`Complaint ${number} of 1042-A`), 'Resolve')
  const answer = await sam().submits(form, { resolution: 'refund', note: 'They deserve it' })
  expect(said(answer)).toBe(
    `${number} is resolved: refund of EUR 44.50. Waybill only records it: pay it back in the admin of Lamps.`,
  )
  await settled()
  expect(textOf(inSupport(`Complaint ${number} of 1042-A`))).toMatch(/EUR 44\.50.*They deserve it/s)
  expect(inLumen(`${number} is closed`).summary).toBe('It is closed: there is nothing more for you to do.')
  const theirs = textIn(shop.chat, 'lumen')
  expect(theirs).not.toMatch(/44\.50|deserve|efund/)
  expect(shop.chat.messages.find(one => one.card.title === `Complaint ${number} of 1042-A`)).toBeDefined()
  expect(said(await mei().types(`/complaint answer ${number} wait`))).toBe(`${number} was resolved already by Sam.`)
})

test('refunds over all complaints of an order never exceed what was paid', async () => {
  await shipped()
  const first = await open()
  expect(said(await sam().types(`/complaint resolve ${first} recompense`))).toContain('isn’t one of the resolutions')
  expect(said(await sam().types(`/complaint resolve ${first} partial_refund amount:40`))).toBe(
    `${first} is resolved: partial refund of EUR 40.00. Waybill only records it: pay it back in the admin of Lamps.`,
  )
  expect(said(await sam().types('/complaint open 1042 broken x'))).toContain('Did you mean “Damaged”?')
  const second = await open('missing_item no bulb')
  expect(said(await sam().does(`/complaint resolve ${second} refund`))).toBe(
    'Only EUR 49.00 of this order is left to refund, not EUR 93.50.',
  )
  expect(said(await sam().types(`/complaint resolve ${second} refund amount:49`))).toContain('refund of EUR 49.00')
  const third = await open('other again')
  expect(said(await sam().types(`/complaint resolve ${third} refund amount:0.01`))).toBe(
    'Everything paid for this order has already been refunded.',
  )
  expect(await shop.database.db.$count(caseEntries)).toBe(4)
})

test('a replacement is a purchase order of its own, and what is open of the order stays as it is', async () => {
  await shipped()
  const number = await open()
  expect(said(await sam().types(`/complaint resolve ${number} replacement`))).toBe(
    `${number} is resolved: replacement. 1042-B went to Lumen.`,
  )
  await settled()
  const po = inLumen('Purchase order 1042-B')
  expect(po.lines?.map(({ text, quantity }) => [text, quantity])).toEqual([['Thing LAMP', 1]])
  expect(factsOf(po)).toContain('1042-A, after a complaint')
  expect(inLumen(`${number} is closed`).summary).toBe('Please send it again: 1042-B is its replacement.')
  expect(said(await sam().types('/order forward 1042'))).toContain('forwarded already')
  expect(cardIn(shop.chat, 'orders', 'Order 1042').facts?.find(({ label }) => label === 'Total')?.value).toBe(
    'EUR 89.00',
  )
})

test('a replacement from another supplier does not tell it whose goods came before', async () => {
  await shipped()
  const number = await open()
  const form = await sam().presses(inSupport(`Complaint ${number} of 1042-A`), 'Resolve')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields.find(({ name }) => name === 'supplier')?.choices).toEqual([
    { value: 'Lumen', label: 'Lumen' },
    { value: 'Casa', label: 'Casa', detail: 'does not list LAMP and BULB' },
  ])
  expect(said(await sam().types(`/complaint resolve ${number} replacement supplier:Casa`))).toBe(
    `${number} is resolved: replacement. 1042-B went to Casa. Casa does not list LAMP: make sure that it has it.`,
  )
  await settled()
  expect(textOf(cardIn(shop.chat, 'casa', 'Purchase order 1042-B'))).not.toContain('1042-A')
  expect(inLumen(`${number} is closed`).summary).toBe('It is closed: there is nothing more for you to do.')
})

test('a replacement that its supplier declines opens the complaint again', async () => {
  await shipped()
  const number = await open()
  await sam().types(`/complaint resolve ${number} replacement`)
  await settled()
  await mei().types('/po decline 1042-B inventory_out_of_stock')
  await settled()
  expect(inSupport(`1042-B is not coming: ${number} is open again`).summary).toContain('declined')
  const [row] = await shop.database.db.select().from(cases).where(eq(cases.number, number))
  expect(row?.closedAt).toBeNull()
  expect(said(await sam().types(`/complaint resolve ${number} replacement supplier:Casa`))).toContain(
    '1042-C went to Casa',
  )
})

test('what staff keep to themselves no supplier sees or guesses until it is sent', async () => {
  await shipped()
  const number = await open('other the customer is a friend of Mei keep:yes')
  const theirs = () => textIn(shop.chat, 'lumen')
  expect(theirs()).not.toContain(number)
  for (const text of [`/complaint show ${number}`, `/complaint answer ${number} hm`, `/complaint evidence ${number}`])
    expect(said(await mei().types(text)), text).toBe(
      `There is no case ${number} here. Its number looks like L7, C12, R13, Q7, A7 or P7.`,
    )
  expect(said(await sam().types(`/case nudge ${number}`))).toBe(
    `${number} is not with the supplier yet. Send it to the supplier: /complaint send ${number}`,
  )
  const form = await sam().presses(inSupport(`Complaint ${number} of 1042-A`), 'Send to supplier')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields[0]?.value).toBe('the customer is a friend of Mei')
  await sam().submits(form, { happened: 'It hums.' })
  await settled()
  expect(inLumen(`Complaint ${number} of 1042-A`).body).toBe('It hums.')
  expect(theirs()).not.toContain('friend')
})

test('the command that the answer advises hands nothing over: it opens the words to be made fit first', async () => {
  await shipped()
  const number = await open('damaged SECRET the customer is on our list keep:yes')
  const theirs = () => textIn(shop.chat, 'lumen')
  const form = await sam().types(`/complaint send ${number}`)
  await settled()
  expect(theirs()).not.toContain(number)
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields.map(({ name, value }) => [name, value])).toEqual([
    ['happened', 'SECRET the customer is on our list'],
  ])
  expect(said(await sam().submits(form, { happened: 'The shade is cracked.' }))).toBe(
    `Lumen was asked about ${number}.`,
  )
  await settled()
  expect(inLumen(`Complaint ${number} of 1042-A`).body).toBe('The shade is cracked.')
  expect(theirs()).not.toContain('SECRET')
  expect(said(await sam().types(`/complaint send ${number}`))).toBe(`${number} is with the supplier already.`)
})

test('what cannot be true of a parcel that never left is refused, before a supplier is asked about it', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  for (const reason of ['damaged', 'defective', 'wrong_item', 'empty_box', 'missing_item', 'delivered_not_received'])
    expect(said(await sam().types(`/complaint open 1042 ${reason} x`))).toMatch(
      /^1042-A has not shipped yet, so it cannot be “.+”\. Choose “Not received”, “Late” or “Other”, or add its tracking/,
    )
  expect(await shop.database.db.$count(cases)).toBe(0)
  expect(said(await sam().types('/complaint open 1042 not_received where is it'))).toContain('Lumen was asked')
})

test('what is open of the same parcel already is named, so that nobody gives the money twice', async () => {
  await shipped()
  const first = await open()
  const back = /^R\d+/.exec(said(await sam().types('/return open 1042 damaged cracked lines:"LAMP x1"')))?.[0]
  const answer = said(await sam().types('/complaint open 1042 damaged the shade again'))
  expect(answer).toContain(`was asked about 1042-A. ${first} and ${back} of 1042-A are open too.`)
  await settled()
  expect(phraseText(inSupport(`Return ${back} of 1042-A`).context)).toContain(` · also open: ${first}. `)
  const second = /^C\d+/.exec(answer)?.[0]
  expect(phraseText(inSupport(`Complaint ${second} of 1042-A`).context)).toContain(
    ` · also open: ${first} and ${back}. `,
  )
  expect(textOf(inLumen(`Complaint ${second} of 1042-A`))).not.toContain(first)
})

test('photos can be added by whoever has them: the command and both cards open the form', async () => {
  await shipped()
  const number = await open()
  const asked = (answer: Awaited<ReturnType<ReturnType<typeof sam>['types']>>) =>
    answer.kind === 'form' && answer.form.fields.map(({ name }) => name)
  expect(asked(await sam().types(`/complaint evidence ${number}`))).toEqual(['shows', 'files'])
  expect(asked(await sam().presses(inSupport(`Complaint ${number} of 1042-A`), 'Add evidence'))).toEqual(['files'])
  expect(asked(await mei().presses(inLumen(`Complaint ${number} of 1042-A`), 'Add evidence'))).toEqual(['files'])
  await sam().types(`/case take ${number}`)
  await settled()
  expect(labels(inSupport(`Complaint ${number} of 1042-A`))).toEqual([
    'Resolve',
    'Reply to supplier',
    'Add evidence',
    'More',
  ])
})

test('words that name the customer’s own are not sent to the supplier', async () => {
  await shipped()
  const before = await shop.database.db.$count(events)
  expect(said(await sam().types('/complaint open 1042 damaged write to zoe@example.com'))).toBe(
    'This includes the customer’s e-mail. Remove it before sending.',
  )
  expect(await shop.database.db.$count(events)).toBe(before)
})

test('of an order with several suppliers it asks which, unless the lines tell', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  expect(said(await sam().types('/complaint open 1042 other it broke'))).toBe(
    'Which part of order 1042? 1042-A (Lumen) or 1042-B (Casa).',
  )
  expect(said(await sam().types('/complaint open 1042 other it broke lines:BOWL'))).toContain(
    'Casa was asked about 1042-B',
  )
  expect(said(await sam().types('/complaint open 1042 other it broke part:1042-A'))).toContain('Lumen was asked')
  expect(said(await sam().types('/complaint open 1042 other it broke lines:"BOWL x2"'))).toBe(
    'Only 1 of BOWL is in 1042-B, not 2.',
  )
  await shop.receive('1043', [{ sku: 'LAMP' }])
  expect(said(await sam().types('/complaint open 1043 late where is it'))).toBe('Order 1043 is with no supplier yet.')
})

test('to another supplier a complaint is as if it did not exist', async () => {
  await shipped()
  const number = await open()
  const lucia = shop.bot.as('Lucía', 'casa')
  for (const verb of ['show', 'answer', 'evidence'])
    expect(said(await lucia.types(`/complaint ${verb} ${number}${verb === 'answer' ? ' x' : ''}`))).toBe(
      `There is no case ${number} here. Its number looks like L7, C12, R13, Q7, A7 or P7.`,
    )
  expect(said(await mei().does(`/complaint resolve ${number} refund`))).toMatch(/I don’t know \/complaint resolve/)
})

test('a reopened complaint goes on where it was, and keeps its books', async () => {
  await shipped()
  const number = await open()
  await sam().types(`/complaint resolve ${number} partial_refund amount:10`)
  await settled()
  const reopen = await sam().presses(inSupport(`Complaint ${number} of 1042-A`), 'Reopen')
  await sam().submits(reopen, { why: 'They wrote again' })
  await settled()
  expect(inLumen(`${number} is open again`).summary).toContain('Please answer')
  const [row] = await shop.database.db.select().from(complaints)
  expect(row?.resolvedAt).toBeNull()
  await sam().types(`/complaint resolve ${number} partial_refund amount:5`)
  await settled()
  expect(factsOf(inSupport(`Complaint ${number} of 1042-A`))).toContain('EUR 15.00, settled')
})

test('two people who resolve at once resolve it once', async () => {
  await shipped()
  const number = await open()
  const both = await Promise.all(
    ['Sam', 'Ola'].map(async who =>
      said(await shop.bot.as(who, 'support').does(`/complaint resolve ${number} refund`)),
    ),
  )
  expect(both.filter(text => text.includes('refund of EUR 44.50'))).toHaveLength(1)
  expect(both.filter(text => text.includes('was resolved already by'))).toHaveLength(1)
  expect(await shop.database.db.$count(caseEntries)).toBe(2)
})

test('a generic close is pointed to the resolution', async () => {
  await shipped()
  const number = await open()
  expect(said(await sam().types(`/case close ${number} solved`))).toContain(`/complaint resolve ${number}`)
  expect(card(await sam().types(`/complaint show ${number}`)).title).toBe(`Complaint ${number} of 1042-A`)
})
