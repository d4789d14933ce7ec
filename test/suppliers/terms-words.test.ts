import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allowanceInWords, readAllowance } from '../../src/suppliers/allowance.ts'
import { readClosures, writeClosures } from '../../src/suppliers/closures.ts'
import { editTerms } from '../../src/suppliers/edit-terms.ts'
import { readHours, writeHours } from '../../src/suppliers/hours.ts'
import { readShip, writeShip } from '../../src/suppliers/ship-lines.ts'
import { defaultTerms } from '../../src/suppliers/terms.ts'
import { differences, summed } from '../../src/suppliers/terms-in-words.ts'
import { allowance } from '../stage/calendars.ts'

const TERMS = defaultTerms({ zone: 'Asia/Shanghai', shipHours: 48 })

test.each([
  ['24 hours', 24, 'hours'],
  ['24h', 24, 'hours'],
  ['1 hour', 1, 'hours'],
  ['8 working hours', 8, 'working hours'],
  ['3  Working Days', 3, 'working days'],
  ['3 business days', 3, 'working days'],
  ['same working day', 0, 'working days'],
  ['the same day', 0, 'working days'],
] as const)('“%s” is read as it is meant', (text, amount, unit) => {
  expect(readAllowance(text)).toEqual({ amount, unit })
})

test.each([
  ['soon', '“soon” isn’t a time I can read. Write 24 hours, 8 working hours or 3 working days.'],
  ['', '“” isn’t a time I can read. Write 24 hours, 8 working hours or 3 working days.'],
  ['-3 hours', '“-3 hours” isn’t a time I can read. Write 24 hours, 8 working hours or 3 working days.'],
  ['3 days', 'Do you mean 3 working days or 72 hours? Write one of them.'],
  ['0 hours', '“0 hours” is too short. Write 1 hour, or: same working day.'],
  ['99999 hours', '“99999 hours” is too long: at most 2160 hours.'],
  ['91 working days', '“91 working days” is too long: at most 90 working days.'],
])('“%s” is refused in words', (text, sentence) => {
  expect(() => readAllowance(text)).toThrow(sentence)
})

test('an allowance reads back as it is written', () => {
  fc.assert(
    fc.property(allowance, one => {
      expect(readAllowance(allowanceInWords(one))).toEqual(one)
    }),
  )
})

test.each([
  ['Mon-Fri 09:00-17:00, orders until 14:00', 'Mon-Fri 09:00-17:00, orders until 14:00'],
  ['monday to friday 9-17', 'Mon-Fri 09:00-17:00'],
  ['Sun–Thu 8.30 – 16', 'Sun-Thu 08:30-16:00'],
  ['Mon, Wed and Fri 9:00 to 18:00 cut-off 12:00', 'Mon, Wed, Fri 09:00-18:00, orders until 12:00'],
  ['daily 0:00-24:00', 'always'],
  ['24/7', 'always'],
  ['Sat & Sun 10-16', 'Sat, Sun 10:00-16:00'],
  ['Mon-Fri 09:00-12:00 13:00-18:00, Sat 09:00-13:00', 'Mon-Fri 09:00-12:00 13:00-18:00, Sat 09:00-13:00'],
  [
    'Mon-Fri: 9-12, 13-18; Sat 9-13; orders until 15',
    'Mon-Fri 09:00-12:00 13:00-18:00, Sat 09:00-13:00, orders until 15:00',
  ],
  ['Mon, Wed and Fri 9-17', 'Mon, Wed, Fri 09:00-17:00'],
])('working hours “%s” are understood', (typed, written) => {
  expect(writeHours(readHours(typed))).toBe(written)
  expect(readHours(written)).toEqual(readHours(typed))
})

test.each([
  ['whenever', 'I can’t find working hours in “whenever”.'],
  ['Mon-Fri', 'I can’t find working hours in “Mon-Fri”.'],
  ['Mon-Fry 9-17', '“Fry” isn’t a day of the week. Write Mon, Tue, Wed, Thu, Fri, Sat or Sun.'],
  ['Mon-Wed-Fri 9-17', '“Mon-Wed-Fri” isn’t a range of days.'],
  ['Mon-Fri 9-25', '“25” isn’t a time of day.'],
  ['Mon-Fri 9:75-17', '“9:75” isn’t a time of day.'],
])('working hours “%s” are refused in words', (typed, sentence) => {
  expect(() => readHours(typed)).toThrow(sentence)
})

