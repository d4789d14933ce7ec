import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carriers, findCarrier, numbersIn, recognise, trackingUrl } from '../../src/shipments/carriers.ts'
import { checkCharacter } from '../../src/shipments/check-character.ts'
import { couriers } from '../../src/shipments/couriers.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const weighed = (serial: string, weights: readonly number[]) =>
  [...serial].reduce((sum, digit, at) => sum + Number(digit) * (weights[at % weights.length] ?? 0), 0)
const toTen = (sum: number) => (10 - (sum % 10)) % 10

/** UPU S10: eight digits weighed 8 6 4 2 3 5 9 7, modulo 11. */
function s10(service: string, serial: string, country: string): string {
  const check = 11 - (weighed(serial, [8, 6, 4, 2, 3, 5, 9, 7]) % 11)
  return `${service}${serial}${check === 10 ? 0 : check === 11 ? 5 : check}${country}`
}
const ups = (serial: string) => `1Z${serial}${toTen(weighed(serial, [1, 2]))}`
const fedex = (serial: string) => `${serial}${(weighed(serial, [3, 1, 7]) % 11) % 10}`
const dhl = (serial: string) => `${serial}${Number(serial) % 7}`
const gs1 = (serial: string) => `${serial}${toTen(weighed(serial, [3, 1]))}`

const misread = (number: string, at = number.length - 1) =>
  `${number.slice(0, at)}${(Number(number[at]) + 1) % 10}${number.slice(at + 1)}`
const codes = (typed: string) => recognise(typed).candidates.map(({ carrier }) => carrier.code)

describe('a number that names its carrier is taken without a question', () => {
  const named: [typed: string, code: string][] = [
    [ups('999999990123456'), 'ups'],
    [s10('RX', '12345678', 'CN'), 'china_post'],
    [s10('RB', '12345678', 'GB'), 'royal_mail'],
    [s10('LX', '12345678', 'US'), 'usps'],
    [s10('UR', '12345678', 'YP'), 'yanwen'],
    [gs1('940010000000000000000'), 'usps'],
    ['YT1234567890123456', 'yunexpress'],
    ['YT1234567890123', 'yto'],
    ['4PX1234567890123CN', 'fourpx'],
    ['SF1234567890123', 'sf_express'],
    ['JDVB12345678901', 'jd_logistics'],
    ['JT1234567890123', 'jt_express'],
    ['3SABCD1234567', 'postnl'],
    ['TBA123456789012', 'amazon'],
    ['TBC123456789012', 'amazon'],
    ['JJD1234567890', 'dhl'],
    ['1LS712345678901', 'lasership'],
    ['CNFR1234567890123HD', 'cainiao'],
    ['SPXVN038443313536', 'spx'],
  ]
  test.each(named)('%s is %s', (typed, code) => {
    expect(recognise(typed)).toMatchObject({ verdict: 'certain', candidates: [{ carrier: { code }, certain: true }] })
  })

  test('however it is spaced, dotted, dashed, cased or pasted with invisible characters', () => {
    const number = ups('012345123456710')
    const loose = ` 1z 012-345.12 ${number.slice(10, 14)}\u200b\u00ad\u2013${number.slice(14)}\ufeff\n`
    const wide = number.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    expect([recognise(loose), recognise(wide)]).toEqual([recognise(number), recognise(number)])
    expect(recognise(number).number).toBe(number)
  })

  test('a parcel that changes hands is Chronopost’s or DHL’s, not the general form’s', () => {
    expect(codes(s10('XY', '12345678', 'FR'))).toEqual(['chronopost'])
    expect(codes(s10('LX', '12345678', 'FR'))).toEqual(['la_poste'])
    expect(codes(`00${gs1('34043412345678901')}`)).toEqual(['dhl'])
  })
})

describe('a typo is caught before the customer gets a dead link', () => {
  test('in the check digit of any S10 number, whatever its service', () => {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const right = s10(`${letter}M`, '12345678', 'CN')
      expect(recognise(right)).toMatchObject({ verdict: 'certain', candidates: [{ carrier: { code: 'china_post' } }] })
      expect(recognise(misread(right, 10)).verdict).toBe('invalid')
    }
  })

  test('in the check digit of registered mail from anywhere', () => {
    fc.assert(
      fc.property(digits(8), fc.constantFrom('CN', 'DE', 'HK', 'SG', 'US'), (serial, country) => {
        const right = s10('RX', serial, country)
        expect(recognise(right).verdict).toBe('certain')
        expect(recognise(misread(right, 10))).toMatchObject({ verdict: 'invalid', candidates: [] })
      }),
    )
  })

  test('in the check digit of any UPS number', () => {
    fc.assert(
      fc.property(digits(15), serial => {
        expect(recognise(ups(serial)).verdict).toBe('certain')
        expect(recognise(misread(ups(serial))).verdict).toBe('invalid')
      }),
    )
  })

  test('and the sentence names the carrier and the remedy', () => {
    expect(recognise(misread(ups('999999990123456'))).why).toBe(
      'The check digit does not fit UPS. Check the number for a typo.',
    )
    expect(recognise(misread(`00${gs1('34043412345678901')}`)).why).toMatch(/does not fit DHL\./)
  })

  test('in the check character of a DPD number', () => {
    const right = `01234567890123${checkCharacter('01234567890123')}`
    // The example of ISO 7064 MOD 37,36 printed in the Global Release Identifier standard: A1-2425G-ABC1234002-M.
    expect(checkCharacter('A12425GABC1234002')).toBe('M')
    expect(codes(right)).toContain('dpd')
    expect(codes(misread(right, 13))).not.toContain('dpd')
  })
})

