import { expect, test } from 'vitest'
import { events } from '../../src/kernel/ground/tables.ts'
import { notices } from '../../src/late/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { agreements } from '../../src/suppliers/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { accepts } from '../stage/accepts.ts'
import { card, cardIn, said } from '../stage/shop.ts'

const HOUR = 3_600_000
const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const mei = () => shop.bot.as('Mei', 'lumen')
const chen = () => shop.bot.as('Chen', 'lumen')
const propose = (edits: string, who = sam()) => who.types(`/supplier terms Lumen ${edits}`)
const asked = (version: number) => cardIn(shop.chat, 'lumen', `Terms of Lumen, version ${version}`)
const labels = (presses: readonly { label: string }[]) => presses.map(one => one.label)
const shown = async () => {
  await shop.bot.pump.idle()
  return shop.chat.messages
}

test('who has agreed to nothing is shown what is expected of anybody', async () => {
  const terms = card(await sam().types('/supplier terms lum'))
  expect(terms.title).toBe('Terms of Lumen')
  expect(terms.summary).toBe('Lumen hasn’t accepted terms yet; these are the defaults.')
  expect(terms.lines?.map(line => line.text)).toEqual([
    'Working hours: always, Shanghai time',
    'Closed: nothing',
    'Acknowledge within: 24 hours',
    'Ship within: 48 hours',
    'First scan within: 48 hours',
    'Claims within: not agreed',
    'A claim comes with: nothing',
    'Returns go to: nothing',
    'Handling: nothing',
  ])
})

test('a proposal asks in the supplier’s room, and is in force once it is accepted', async () => {
  expect(said(await propose('acknowledge:"8 hours" ship:"SKU LAMP-*: 3 working days; otherwise: 24 hours"'))).toBe(
    'Version 1 proposes: acknowledge within 8 hours instead of 24 hours; ship within 24 hours instead of 48 hours; ship LAMP-* within 3 working days instead of nothing. Lumen is asked to accept it.',
  )
  await shown()
  expect(asked(1).summary).toMatch(/^Sam proposes new terms: acknowledge within 8 hours instead of 24 hours; /)
  expect(asked(1).lines).toContainEqual({
    text: 'Ship LAMP-* within: 3 working days',
    detail: 'instead of nothing',
  })
  expect(labels(asked(1).presses)).toEqual(['Accept', 'Refuse', 'All terms'])
  expect(said(await accepts(mei(), asked(1)))).toBe(
    'Version 1 is in force. It holds for orders sent from now on, and its closures for open ones too.',
  )
  await shown()
  expect(asked(1).summary).toBe('Mei accepted these terms. They hold for orders sent from then on.')
  expect(labels(asked(1).presses)).toEqual(['All terms'])
  expect(cardIn(shop.chat, 'alerts', 'Lumen accepted its terms').summary).toContain('Mei accepted version 1.')
  expect(card(await sam().types('/supplier terms Lumen')).summary).toBe('Version 1 is in force, accepted by Mei.')
  expect(shop.chat.messages.filter(one => one.channel === 'casa')).toEqual([])
})

test('before it accepts, a supplier reads what binds it, and nothing is agreed until it presses again', async () => {
  await propose('ship:"24 hours"')
  await shown()
  const sure = card(await mei().presses(asked(1), 'Accept'))
  expect(sure.title).toBe('Accept version 1 of your terms?')
  expect(sure.lines).toEqual([{ text: 'Ship within: 24 hours', detail: 'instead of 48 hours' }])
  expect((await shop.database.db.select().from(agreements))[0]?.acceptedAt).toBeNull()
  expect(said(await mei().presses(sure, 'Accept these terms'))).toContain('Version 1 is in force.')
})