test.each([
  ['Mon-Fri 17:00-09:00', 'Working hours: closing is at least an hour after opening, on the same day.'],
  ['Mon-Fri 09:00-17:00, Fri 12:00-18:00', 'Working hours: some hours are there twice.'],
  ['Mon-Fri 09:00-09:30', 'Working hours: closing is at least an hour after opening, on the same day.'],
  ['Mon-Fri 09:00-17:00, orders until 18:00', 'Working hours: the last orders are not after closing.'],
])('a week of no working time is refused: %s', (hours, sentence) => {
  expect(() => editTerms(TERMS, { hours }, 'UTC')).toThrow(sentence)
})

test('closures are days and ranges, by commas or lines, and read back', () => {
  const read = readClosures('2026-12-25, 2026-12-24 to 2027-01-02\n2026-05-01/2026-05-03;2026-12-25')
  expect(read).toEqual(['2026-05-01/2026-05-03', '2026-12-24/2027-01-02', '2026-12-25'])
  expect(readClosures(writeClosures(read))).toEqual(read)
  expect(readClosures(writeClosures([]))).toEqual([])
})

test('every closure that is none gets a sentence that names it', () => {
  const closed = '2026-02-30, 2026-12-25, 12/25/2026, 2027-01-02 to 2026-12-24, 2026-01-01 to 2026-12-31'
  expect(() => readClosures(closed)).toThrow(
    'Closure 1, “2026-02-30”: “2026-02-30” is not a day; write it as 2026-12-25. ' +
      'Closure 3, “12/25/2026”: “12/25/2026” is not a day; write it as 2026-12-25. ' +
      'Closure 4, “2027-01-02 to 2026-12-24”: it ends before it begins. ' +
      'Closure 5, “2026-01-01 to 2026-12-31”: it is longer than 92 days.',
  )
})

test('a calendar cannot be closed for years', () => {
  const closed = Array.from({ length: 12 }, (_, year) => `${2026 + year}-01-01 to ${2026 + year}-04-01`).join('\n')
  expect(() => editTerms(TERMS, { closed }, 'UTC')).toThrow('Closed: at most 1000 closed days in all.')
})

test('rules of shipping are read line by line, and read back', () => {
  const text = `SKU LAMP-*, BULB-1: 3 working days
    method "express": 24 hours
    sku VASE destination United States, ca: 5 working days
    destination EU: 4 working days
    Otherwise: 2 working days`
  const read = readShip(text)
  expect(read).toEqual({
    rules: [
      { sku: 'LAMP-*, BULB-1', ship: { amount: 3, unit: 'working days' } },
      { method: 'express', ship: { amount: 24, unit: 'hours' } },
      { sku: 'VASE', destination: 'US, CA', ship: { amount: 5, unit: 'working days' } },
      { destination: 'EU', ship: { amount: 4, unit: 'working days' } },
    ],
    ship: { amount: 2, unit: 'working days' },
  })
  expect(readShip(writeShip(read))).toEqual(read)
  expect(readShip('36 hours')).toEqual({ rules: [], ship: { amount: 36, unit: 'hours' } })
})

