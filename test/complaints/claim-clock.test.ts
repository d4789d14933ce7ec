import { TZDate } from '@date-fns/tz'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { complaints } from '../../src/complaints/tables.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'
import { agreements, suppliers } from '../../src/suppliers/tables.ts'
import { defaultTerms, type Terms } from '../../src/suppliers/terms.ts'
import { aPhoto } from '../stage/a-photo.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const shop = aShop()
const HOUR = 3_600_000
const sam = () => shop.bot.as('Sam', 'support')

/** Lumen agreed to claims within so many days, with two photos; then it shipped order 1042, or has it still. */
async function agreed(claim: Terms['claim'], ships = true): Promise<void> {
  const [lumen] = await shop.database.db.select().from(suppliers).where(eq(suppliers.name, 'Lumen'))
  if (!lumen) throw new Error('no supplier')
  await shop.database.db.insert(agreements).values({
    supplierId: lumen.id,
    version: 1,
    terms: { ...defaultTerms(lumen), claim },
    proposedAt: shop.bot.now(),
    proposedBy: 'Sam',
    acceptedAt: shop.bot.now(),
  })
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  if (ships) await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784')
  await shop.bot.pump.idle()
}

const photo = (name: string) => keepFile(shop.database.db, { name, bytes: aPhoto(name) }, shop.bot.now())

async function open(): Promise<string> {
  const number = /C\d+/.exec(said(await sam().types('/complaint open 1042 other cracked')))?.[0] ?? ''
  await shop.bot.pump.idle()
  return number
}

const evidence = ['Photo of the box', 'Photo of the label']

test('the claim’s clock stands on the card with what is missing, and stops when all of it is there', async () => {
  await agreed({ amount: 7, unit: 'days', evidence })
  const number = await open()
  const window = () =>
    phraseText(
      cardIn(shop.chat, 'support', `Complaint ${number} of 1042-A`).facts?.find(one => one.label === 'Claim window')
        ?.value,
    )
  expect(window()).toMatch(/Claim by .*counted from shipping.*missing: Photo of the box and Photo of the label/)
  await sam().types(`/case take ${number}`)
  await shop.bot.pump.idle()
  const form = await sam().presses(cardIn(shop.chat, 'support', `Complaint ${number} of 1042-A`), 'Add evidence')
  if (form.kind !== 'form') throw new Error('no form')
  expect(form.form.fields[0]?.choices?.map(one => one.value)).toEqual(evidence)
  const first = await shop.ask('complaint.evidence', {
    case: number,
    shows: 'Photo of the box',
    files: [await photo('box.jpg')],
  })
  expect(first.text).toBe(`1 file added to ${number}. Still missing: Photo of the label.`)
  await shop.ask('complaint.evidence', { case: number, shows: 'photo of the label', files: [await photo('label.jpg')] })
  await shop.bot.pump.idle()
  expect(window()).toContain('Claimed in time')
  const [row] = await shop.database.db.select().from(complaints)
  expect(row?.warnAt).toBeNull()
  expect(cardIn(shop.chat, 'lumen', `Complaint ${number} of 1042-A`).files?.map(({ name }) => name)).toEqual([
    'box.jpg',
    'label.jpg',
  ])
})

test('what is asked for as a photo is shown by a photo: a program, a page or a thumbnail is refused, and nothing is kept', async () => {
  await agreed({ amount: 7, unit: 'days', evidence: ['Photo of the box', 'Packing list'] })
  const number = await open()
  const keep = (name: string, bytes: Uint8Array) => keepFile(shop.database.db, { name, bytes }, shop.bot.now())
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"></svg>'
  for (const [name, bytes, why] of [
    ['setup.exe', Buffer.from(`MZ${'x'.repeat(4_000)}`), 'is not a picture'],
    ['drawn.svg', Buffer.from(svg.padEnd(4_000)), 'is not a picture'],
    ['icon.png', aPhoto('icon', 32), 'is 32 × 32 pixels'],
    ['head.png', aPhoto('head').subarray(0, 500), 'has 500 bytes'],
  ] as const) {
    const asked = shop.ask('complaint.evidence', {
      case: number,
      shows: 'Photo of the box',
      files: [await keep(name, bytes)],
    })
    expect(await shop.refused(asked), name).toMatch(new RegExp(`“${name}” ${why}.*Attach a photo`))
  }
  const list = await keep('list.txt', Buffer.from('2 × lamp'))
  const listed = await shop.ask('complaint.evidence', { case: number, shows: 'Packing list', files: [list] })
  expect(listed.text).toBe(`1 file added to ${number}. Still missing: Photo of the box.`)
})