test('of two who answer, one wins, and the other is told who', async () => {
  await propose('ship:"24 hours"')
  await shown()
  const card = asked(1)
  const answers = await Promise.all([accepts(mei(), card), accepts(chen(), card)])
  const said = answers.map(one => (one.kind === 'said' || one.kind === 'refused' ? one.text : one.kind)).toSorted()
  expect(said[1]).toBe(
    'Version 1 is in force. It holds for orders sent from now on, and its closures for open ones too.',
  )
  expect(said[0]).toMatch(/^(Mei|Chen) has accepted version 1 already\.$/)
  await shown()
  expect(shop.chat.messages.filter(one => one.card.title === 'Lumen accepted its terms')).toHaveLength(1)
})

test('of two who propose at once, the second builds on the first, and neither is lost', async () => {
  await Promise.all([propose('ship:"24 hours"'), propose('acknowledge:"8 hours"', shop.bot.as('Robin', 'orders'))])
  const rows = await shop.database.db.select().from(agreements)
  expect(rows.map(row => row.version).toSorted()).toEqual([1, 2])
  const newest = rows.find(row => row.version === 2)?.terms
  expect([newest?.ship.amount, newest?.acknowledge.amount]).toEqual([24, 8])
})

test('closures that are over are refused, those agreed before stay, and evidence said twice is asked for once', async () => {
  expect(said(await propose('closed:"2020-01-01"'))).toMatch(
    /^Closed: 2020-01-01 is past; today is \d{4}-\d\d-\d\d in Asia\/Shanghai\.$/,
  )
  await propose('closed:"2099-12-24" claim:"30 days" evidence:"photo, Photo and label, photo"')
  const [row] = await shop.database.db.select().from(agreements)
  expect(row?.terms.claim?.evidence).toEqual(['photo', 'Photo and label'])
})

test('a refusal needs a reason, which staff are told; what was agreed before stays', async () => {
  await propose('ship:"24 hours"')
  await shown()
  const form = await mei().presses(asked(1), 'Refuse')
  expect(await mei().submits(form, {})).toMatchObject({
    kind: 'errors',
    errors: { note: 'Say why, so that the shop can propose something else.' },
  })
  expect(said(await mei().submits(form, { note: 'Our oven is broken.' }))).toBe(
    'Version 1 is refused. The earlier agreement still holds. The shop’s staff have been notified.',
  )
  await shown()
  expect(asked(1).summary).toBe('Mei refused these terms: Our oven is broken.')
  const told = cardIn(shop.chat, 'alerts', 'Lumen refused its terms')
  expect(told.summary).toBe('Mei refused version 1: Our oven is broken.')
  expect(card(await shop.bot.as('Sam', 'alerts').presses(told, 'Terms')).summary).toContain('hasn’t accepted terms yet')
  expect(said(await chen().presses(asked(1), 'All terms'))).toContain('hasn’t accepted terms yet')
})

test('a newer proposal takes the place of one that waits, and keeps what that one changed', async () => {
  await propose('ship:"24 hours"')
  await shown()
  const first = asked(1)
  await propose('acknowledge:"8 hours"')
  await shown()
  expect(asked(1).summary).toBe('Version 2 has replaced this one.')
  expect(labels(asked(1).presses)).toEqual(['All terms'])
  expect(said(await accepts(mei(), first))).toBe('Version 2 has replaced version 1. See its card.')
  expect(asked(2).summary).toContain(
    'acknowledge within 8 hours instead of 24 hours; ship within 24 hours instead of 48',
  )
})