test('every rule that is none gets a sentence that names its line', () => {
  const text = `SKU LAMP-*: soon
    method express 24 hours
    colour red: 24 hours
    SKU VASE: 24 hours
    destination Narnia: 3 working days
    sku vase: 48 hours
    SKU A SKU B: 48 hours
    otherwise: 2 days`
  expect(() => readShip(text)).toThrow(
    'Line 1, “SKU LAMP-*: soon”: “soon” isn’t a time I can read. Write 24 hours, 8 working hours or 3 working days. ' +
      'Line 2, “method express 24 hours”: a colon and a time are missing; write such as SKU LAMP-*: 3 working days. ' +
      'Line 3, “colour red: 24 hours”: “colour red” isn’t a SKU, method or destination; write such as SKU LAMP-*: 3 working days. ' +
      'Line 5, “destination Narnia: 3 working days”: “Narnia” isn’t a country I know; write its two letters, such as US, or EU. ' +
      'Line 6, “sku vase: 48 hours”: a line above is for the same; the first that fits wins. ' +
      'Line 7, “SKU A SKU B: 48 hours”: sku is there twice; separate what it names by commas. ' +
      'Line 8, “otherwise: 2 days”: Do you mean 2 working days or 48 hours? Write one of them.',
  )
  expect(() => readShip('SKU A: 24 hours')).toThrow('Say last what holds where no rule fits. otherwise: 2 working days')
  expect(() => readShip('otherwise: 24 hours\nSKU A: 48 hours')).toThrow(
    'Line 2, “SKU A: 48 hours”: nothing is read after “otherwise”; put it last.',
  )
})

test.each([
  [{ acknowledge: 'soon' }, 'acknowledge', '“soon” isn’t a time I can read.'],
  [{ scan: '2 days' }, 'scan', 'Do you mean 2 working days or 48 hours?'],
  [{ claim: 'a while' }, 'claim', '“a while” isn’t a time for claims.'],
  [{ claim: '0 days' }, 'claim', '“0 days” isn’t a time for claims.'],
  [{ claim: '400 days' }, 'claim', '“400 days” is too long: at most 365 days.'],
  [{ evidence: 'photo' }, 'claim', 'Say as well how long a claim may be made'],
  [{ handling: 'x'.repeat(501) }, 'handling', 'Handling: write at most 500 characters.'],
  [{ claim: '30 days', evidence: 'x'.repeat(81) }, 'evidence', 'A claim comes with: write at most 80 characters.'],
  [
    { ship: `SKU ${'x'.repeat(151)}: 24 hours\notherwise: 24 hours` },
    'ship',
    'Ship within: write at most 150 characters.',
  ],
])('%#: the part that makes no sense is refused by itself', (edits, field, sentence) => {
  const refused = (() => {
    try {
      editTerms(TERMS, edits, 'UTC')
    } catch (error) {
      return error
    }
  })()
  expect(refused).toMatchObject({ field, message: expect.stringContaining(sentence) })
})

test('what is not written stays as it was, and none takes a part away', () => {
  const whole = editTerms(
    TERMS,
    { claim: '30 days', evidence: 'photo of the damage, photo of the label', returnTo: 'Gate 4', handling: 'DHL only' },
    'Asia/Shanghai',
  )
  expect(editTerms(whole, { acknowledge: '8 hours' }, 'Asia/Shanghai')).toEqual({
    ...whole,
    acknowledge: { amount: 8, unit: 'hours' },
  })
  expect(whole.claim).toEqual({ amount: 30, unit: 'days', evidence: ['photo of the damage', 'photo of the label'] })
  const less = editTerms(whole, { claim: 'none', evidence: 'photo', returnTo: 'none', handling: 'None' }, 'UTC')
  expect(less).toMatchObject({ claim: null, returnTo: null, handling: null })
})

test('a difference is told in words, and a rule that moved is one as well', () => {
  const before = editTerms(TERMS, { ship: 'SKU A: 24 hours\nmethod express: 8 hours\notherwise: 48 hours' }, 'UTC')
  const moved = editTerms(before, { ship: 'method express: 8 hours\nSKU A: 24 hours\notherwise: 48 hours' }, 'UTC')
  expect(differences(before, before)).toEqual([])
  expect(summed(differences(before, moved))).toBe('order of the rules by express, then A instead of A, then by express')
  const other = editTerms(before, { ship: 'SKU A: 3 working days\notherwise: 48 hours', hours: 'Mon-Fri 9-17' }, 'UTC')
  expect(summed(differences(before, other))).toBe(
    'working hours Mon-Fri 09:00-17:00, UTC instead of always, UTC; ' +
      'ship A within 3 working days instead of 24 hours; ship by express within nothing instead of 8 hours',
  )
})

