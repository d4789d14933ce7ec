import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { caseFiles } from '../../src/cases/tables.ts'
import { nextStep, type PathFacts } from '../../src/complaints/unreceived/path.ts'
import { type Step, stepNames } from '../../src/complaints/unreceived/steps.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { files } from '../../src/kernel/ground/tables.ts'
import { limitsOf } from '../../src/shipments/limits.ts'
import { aLateShop } from '../stage/a-late-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { factsOf, phraseText, textOf } from '../stage/text-of.ts'

const shop = aLateShop()
const sam = () => shop.bot.as('Sam', 'support')
const mei = () => shop.bot.as('Mei', 'lumen')
const says = async (text: string) => said(await sam().does(text))
const UPS = '1Z999AA10123456784'
const DAY = 24 * 3_600_000

async function due(days: number): Promise<void> {
  shop.bot.wait(days * DAY)
  await shop.ask('complaint.sweep-steps')
  await shop.bot.pump.idle()
}

test('a parcel that was delivered and not received is led from waiting to its refund, each step with its proof', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }], { paidMinor: 4_450, totalMinor: 4_450 })
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: UPS })
  await shop.ask('tracking.delivered', { purchaseOrder: '1042-A' })
  await says('/complaint open 1042 delivered_not_received it is not here')
  await shop.bot.pump.idle()
  const title = 'Complaint C1 of 1042-A'
  const ours = () => cardIn(shop.chat, 'support', title)
  const labels = () => ours().presses.map(({ label }) => label)
  const step = () => ours().facts?.find(({ label }) => label === 'Next step')
  expect(phraseText(step()?.value)).toContain('Wait: carriers sometimes say delivered before they are there · by ')
  expect(labels()).toContain('Don’t wait')
  await due(2.9)
  expect(shop.thread('support', title)).toEqual([])
  await due(0.2)
  expect(shop.thread('support', title)).toEqual(['The next step of C1'])
  expect(phraseText(step()?.value)).toContain('Ask the customer to look around')

  const press = async (label: string, values: Record<string, string>) => {
    const form = await sam().presses(ours(), label)
    const answer = said(await sam().submits(form, values))
    await shop.bot.pump.idle()
    return answer
  }
  expect(await press('Customer looked', {})).toBe('Write what was said, or attach it.')
  expect(await press('Customer looked', { note: 'Nobody at the address has it' })).toContain(
    'Ask the carrier to look into it',
  )
  expect(await press('Asked the carrier', {})).toBe('Write the carrier’s inquiry number.')
  // The supplier was asked at the start: that is its claim.
  expect(await press('Asked the carrier', { reference: 'INQ-4711' })).toContain('Hear what the carrier found')
  await due(7.1)
  expect(shop.thread('support', title)).toHaveLength(2)
  await due(1)
  expect(shop.thread('support', title)).toHaveLength(2)
  expect(await press('Carrier answered', { note: 'Left at the door' })).toContain('signed statement')
  expect(said(await sam().types('/complaint step C1 affidavit x'))).toBe('Attach the signed statement.')
  const { db } = shop.database
  const kept = await keepFile(
    db,
    { name: 'statement-of-zoe.pdf', bytes: new TextEncoder().encode('%PDF-1.7 signed') },
    shop.bot.now(),
  )
  await shop.ask('complaint.step', { case: 'C1', step: 'affidavit', files: [kept] })
  await shop.bot.pump.idle()
  expect(phraseText(step()?.value)).toContain('Decide: refund or replace it')
  expect(factsOf(ours())).toContain('asked the carrier to look into it — inquiry INQ-4711 (Sam, ')
  for (const room of ['support', 'lumen']) expect(textOf(cardIn(shop.chat, room, title))).not.toContain('zoe')
  expect(await db.select().from(caseFiles)).toMatchObject([{ isPrivate: true, shows: 'The customer’s statement' }])

  await mei().types('/complaint answer C1 we pay half credit:"22.25 EUR"')
  const listed = card(await sam().types('/case evidence C1'))
  expect(phraseText(listed.body)).toContain('asked the carrier to look into it — inquiry INQ-4711')
  expect(phraseText(listed.body)).toContain('attached statement-of-zoe.pdf: The customer’s statement')
  expect(await says('/complaint resolve C1 refund')).toContain('credit of EUR 22.25 is still to come')
  await shop.bot.pump.idle()
  await due(30)
  expect(shop.thread('support', title).filter(one => one === 'The next step of C1')).toHaveLength(2)
  expect(await says('/case credit C1')).toContain('22.25')
  expect(await says('/complaint step C1 carrier reference:1')).toContain('was resolved already')
  expect(await db.select().from(files).where(eq(files.id, kept))).toHaveLength(1)
})

test('a step may be left out with its reason, and is on record once; another complaint has no such steps', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: UPS })
  await says('/complaint open 1042 delivered_not_received gone lines:"LAMP x1" keep:yes')
  await says('/complaint open 1042 damaged cracked lines:"LAMP x1"')
  expect(await says('/complaint step C2 carrier reference:1')).toContain('C2 is not about “Tracking shows delivered')
  expect(await says('/complaint step C1 wait skip:yes')).toContain('Ask the customer to look around')
  expect(await says('/complaint step C1 neighbours skip:yes')).toContain('Ask the carrier')
  expect(await says('/complaint step C1 neighbours again')).toContain('on record already')
  expect(await says('/complaint step C1 carrier reference:4711')).toContain('Send it to the supplier')
  expect(await says('/complaint step C1 claim sent')).toBe('Send it to the supplier: /complaint send C1')
  expect(await says('/complaint send C1 gone')).toContain('Lumen was asked')
  await shop.bot.pump.idle()
  const ours = cardIn(shop.chat, 'support', 'Complaint C1 of 1042-A')
  expect(ours.presses.map(({ label }) => label)).toContain('Carrier answered')
})

test('every step has a day, never before the one that it follows, and all of them done is the time to decide', () => {
  const day = (at: number) => new Date(Date.UTC(2026, 10, 1 + at))
  const facts = (over: Partial<PathFacts> = {}): PathFacts => ({
    ...{ openedAt: day(10), deliveredAt: day(2), sentAt: null, claimBy: null, done: new Map<Step, Date>(), ...over },
  })
  const next = (over: Partial<PathFacts>, at = 10) => nextStep(facts(over), limitsOf(), day(at))
  expect(next({ deliveredAt: day(9) })).toEqual({ step: 'wait', dueAt: day(12) })
  expect(next({})).toEqual({ step: 'neighbours', dueAt: day(11) })
  const done = new Map<Step, Date>([
    ['neighbours', day(11)],
    ['carrier', day(12)],
  ])
  expect(next({ done, claimBy: day(30) }, 12)).toEqual({ step: 'claim', dueAt: day(13) })
  expect(next({ done, claimBy: day(3) }, 12)).toEqual({ step: 'claim', dueAt: day(12) })
  expect(next({ done, sentAt: day(10) }, 12)).toEqual({ step: 'inquiry', dueAt: day(19) })
  const all = new Map(stepNames.map((step, at) => [step, day(11 + at)]))
  expect(next({ done: all }, 20)).toEqual({ step: 'decide', dueAt: day(17) })
})