test('staff change terms by form, which is filled in with what is proposed; a form of yesterday is refused', async () => {
  await propose('claim:"30 days" evidence:"photo of the damage, photo of the label" closed:2099-12-25')
  const terms = card(await sam().types('/supplier terms Lumen'))
  expect(terms.summary).toContain('Version 1 waits for an answer: closed 2099-12-25 instead of nothing;')
  const claims = await sam().presses(terms, 'Change claims')
  if (claims.kind !== 'form') throw new Error('no form')
  expect(claims.form.fields.map(({ name, value }) => [name, value])).toEqual([
    ['claim', '30 days'],
    ['evidence', 'photo of the damage\nphoto of the label'],
    ['returnTo', 'none'],
    ['handling', 'none'],
  ])
  const times = await sam().presses(terms, 'Change times')
  if (times.kind !== 'form') throw new Error('no form')
  expect(times.form.fields.map(({ name, value }) => [name, value])).toEqual([
    ['hours', 'always'],
    ['closed', '2099-12-25'],
    ['acknowledge', '24 hours'],
    ['ship', 'otherwise: 48 hours'],
    ['scan', '48 hours'],
  ])
  const wrong = { hours: 'Mon-Fri 9-17', ship: 'SKU A: soon\notherwise: 24 hours' }
  expect(await sam().submits(times, wrong)).toMatchObject({
    kind: 'errors',
    errors: { ship: expect.stringContaining('Line 1, “SKU A: soon”: “soon” isn’t a time I can read.') },
    form: { fields: [{ name: 'hours', value: 'Mon-Fri 9-17' }, {}, {}, { name: 'ship', value: wrong.ship }, {}] },
  })
  expect(said(await sam().submits(times, { ...wrong, ship: '2 working days' }))).toContain('Version 2 proposes: ')
  expect(said(await sam().submits(claims, { claim: '14 days' }))).toBe(
    'Sam proposed version 2 meanwhile. Look at it first: /supplier terms',
  )
})

test('long texts can be read whole on the card before they are accepted', async () => {
  const handling = `DHL or UPS only. ${'Pack twice. '.repeat(30)}No flyers.`
  await propose(`handling:"${handling}"`)
  await shown()
  expect(asked(1).body).toBe(`Handling: ${handling}`)
  expect(asked(1).summary.length).toBeLessThan(200)
  await accepts(mei(), asked(1))
  expect(card(await mei().presses(asked(1), 'All terms')).body).toBe(`Handling: ${handling}`)
})

test.each([
  ['ship:"48 hours"', 'Nothing would change for Lumen: these terms are in force.'],
  ['hours:whenever', 'I can’t find working hours in “whenever”.'],
  ['closed:tomorrow', 'Closure 1, “tomorrow”: “tomorrow” is not a day; write it as 2026-12-25.'],
  ['ship:"SKU A 3 working days"', 'Line 1, “SKU A 3 working days”: a colon and a time are missing;'],
])('bad input is refused in words and nothing is half done: %s', async (edits, sentence) => {
  const before = await shop.database.db.$count(events)
  expect(said(await propose(edits))).toContain(sentence)
  expect(await shop.database.db.$count(agreements)).toBe(0)
  expect(await shop.database.db.$count(events)).toBe(before)
})

test('proposing the same again is refused, once it waits and once it is agreed', async () => {
  await propose('ship:"24 hours"')
  expect(said(await propose('ship:"24 hours"'))).toBe('Version 1 proposes just that, and waits for Lumen’s answer.')
  await shown()
  await accepts(mei(), asked(1))
  expect(said(await propose('ship:"24 hours"'))).toBe('Nothing would change for Lumen: these terms are in force.')
})

test('a supplier sees its own terms alone, and proposes none', async () => {
  expect(card(await mei().types('/supplier terms')).title).toBe('Terms of Lumen')
  expect(said(await mei().types('/supplier terms Casa'))).toBe('Here you can see your own terms: /supplier terms')
  expect(said(await mei().types('/supplier terms Nobody'))).toBe('Here you can see your own terms: /supplier terms')
  expect(said(await propose('ship:"24 hours"', mei()))).toBe(
    'Terms are proposed by the shop’s staff. Tell them what should change.',
  )
  await propose('ship:"24 hours"')
  const own = card(await mei().types('/supplier terms lumen'))
  expect(labels(own.presses)).toEqual(['Accept', 'Refuse', 'Announce a closure'])
  expect(said(await accepts(mei(), own))).toContain('Version 1 is in force.')
})