describe('where several carriers fit, the person is asked instead of the parcel being followed at the wrong one', () => {
  test('twelve digits with FedEx’s check digit: FedEx first, the others offered', () => {
    fc.assert(
      fc.property(digits(11), serial => {
        const { verdict, candidates, why } = recognise(fedex(serial))
        expect(verdict).toBe('ambiguous')
        expect(candidates[0]).toMatchObject({ carrier: { code: 'fedex' }, certain: true })
        expect(candidates.slice(1).every(other => !other.certain)).toBe(true)
        expect(why).toMatch(/^This could be FedEx, .* or .*\. Choose the carrier\.$/)
      }),
    )
  })

  test('twelve digits with another check digit: not FedEx, and the sentence says why', () => {
    const { verdict, candidates, why } = recognise(misread(fedex('12345678901')))
    expect(verdict).toBe('ambiguous')
    expect(candidates.map(({ carrier }) => carrier.code)).not.toContain('fedex')
    expect(why).toContain('The check digit rules out FedEx.')
  })

  test('no run of 10, 11, 12, 14 or 16 bare digits is ever taken for certain', () => {
    fc.assert(
      fc.property(fc.constantFrom(10, 11, 12, 14, 16).chain(digits), typed => {
        expect(['ambiguous', 'likely', 'unknown']).toContain(recognise(typed).verdict)
      }),
    )
  })

  test('one carrier without a check digit is only likely', () => {
    expect(recognise('123456789012345678901234')).toMatchObject({
      verdict: 'likely',
      candidates: [{ carrier: { code: 'inpost' }, certain: false }],
      why: 'This looks like InPost, but nothing in the number proves it. The check digit rules out USPS.',
    })
    expect(recognise(misread(dhl('1234567890'))).why).toBe(
      'This looks like GLS, but nothing in the number proves it. The check digit rules out DHL.',
    )
  })
})

describe('whatever is pasted, the person gets an answer and not a failure', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.stringMatching(/^[0-9A-Z .-]{0,70}$/),
  )

  test('every answer agrees with itself', () => {
    fc.assert(
      fc.property(anything, typed => {
        const { number, candidates, verdict, why } = recognise(typed)
        expect(number.length).toBeLessThanOrEqual(64)
        expect(candidates.length === 0).toBe(verdict === 'unknown' || verdict === 'invalid')
        if (verdict === 'certain') expect(candidates[0]?.certain).toBe(true)
        if (verdict === 'likely') expect(candidates).toHaveLength(1)
        if (verdict === 'ambiguous') expect(candidates.length).toBeGreaterThan(1)
        expect(new Set(candidates.map(({ carrier }) => carrier.code)).size).toBe(candidates.length)
        for (const { carrier } of candidates) expect(carriers).toContainEqual(carrier)
        expect(why).toMatch(/^[A-Z][^\n]+\.$/)
      }),
      { numRuns: 1_000 },
    )
  })

  test('the numbers found in any text are recognised again as they stand', () => {
    fc.assert(
      fc.property(anything, text => {
        for (const number of numbersIn(text)) {
          expect(recognise(number)).toMatchObject({ number })
          expect(recognise(number).verdict).not.toBe('unknown')
        }
      }),
    )
  })

  test.each([
    ['', 'There is no tracking number here.'],
    [' \u200b ', 'There is no tracking number here.'],
    ['1042', 'No carrier we know writes its numbers like this.'],
    [s10('RX', '12345678', 'ZZ'), 'No carrier we know writes its numbers like this.'],
    ['9'.repeat(65), 'This is longer than 64 characters. Enter one tracking number at a time.'],
    ['9'.repeat(1_000_000), 'This is longer than 64 characters. Enter one tracking number at a time.'],
  ])('%.20j is unknown, with a sentence', (typed, why) => {
    expect(recognise(typed)).toMatchObject({ verdict: 'unknown', candidates: [], why })
    expect(recognise(typed).number.length).toBeLessThanOrEqual(64)
  })
})