test('a file that came before is said to show it, without being sent again', async () => {
  await agreed({ amount: 7, unit: 'days', evidence })
  const opened = await shop.ask('complaint.open', {
    order: '1042',
    reason: 'damaged',
    happened: 'x',
    files: [await photo('all.jpg')],
  })
  const number = /C\d+/.exec(opened.text)?.[0] ?? ''
  expect((await shop.ask('complaint.evidence', { case: number, shows: 'Photo of the box' })).text).toContain(
    'Still missing: Photo of the label',
  )
  expect(await shop.refused(shop.ask('complaint.evidence', { case: number, shows: 'Photo of the label' }))).toBe(
    'Attach a photo or a file that shows it: Photo of the label.',
  )
  expect(
    await shop.refused(
      shop.ask('complaint.evidence', { case: number, shows: 'A poem', files: [await photo('b.jpg')] }),
    ),
  ).toContain('The agreement asks for Photo of the box and Photo of the label.')
})

test('staff are warned before the right to claim dies, and when it has, each once, whoever sweeps how often', async () => {
  await agreed({ amount: 7, unit: 'days', evidence })
  const number = await open()
  const told = async () => {
    await Promise.all([shop.ask('complaint.sweep'), shop.ask('complaint.sweep')])
    await shop.bot.pump.idle()
    return shop.chat.messages.flatMap(({ card, channel }) =>
      /can be claimed for|right to claim/.test(card.title) ? [`${channel}: ${card.title}`] : [],
    )
  }
  expect(await told()).toEqual([])
  const [row] = await shop.database.db.select().from(complaints)
  const end = row?.claimBy?.getTime() ?? 0
  for (const [ahead, count] of [
    [71, 1],
    [23, 2],
    [3, 3],
    [-1, 4],
    [-100, 4],
  ] as const) {
    shop.bot.wait(end - ahead * HOUR - shop.bot.now().getTime())
    expect((await told()).length, String(ahead)).toBe(count)
  }
  expect((await told()).at(-1)).toBe(`support: The right to claim ${number} has ended`)
  expect(
    card(await sam().types(`/complaint show ${number}`)).facts?.find(one => one.label === 'Claim window')?.value,
  ).toContain('The right to claim ended ')
})

test('a week without a sweep tells the last of what was missed, and not all of it at once', async () => {
  await agreed({ amount: 7, unit: 'days', evidence })
  await open()
  shop.bot.wait(30 * 24 * HOUR)
  await shop.ask('complaint.sweep')
  await shop.bot.pump.idle()
  const told = shop.chat.messages.filter(({ card }) => /can be claimed for|right to claim/.test(card.title))
  expect(told).toHaveLength(1)
})

test('where nothing was agreed there is no clock', async () => {
  await agreed(null)
  const number = await open()
  const shown = cardIn(shop.chat, 'support', `Complaint ${number} of 1042-A`)
  expect(shown.facts?.some(one => one.label === 'Claim window')).toBe(false)
})

/** The end of the right to claim, and what it is counted from. */
async function clock() {
  const [row] = await shop.database.db.select().from(complaints)
  return { by: row?.claimBy?.getTime() ?? null, since: row?.claimSince ?? null, warnAt: row?.warnAt ?? null }
}
const windowOf = (number: string) =>
  phraseText(
    cardIn(shop.chat, 'support', `Complaint ${number} of 1042-A`).facts?.find(one => one.label === 'Claim window')
      ?.value,
  )
const delivered = async () => {
  await sam().types('/tracking delivered 1042-A')
  await shop.bot.pump.idle()
}
const told = async () => {
  await shop.ask('complaint.sweep')
  await shop.bot.pump.idle()
  return shop.chat.messages.filter(({ card }) => /can be claimed for|right to claim/.test(card.title)).length
}

test('a claim for what had not shipped yet has a clock once it ships, and somebody is warned', async () => {
  await agreed({ amount: 7, unit: 'days', evidence }, false)
  const number = await open()
  expect(await clock()).toEqual({ by: null, since: null, warnAt: null })
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784')
  await shop.bot.pump.idle()
  expect((await clock()).since).toBe('shipped')
  expect(windowOf(number)).toContain('counted from shipping')
  shop.bot.wait(6 * 24 * HOUR)
  expect(await told()).toBe(1)
})

test('a delivery gives the days back that the parcel was on its way, and warns anew of the later end', async () => {
  await agreed({ amount: 7, unit: 'days', evidence })
  const number = await open()
  const first = (await clock()).by ?? 0
  shop.bot.wait(first - 23 * HOUR - shop.bot.now().getTime())
  expect(await told()).toBe(1)
  await delivered()
  const later = await clock()
  expect(later.since).toBe('delivered')
  expect((later.by ?? 0) - first).toBeGreaterThan(5 * 24 * HOUR)
  expect(windowOf(number)).toContain('counted from delivery')
  expect(await told()).toBe(1)
  shop.bot.wait((later.by ?? 0) - 23 * HOUR - shop.bot.now().getTime())
  expect(await told()).toBe(2)
})

