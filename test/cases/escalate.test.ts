import { eq, like } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { agreements, suppliers } from '../../src/suppliers/tables.ts'
import { defaultTerms } from '../../src/suppliers/terms.ts'
import { aLateShop } from '../stage/a-late-shop.ts'
import { openBot, system } from '../stage/bot.ts'
import { said } from '../stage/shop.ts'
import { factsOf, textOf } from '../stage/text-of.ts'

const shop = aLateShop()
const sam = (channel = 'alerts') => shop.bot.as('Sam', channel)
const mei = () => shop.bot.as('Mei', 'lumen')

async function notShipped() {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/po acknowledge 1042-A')
  await shop.later(49)
  return shop.caseOf('1042-A')
}
const theirs = () => shop.thread('lumen', '1042-A is late')
const ours = (number: string) => shop.thread('alerts', `${number}: 1042-A is late`)
const pings = (channel: string, title: string) => shop.said(channel, title).pings?.map(({ name }) => name)

test('an unanswered case escalates step by step to its end, each step said once', async () => {
  const number = await notShipped()
  await sam().presses(shop.said('alerts', `${number}: 1042-A is late`), 'Take')
  await shop.later(3.9)
  expect(theirs()).toEqual([])
  await shop.later(0.2)
  await shop.later(0)
  expect(theirs()).toEqual(['1042-A still waits for your answer'])
  expect(pings('lumen', '1042-A still waits for your answer')).toEqual(['Mei', 'Chen'])
  await shop.later(4.1)
  expect(theirs()).toHaveLength(2)
  await shop.later(8.1)
  expect(ours(number)).toEqual([`${number} waits for an answer`])
  expect(shop.said('alerts', `${number} waits for an answer`).summary).toBe(
    'Lumen has not answered about 1042-A. This is reminder 3 of 5.',
  )
  expect(pings('alerts', `${number} waits for an answer`)).toEqual(['Sam'])
  for (let days = 0; days < 6; days++) await shop.later(24.1)
  expect(ours(number)).toEqual([...Array(3).fill(`${number} waits for an answer`), `Nobody answered ${number}`])
  expect(theirs()).toHaveLength(2)
  expect(factsOf(shop.said('alerts', `${number}: 1042-A is late`))).toContain('Decide: 5 reminders brought no answer')
})

test('any answer stops it, and says so', async () => {
  await notShipped()
  await shop.later(4.1)
  const day = new Date(shop.bot.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10)
  await mei().types(`/po promise 1042-A ${day}`)
  for (let days = 0; days < 4; days++) await shop.later(24)
  expect(theirs()).toEqual(['1042-A still waits for your answer', `Mei promised to ship on ${day}`])
  expect(shop.said('lumen', `Mei promised to ship on ${day}`).summary).toBe('Thank you. No more reminders until then.')
})

test('a supplier is reminded in its working time alone', async () => {
  const [lumen] = await shop.database.db.select().from(suppliers).where(eq(suppliers.name, 'Lumen'))
  if (!lumen) throw new Error('no Lumen')
  const calendar = { zone: 'Asia/Shanghai', days: [3], opens: '10:00', closes: '11:00', cutoff: null, closed: [] }
  const at = shop.bot.now()
  const agreed = { terms: { ...defaultTerms(lumen), calendar }, proposedAt: at, proposedBy: 'Sam', acceptedAt: at }
  await shop.database.db.insert(agreements).values({ ...agreed, supplierId: lumen.id, version: 1 })
  await notShipped()
  for (let reminders = 1; reminders <= 2; reminders++) {
    const [{ nextAt } = { nextAt: null }] = await shop.database.db.select().from(cases)
    if (!nextAt) throw new Error('nothing comes next')
    expect(formatInZone(nextAt)).toMatch(/^Wednesday (10|11)/)
    const hours = (nextAt.getTime() - shop.bot.now().getTime()) / 3_600_000
    await shop.later(hours - 0.1)
    expect(theirs()).toHaveLength(reminders - 1)
    await shop.later(0.2)
    expect(theirs()).toHaveLength(reminders)
  }
})

function formatInZone(at: Date): string {
  const shape = { timeZone: 'Asia/Shanghai', weekday: 'long', hour: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', shape).format(at).replace(',', '')
}

test('staff set the escalation, with a person of their own, and it is read back', async () => {
  shop.chat.admit('ola', 'Ola', ['alerts'])
  expect(said(await sam().types('/case escalation late supplier 1 hour, person 1 hour person:Ola'))).toBe(
    'Late shipments: The supplier after 1 hour; Ola after 1 hour.',
  )
  const shown = await sam().types('/case escalation')
  expect(textOf(shown)).toContain('; Ola after 1 hour.')
  const number = await notShipped()
  await shop.later(1.1)
  await shop.later(1.1)
  expect(theirs()).toHaveLength(1)
  expect(pings('alerts', `${number} waits for an answer`)).toEqual(['Ola'])
  expect(said(await sam().types('/case escalation late boss 1 hour'))).toContain('I can’t read the step “boss 1 hour”')
  expect(said(await mei().types('/case escalation late none'))).toContain('I don’t know /case')
})

test('a escalation of none leaves the case to its people', async () => {
  await sam().types('/case escalation late none')
  const number = await notShipped()
  await shop.later(100)
  expect([theirs(), ours(number)]).toEqual([[], []])
})

test('a snoozed case is silent until then, and then it speaks again', async () => {
  const number = await notShipped()
  const form = await sam().presses(shop.said('alerts', `${number}: 1042-A is late`), 'Snooze')
  expect(said(await sam().submits(form, { until: 'soon' }))).toContain('“soon” is not a day or a time')
  expect(said(await sam().submits(form, { until: 'tommorow' }))).toContain('Did you mean “tomorrow”?')
  expect(said(await sam().submits(form, { until: '60 hours' }))).toContain(`${number} is silent until`)
  await shop.later(59)
  expect([theirs(), ours(number)]).toEqual([[], []])
  await shop.later(2)
  expect(ours(number)).toEqual([`The snooze of ${number} is over`])
  await shop.later(5)
  expect(theirs()).toEqual(['1042-A still waits for your answer'])
})

test('many at once are one message for each side', async () => {
  for (let index = 0; index < 6; index++) await shop.forwarded(`20${index}0`, [{ sku: 'LAMP' }])
  await shop.later(25)
  await shop.later(5)
  expect(shop.titles('lumen').filter(title => title.includes('still waits'))).toEqual([])
  const reminder = shop.said('lumen', '6 late shipments wait for an answer')
  expect(reminder.lines).toHaveLength(6)
  const form = await mei().presses(reminder, 'Answer one')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields[0]?.choices).toHaveLength(6)
})

test('two processes that escalate at once say each step once', async () => {
  const numbers = ['1042', '1043', '1044']
  for (const number of numbers) await shop.forwarded(number, [{ sku: 'LAMP' }])
  await shop.later(25)
  const other = await openBot(shop.database, shop.chat)
  other.wait(shop.bot.now().getTime() - other.now().getTime())
  for (const bot of [shop.bot, other]) bot.wait(4.1 * 3_600_000)
  const escalated = () => shop.database.db.$count(events, like(events.name, '%escalated'))
  await Promise.all([shop.bot, other, shop.bot, other].map(bot => bot.ask('case.escalate', {}, system)))
  // The other ends the send it is at, and ours sends what is left.
  await other.close()
  await shop.later(0)
  expect(await escalated()).toBe(numbers.length)
  for (const number of numbers)
    expect(shop.thread('lumen', `${number}-A is late`)).toEqual([`${number}-A still waits for your answer`])
})