test.each([
  ['2027-02-05~2027-02-20', '2027-02-05/2027-02-20'],
  ['5 Feb 2027 - 20 Feb 2027', '2027-02-05/2027-02-20'],
  ['5 Feb - 20 Feb 2027', '2027-02-05/2027-02-20'],
  ['5-20 Feb 2027', '2027-02-05/2027-02-20'],
  ['2027/02/05-2027/02/20', '2027-02-05/2027-02-20'],
  ['Feb 5 - 20, 2027', '2027-02-05/2027-02-20'],
  ['5–20 Feb 2027', '2027-02-05/2027-02-20'],
  ['2027年2月5日至20日', '2027-02-05/2027-02-20'],
  ['Feb 5, 2027 - Feb 20, 2027', '2027-02-05/2027-02-20'],
  ['5th February 2027 until 20 February 2027', '2027-02-05/2027-02-20'],
  ['2027年2月5日～2027年2月20日', '2027-02-05/2027-02-20'],
  ['05.02.2027 – 20.02.2027', '2027-02-05/2027-02-20'],
  ['2027-02-05/2027-02-20', '2027-02-05/2027-02-20'],
  ['1 May 2027', '2027-05-01'],
])('a closure “%s” is understood', (typed, closure) => expect(readClosures(typed)).toEqual([closure]))

test('a closure that can be read as two days is asked about', () => {
  expect(() => readClosures('2/5/2027')).toThrow('“2/5/2027” may be read two ways; write it as 2026-12-25.')
})

test.each([
  ['daily 00:00-24:00', 'always'],
  ['Mon 0-24', 'Mon 00:00-24:00'],
  ['Mon-Fri 9:59-23:59', 'Mon-Fri 09:59-23:59'],
  ['Mon-Tue 9-17', 'Mon, Tue 09:00-17:00'],
  ['Sat-Mon 9-17', 'Sat-Mon 09:00-17:00'],
  ['Fri-Thu 9-17', 'daily 09:00-17:00'],
  ['Mon-Mon 9-17', 'Mon 09:00-17:00'],
  ['daily 00:00-24:00, orders until 24:00', 'daily 00:00-24:00, orders until 24:00'],
  ['Mon-Sat 00:00-24:00', 'Mon-Sat 00:00-24:00'],
  ['daily 00:00-23:59', 'daily 00:00-23:59'],
  ['daily 00:01-24:00', 'daily 00:01-24:00'],
  ['Mon, Wed, Thu, Fri 9-17', 'Mon, Wed, Thu, Fri 09:00-17:00'],
])('working hours “%s” are “%s”', (typed, written) => {
  expect(writeHours(readHours(typed))).toBe(written)
})

test.each(['Mon-Fri 9-24:01', 'Mon-Fri 9:60-17'])('“%s” is past the end of an hour or of the day', typed => {
  expect(() => readHours(typed)).toThrow('isn’t a time of day.')
})

test('an hour is enough to be open, and the last orders may come at closing', () => {
  const edit = (hours: string) => editTerms(TERMS, { hours }, 'UTC').calendar
  expect(edit('Mon-Fri 09:00-10:00').closes).toBe('10:00')
  expect(() => edit('Mon-Fri 09:00-09:59')).toThrow('closing is at least an hour after opening')
  expect(edit('Mon-Fri 09:00-17:00, orders until 17:00').cutoff).toBe('17:00')
  expect(() => edit('Mon-Fri 09:00-17:00, orders until 17:01')).toThrow('not after closing')
  expect(edit('Mon-Fri 09:00-12:00 12:00-17:00').more).toHaveLength(1)
  expect(() => edit('Mon-Fri 09:00-12:00 11:59-17:00')).toThrow('some hours are there twice')
})

test('a closure is a day or up to 92, and ends no day before it begins', () => {
  expect(readClosures('2026-12-24 to 2026-12-24')).toEqual(['2026-12-24'])
  expect(readClosures('2026-01-01 to 2026-04-02')).toEqual(['2026-01-01/2026-04-02'])
  expect(() => readClosures('2026-01-01 to 2026-04-03')).toThrow('it is longer than 92 days')
  expect(() => readClosures('2026-12-25 to 2026-12-24')).toThrow('it ends before it begins')
})
