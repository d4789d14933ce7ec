import { expect, test } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import type { TaggedScan } from '../../src/kernel/shapes/feed.ts'
import { carrierSilences } from '../../src/troubles/tables.ts'
import { card, cardIn } from '../stage/shop.ts'
import { aParcelShop } from './a-parcel-shop.ts'

const shop = aParcelShop()
const sam = () => shop.bot.as('Sam', 'alerts')
const DAY = 24

/** UPS numbers of which the check digit is right. */
const NUMBERS = Array.from({ length: 12 }, (_, at) => checked(`1Z999AA1${String(1_000_000 + at).slice(0, 7)}`))

function checked(body: string): string {
  const digits = [...body.slice(2)].map(one => (/\d/.test(one) ? Number(one) : (one.charCodeAt(0) - 63) % 10))
  const sum = digits.reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 2), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

const moved = (numbers: readonly string[], words: string, over: Partial<TaggedScan> = {}) =>
  shop.ask('tracking.heard', {
    feed: 'test',
    scans: numbers.map(number => ({
      ...{ number, tag: 'InTransit', status: 'x', words, at: shop.bot.now().toISOString(), ...over },
    })),
  })

/** So many parcels with UPS, all picked up at once. */
async function onTheirWay(many: number): Promise<readonly string[]> {
  const numbers = NUMBERS.slice(0, many)
  for (const [at, number] of numbers.entries()) await shop.ships(String(1042 + at), number, false, 'ups')
  await moved(numbers, 'Picked up')
  return numbers
}

test('a carrier that is silent about all its parcels is one message with a list, and cases open for those that stay silent after it', async () => {
  const numbers = await onTheirWay(12)
  await shop.looks(12 * DAY)
  expect(await shop.database.db.$count(cases)).toBe(0)
  const silent = cardIn(shop.chat, 'alerts', 'UPS has gone silent')
  expect(silent.summary).toContain('any of the 12 parcels that UPS has on its way')
  const listed = card(await sam().presses(silent, 'List the parcels'))
  expect([listed.summary, listed.lines?.length]).toEqual([
    'UPS has 12 parcels on their way, the longest silent first.',
    12,
  ])
  await shop.looks(DAY)
  expect(shop.titles('alerts').filter(title => title === silent.title)).toHaveLength(1)
  await moved(numbers.slice(0, 10), 'Arrived')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'alerts', 'UPS speaks again').tone).toBe('good')
  await shop.looks(23)
  expect(await shop.troubles()).toEqual([])
  await shop.looks(7)
  expect(await shop.troubles()).toEqual(['1052-A stuck', '1053-A stuck'])
  expect(await shop.database.db.$count(cases)).toBe(2)
  expect(await shop.database.db.select().from(carrierSilences)).toMatchObject([{ endedAt: expect.any(Date) }])
})

test('a silence that never ends is no excuse for ever: after a week all of them are in one digest', async () => {
  await onTheirWay(11)
  await shop.looks(12 * DAY)
  expect(await shop.database.db.$count(cases)).toBe(0)
  await shop.looks(7 * DAY + 1)
  expect(await shop.database.db.$count(cases)).toBe(11)
  const digest = cardIn(shop.chat, 'alerts', '11 parcels got into trouble within the hour')
  expect(digest.summary).toBe('11 of 11 still are in trouble.')
  expect(card(await sam().presses(digest, 'Show all')).summary).toBe('1 to 11 of 11 parcels in trouble.')
  expect(shop.titles('alerts').filter(title => title.includes('has stopped moving'))).toEqual([])
  await sam().types('/case take P1')
  await shop.bot.pump.idle()
  expect(shop.titles('alerts').filter(title => title.includes('has stopped moving'))).toHaveLength(1)
})

test('a quiet carrier with few parcels is no outage, and many lost at once are one digest for either side', async () => {
  const numbers = await onTheirWay(5)
  await shop.looks(12 * DAY)
  expect(await shop.database.db.$count(cases)).toBe(5)
  expect(shop.titles('alerts')).not.toContain('UPS has gone silent')
  shop.bot.wait(2 * 3_600_000)
  await moved(numbers, 'Declared lost', { tag: 'Exception', detail: 'lost' })
  await shop.bot.pump.idle()
  const theirs = cardIn(shop.chat, 'lumen', '5 parcels got into trouble within the hour')
  expect(theirs.lines?.[0]?.text).toBe('1042-A · Lost')
  expect(await shop.database.db.$count(cases)).toBe(5)
  await moved(numbers, 'Found again', {
    tag: 'OutForDelivery',
    at: new Date(shop.bot.now().getTime() + 60_000).toISOString(),
  })
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', theirs.title).summary).toBe('All of them are on their way again.')
})
