import { expect, test } from 'vitest'
import { daysFromNow } from '../stage/from-now.ts'
import { incoming } from '../stage/incoming.ts'
import { type CaseAct, FIRST, flat, fourWays, NAMES, type Name, PAIRS } from './four-ways.ts'

const here = fourWays()
const { shop, owed, sent, allRead } = here
let hour = 1

/** What the shop asks of a purchase order, each on its own. */
async function asks(kind: CaseAct['kind'], order: string): Promise<CaseAct> {
  if (kind === 'terms') {
    hour += 1
    const { text } = await shop.ask('supplier.terms', { supplier: 'Lumen', ship: `${20 + hour} hours` })
    await owed.idle()
    return { kind, title: `Terms of Lumen, version ${/Version (\d+)/.exec(text)?.[1]}` }
  }
  const po = await sent(order)
  if (kind === 'change') {
    await shop.ask('po.acknowledge', { purchaseOrder: po })
    hour += 1
    const shipTo = incoming('1', []).shipTo
    const lines = [{ sku: 'LAMP', quantity: 2 }, { sku: 'BULB' }]
    const over = {
      shipTo: shipTo && { ...shipTo, street: 'Elsewhere 1' },
      updatedAt: new Date(Date.UTC(2026, 10, 3, 9, hour)),
    }
    await shop.receive(order, lines, over)
    await owed.idle()
    return { kind, po, title: `${po}: ship-to changed` }
  }
  await shop.ask('tracking.add', { purchaseOrder: po, number: FIRST })
  const more = kind === 'complaint' ? { reason: 'damaged' } : { reason: 'unwanted', lines: 'LAMP x1' }
  const { text } = await shop.ask(`${kind}.open`, { order, happened: 'See the photo.', ...more })
  await owed.idle()
  const number = /[CR]\d+/.exec(text)?.[0] ?? ''
  if (kind === 'complaint') return { kind, number, answer: 'We send a new one.', title: `Complaint ${number} of ${po}` }
  return { kind, number, to: 'Dock 4', title: `Return ${number} of ${po}` }
}
/** What whoever answers reads, and nobody after them. */
const DONE = {
  change: 'Accepted:',
  complaint: 'is with the shop’s staff',
  return: 'must be written on the parcel',
  terms: 'It holds for orders sent from now on',
} as const
const KINDS = ['change', 'complaint', 'return', 'terms'] as const

test('a day is promised and many parcels are added by each way, and every other way reads it', async () => {
  for (const [at, name] of NAMES.entries()) {
    const [one, two] = [await sent(`110${at}`), await sent(`111${at}`)]
    await here.ways[name].acknowledges(one)
    await here.ways[name].promises(one, daysFromNow(10 + at))
    // The link of a mail is for one card: a list is an answer to it (see test/email/receive/take-mail.test.ts).
    if (name === 'mail') continue
    await here.ways[name].tracksMany(`${one}, ${FIRST}\n${two}, ${FIRST}`)
    for (const po of [one, two]) await allRead(po, 'Shipped', FIRST)
  }
})

test('what the shop asks is answered by one way, and whoever had it open by another reads by whom', async () => {
  for (const [at, pair] of PAIRS.entries())
    for (const which of [at % 4, (at + 1) % 4]) {
      const kind = KINDS[which] ?? 'change'
      const [first, second] = (at + which) % 2 === 0 ? pair : ([pair[1], pair[0]] as readonly [Name, Name])
      const act = await asks(kind, `12${at}${which}`)
      const [acts, late] = [await here.ways[first].prepares(act), await here.ways[second].prepares(act)]
      const told = { kind, first, second, one: flat(await acts()), other: flat(await late()) }
      expect(told).toMatchObject({ one: expect.stringContaining(DONE[kind]) })
      expect(told).toMatchObject({ other: expect.not.stringContaining(DONE[kind]) })
      expect(told).toMatchObject({ other: expect.stringContaining(here.ways[first].who) })
      await owed.idle()
    }
})