test('terms are answered by that supplier’s contacts and nobody else', async () => {
  await propose('ship:"24 hours"')
  await shown()
  const [row] = await shop.database.db.select().from(agreements)
  const answer = { agreement: row?.id, answer: 'accept' }
  const lucia = {
    side: 'supplier',
    supplierId: crypto.randomUUID(),
    chat: 'memory',
    user: 'lucía',
    name: 'Lucía',
  } as const
  expect(await shop.refused(shop.bot.ask('supplier.answer', answer, { ...lucia, roomId: null }))).toBe(
    'There are no such terms here.',
  )
  const staff = { side: 'staff', chat: 'memory', user: 'sam', name: 'Sam', roomId: null } as const
  expect(await shop.refused(shop.bot.ask('supplier.answer', answer, staff))).toBe(
    'That is for the supplier’s contacts, from the supplier’s room.',
  )
  expect(said(await shop.bot.as('Lucía', 'casa').presses(asked(1), 'Accept'))).toContain('does not work here')
  expect((await shop.database.db.select().from(agreements))[0]?.acceptedAt).toBeNull()
})

test('in a supplier’s room staff need not name it; elsewhere they are asked to', async () => {
  shop.chat.admit('sam', 'Sam', ['orders', 'lumen'])
  expect(card(await shop.bot.as('Sam', 'lumen').types('/supplier terms')).title).toBe('Terms of Lumen')
  expect(said(await sam().types('/supplier terms'))).toBe('Name the supplier: /supplier terms Lumen')
})

test('terms wait for a room of the supplier, and are asked about in it', async () => {
  await shop.ask('supplier.add', { name: 'North', zone: 'Europe/Oslo' })
  expect(said(await sam().types('/supplier terms North ship:"24 hours"'))).toContain(
    'It waits for a room: /supplier room North',
  )
  shop.chat.openRoom('north')
  await shop.ask('supplier.room', { supplier: 'North', room: { chat: 'memory', id: 'north', name: 'north' } })
  await shown()
  expect(cardIn(shop.chat, 'north', 'Terms of North, version 1').summary).toContain('Sam proposes new terms')
})

test('a closure agreed on today reaches what was sent yesterday, under default times too', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const dues = async () => {
    const [po] = await shop.database.db.select().from(purchaseOrders)
    return { ship: po?.shipBy?.getTime() ?? 0, answer: po?.acknowledgeBy?.getTime() ?? 0 }
  }
  const before = await dues()
  const tomorrow = new Date(Date.now() + 24 * HOUR).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
  await propose(`closed:"${tomorrow}"`)
  await shown()
  await accepts(mei(), asked(1))
  await shown()
  const after = await dues()
  expect(after.ship - before.ship).toBe(24 * HOUR)
  expect(after.answer).toBeGreaterThan(before.answer)
  await propose('closed:none')
  await shown()
  await accepts(mei(), asked(2))
  await shown()
  expect(await dues()).toEqual(after)
})

test('a closure agreed on today reaches parcels without a scan too: nobody is late for a day when all is closed', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784 lines:"LAMP x1"')
  await shop.bot.wait(HOUR)
  await mei().types('/tracking correct 1042-A 1Z999AA10123456784 1Z999AA10123456793')
  await mei().types('/tracking add 1042-A RB123456785CN')
  const scans = async () =>
    Object.fromEntries(
      (await shop.database.db.select().from(shipments)).map(one => [one.number, one.scanBy?.getTime() ?? 0]),
    )
  const before = await scans()
  expect(Object.keys(before)).toHaveLength(2)
  const tomorrow = new Date(Date.now() + 24 * HOUR).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
  await propose(`closed:"${tomorrow}"`)
  await shown()
  await accepts(mei(), asked(1))
  await shown()
  for (const [number, scanBy] of Object.entries(await scans()))
    expect(scanBy - (before[number] ?? 0), number).toBe(24 * HOUR)
  // What is recorded from now on knows of it as well, though its purchase order was sent before.
  await mei().types('/tracking remove 1042-A RB123456785CN')
  await mei().types('/tracking add 1042-A RB123456785CN')
  expect((await scans()).RB123456785CN).toBeGreaterThanOrEqual((before.RB123456785CN ?? 0) + 24 * HOUR)
  await shop.bot.wait(60 * HOUR)
  await shop.ask('late.sweep')
  const noticed = await shop.database.db.select({ rule: notices.rule }).from(notices)
  expect(noticed.filter(({ rule }) => rule === 'scan')).toEqual([])
})