describe('numbers in a chat message', () => {
  const parcel = ups('999999990123456')
  const letter = s10('RX', '12345678', 'CN')

  test('are found in the order written, each once, joined over the groups of a label', () => {
    const text = `Sent! ${letter}, and 1Z 9999 9999 0123 456${parcel.at(-1)} (${letter}); see https://t.example/#YT1234567890123456`
    expect(numbersIn(text)).toEqual([letter, parcel, 'YT1234567890123456'])
  })

  test('are found beside the order number they belong to', () => {
    expect(numbersIn(`1042 ${parcel}\n1043 ${fedex('12345678901')}`)).toEqual([parcel, fedex('12345678901')])
    expect(numbersIn(`ORDER 1042-A ${letter} 2 pcs`)).toEqual([letter])
  })

  test('are found with a typo in them, so that the typo can be pointed out', () => {
    expect(numbersIn(`tracking ${misread(parcel)}`)).toEqual([misread(parcel)])
  })

  test('are not made of mentions, phone numbers, dates, prices and words', () => {
    const grouped = dhl('415555267')
    const text = `<@${gs1('1234567890123456789')}> call +14155552671 or ${grouped.slice(0, 3)}-${grouped.slice(3, 6)}-${grouped.slice(6)},
      2026-11-22 14:31, 1,234.56 EUR, order 1042, SKU-000123, ASAP`
    expect(numbersIn(text)).toEqual([])
  })

  test('are not found a second time inside one another', () => {
    const isBoth = (number: string) => number.slice(2) === gs1(number.slice(2, -1))
    const both = Array.from({ length: 1_000 }, (_, at) => ups(`${100_000_000_000_000 + at}`)).find(isBoth) ?? ''
    const groups = both.match(/1Z|\d{4}/g) ?? []
    expect(numbersIn(groups.slice(1).join(' '))).toEqual([both.slice(2)])
    expect(numbersIn(groups.join(' '))).toEqual([both])
  })

  test('are not joined over a line or a comma', () => {
    expect(numbersIn(`${letter.slice(0, 6)}\n${letter.slice(6)}, ${letter.slice(0, 4)},${letter.slice(4)}`)).toEqual([])
  })
})

describe('a carrier named by hand', () => {
  test.each([
    ['China Post', 'china_post'],
    ['yun express', 'yunexpress'],
    ['DHL', 'dhl'],
    ['dhl express', 'dhl'],
    ['Fed-Ex', 'fedex'],
    ['United States Postal Service', 'usps'],
    ['Hermes', 'evri'],
    ['J&T', 'jt_express'],
    ['4 PX', 'fourpx'],
    ['顺丰', 'sf_express'],
    ['correos españa', 'correos'],
  ])('%s is found', (typed, code) => {
    expect(findCarrier(typed)?.code).toBe(code)
  })

  test('that we do not know, or that is no name at all, is nobody', () => {
    expect(['', ' - ', 'Pigeon Express', 'constructor'].map(findCarrier)).toEqual([null, null, null, null])
  })

  test('is picked from a list where no name stands twice and every one is found again', () => {
    const names = carriers.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')))
    for (const carrier of carriers) {
      expect([findCarrier(carrier.name), findCarrier(carrier.code)]).toEqual([carrier, carrier])
    }
  })
})

describe('the link to the parcel', () => {
  test('opens the carrier’s own page at this number', () => {
    expect(trackingUrl('yunexpress', 'yt 1234 5678 9012 3456')).toBe(
      'https://www.yuntrack.com/parcelTracking?id=YT1234567890123456',
    )
    expect(recognise(ups('999999990123456')).candidates[0]?.trackingUrl).toContain(ups('999999990123456'))
  })

  test('cannot be bent by what was typed as the number', () => {
    expect(trackingUrl('yunexpress', '$&x&y=1#<b>\ud800')).toBe(
      'https://www.yuntrack.com/parcelTracking?id=%24%26X%26Y%3D1%23%3CB%3E',
    )
  })

  test('is none for an unknown carrier, an empty number, or a carrier without such a page', () => {
    expect([trackingUrl('nobody', '1'), trackingUrl('dhl', ' '), trackingUrl('yto', 'YT1234567890123')]).toEqual([
      null,
      null,
      null,
    ])
  })

  test('is a secure address with one place for the number, in all our own files', () => {
    for (const { tracking_url: url } of couriers.filter(({ source }) => source)) {
      if (url) expect(url.split('%s')).toEqual([expect.stringMatching(/^https:\/\//), expect.any(String)])
    }
  })
})

describe('no carrier we claim to know is lost', () => {
  const examples = couriers
    .filter(({ courier_code }) => courier_code !== 's10')
    .flatMap(({ courier_code: code, tracking_numbers }) =>
      tracking_numbers.map(({ name, test_numbers }) => ({ name, code, ...test_numbers })),
    )

  test.each(examples)('$name: its example numbers are still recognised, its counter-examples not', example => {
    expect(example.valid.length).toBeGreaterThan(0)
    for (const number of example.valid) expect(codes(number)).toContain(example.code)
    for (const number of example.invalid) expect(codes(number)).not.toContain(example.code)
  })

  test('every file of our own says where its formats come from', () => {
    const own = couriers.filter(({ source }) => source)
    expect(own.length).toBeGreaterThan(30)
    for (const { source } of own) expect(source?.every(url => url.startsWith('https://'))).toBe(true)
  })
})