test('a parcel that comes on the day on which it shipped moves nothing, and nothing is said twice', async () => {
  await agreed({ amount: 7, unit: 'days', evidence })
  await open()
  const before = await clock()
  shop.bot.wait((before.by ?? 0) - 23 * HOUR - shop.bot.now().getTime())
  expect(await told()).toBe(1)
  const [po] = await shop.database.db.select().from(purchaseOrders)
  const day = new TZDate(po?.shippedAt?.getTime() ?? 0, 'Asia/Shanghai').toISOString().slice(0, 10)
  await sam().types(`/tracking delivered 1042-A ${day}`)
  await shop.bot.pump.idle()
  expect(await clock()).toMatchObject({ by: before.by, since: 'delivered' })
  expect(await told()).toBe(1)
})

test('a delivery so long ago that the right has ended is told, once', async () => {
  await agreed({ amount: 7, unit: 'days', evidence }, false)
  const number = await open()
  const day = new Date(shop.bot.now().getTime() + 24 * HOUR).toISOString().slice(0, 10)
  shop.bot.wait(20 * 24 * HOUR)
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784')
  expect(await told()).toBe(0)
  await sam().types(`/tracking delivered 1042-A ${day}`)
  await shop.bot.pump.idle()
  expect([await told(), await told()]).toEqual([1, 1])
  expect(cardIn(shop.chat, 'support', `The right to claim ${number} has ended`)).toBeDefined()
})

test('a claim that was made in full before its parcel was heard of is made, whenever that is', async () => {
  await agreed({ amount: 7, unit: 'days', evidence: [] }, false)
  const number = await open()
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A 1Z999AA10123456784')
  await shop.bot.pump.idle()
  expect(windowOf(number)).toContain('Claimed in time')
  expect((await clock()).warnAt).toBeNull()
})

test('a complaint that is reopened counts from what came while it was closed', async () => {
  await agreed({ amount: 7, unit: 'days', evidence })
  const number = await open()
  await sam().types(`/complaint resolve ${number} explained`)
  shop.bot.wait(5 * 24 * HOUR)
  await delivered()
  expect((await clock()).since).toBe('shipped')
  await sam().types(`/case reopen ${number}`)
  await shop.bot.pump.idle()
  expect((await clock()).since).toBe('delivered')
})

/** The end of the window, to which the clock is moved, or so many ms past it. */
async function waitForEnd(past: number): Promise<void> {
  const { by } = await clock()
  shop.bot.wait((by ?? 0) + past - shop.bot.now().getTime())
}
const claimedAt = async () => (await shop.database.db.select().from(complaints))[0]?.claimedAt ?? null

test('a claim that staff kept to themselves is not made, and none that is sent after its last day', async () => {
  await agreed({ amount: 7, unit: 'days', evidence: [] })
  await sam().does('/complaint open 1042 other cracked keep:yes')
  expect(await claimedAt()).toBeNull()
  await waitForEnd(60_000)
  await shop.ask('complaint.send', { case: 'C1', happened: 'cracked' })
  expect(await claimedAt()).toBeNull()
  expect((await clock()).warnAt).not.toBeNull()
})

test('a claim that is sent on its last day is made', async () => {
  await agreed({ amount: 7, unit: 'days', evidence: [] })
  await sam().does('/complaint open 1042 other cracked keep:yes')
  await waitForEnd(-3_600_000)
  await shop.ask('complaint.send', { case: 'C1', happened: 'cracked' })
  expect(await claimedAt()).not.toBeNull()
})

test('of two complaints of two orders, the claim of one that is made leaves the clock of the other running', async () => {
  await agreed({ amount: 7, unit: 'days', evidence: [] })
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  await shop.ask('tracking.add', { purchaseOrder: '1043-A', number: '1Z12345E1512345676' })
  for (const number of ['1042', '1043']) await sam().does(`/complaint open ${number} other cracked keep:yes`)
  await shop.ask('complaint.send', { case: 'C1', happened: 'cracked' })
  const rows = await shop.database.db.select().from(complaints)
  expect(rows.map(row => [row.claimedAt !== null, row.warnAt !== null]).toSorted()).toEqual([
    [false, true],
    [true, false],
  ])
})

test('a parcel that was taken off takes the window counted from it along, and the right one brings its own', async () => {
  await agreed({ amount: 7, unit: 'days', evidence })
  await open()
  const window = async () => {
    const [row] = await shop.database.db.select().from(complaints)
    return row && { by: row.claimBy, from: row.claimFrom, warns: row.warnAt !== null }
  }
  expect(await window()).toMatchObject({ by: expect.any(Date), warns: true })
  await shop.bot.as('Mei', 'lumen').types('/tracking remove 1042-A 1Z999AA10123456784')
  expect(await window()).toEqual({ by: null, from: null, warns: false })
  shop.bot.wait(3 * 24 * HOUR)
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-A RB123456785CN')
  const [po] = await shop.database.db.select().from(purchaseOrders)
  expect(await window()).toMatchObject({ from: po?.shippedAt, warns: true })
})
