import { expect, test } from 'vitest'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { recognise } from '../../src/shipments/carriers.ts'
import { type Chosen, chooseCarrier, TrackingNumber } from '../../src/shipments/choose-carrier.ts'

const UPS = '1Z999AA10123456784'
const AMBIGUOUS = '123456789012'

function choose(number: string, named?: string): string {
  try {
    const chosen: Chosen = chooseCarrier(recognise(number), named)
    return 'ask' in chosen ? `which of ${chosen.ask.length}?` : `${chosen.carrier.name} (${chosen.carrier.code})`
  } catch (error) {
    if (error instanceof Refusal) return `${error.field}: ${error.message}`
    throw error
  }
}

test('the number says the carrier where it can', () => {
  expect(choose(UPS)).toBe('UPS (ups)')
  expect(choose('1z 999 aa1-01.2345 6784')).toBe('UPS (ups)')
})

test('a number that fits several carriers is asked about, and a name settles it', () => {
  expect(choose(AMBIGUOUS)).toMatch(/^which of [2-9]/)
  expect(choose(AMBIGUOUS, 'fedex')).toBe('FedEx (fedex)')
})

test('a wrong check digit is a typo until somebody insists', () => {
  expect(choose('1Z999AA10123456785')).toMatch(/^number: The check digit does not fit UPS. Check the number for a typo/)
  expect(choose('1Z999AA10123456785', 'DHL')).toMatch(/^number: .*Or name the carrier as “other: DHL/)
  expect(choose('1Z999AA10123456785', 'other: UPS')).toBe('UPS (other)')
})

test('a number nobody knows wants a carrier, by its name, nearly its name, or as another', () => {
  expect(choose('HELLO-42')).toMatch(/^carrier: No carrier we know writes its numbers like this/)
  expect(choose('HELLO-42', 'UPS')).toBe('UPS (ups)')
  expect(choose('HELLO-42', 'Fedx')).toBe(
    'carrier: I don’t know a carrier “Fedx”. Did you mean FedEx? If not, write “other: Fedx”.',
  )
  expect(choose('HELLO-42', 'Our own van')).toBe('Our own van (other)')
  expect(choose('HELLO-42', 'other: Fedx')).toBe('Fedx (other)')
  expect(choose('HELLO-42', 'other:')).toBe('Other carrier (other)')
  expect(choose('HELLO-42', `other: ${'x'.repeat(73)}`)).toBe(`${'x'.repeat(73)} (other)`)
})

test('half a tracking number finds no parcel: too long or empty is refused, not cut', () => {
  const says = (typed: string) => TrackingNumber.safeParse(typed).error?.issues[0]?.message
  expect(says(UPS)).toBeUndefined()
  expect(says('9'.repeat(4_001))).toBe('longer than 4000 characters; write the number alone')
  expect(says(' – . ​')).toBe('write it as on the label')
  expect(says('')).toBe('write it as on the label')
})

test('a length that one carrier uses is a guess, and a guess is asked about', () => {
  expect(choose('12345678901')).toBe('which of 1?')
  expect(choose('1234567890123456')).toBe('which of 1?')
  expect(choose('123456789012345678901234')).toBe('which of 1?')
  // Ten digits: one phone number in seven has DHL’s check digit.
  expect(choose('4155552671')).toBe('which of 1?')
  expect(choose('4155552674')).toMatch(/^carrier: No carrier we know writes its numbers like this/)
})

test('the supplier’s usual carrier for numbers of this shape is proposed first, and still asked about', () => {
  const usual = { code: 'other', name: 'Our own van' }
  const first = (number: string) => {
    const chosen = chooseCarrier(recognise(number), undefined, usual)
    return 'ask' in chosen ? chosen.ask[0]?.name : chosen.carrier.name
  }
  expect(first('HELLO-42')).toBe('Our own van')
  expect(first(AMBIGUOUS)).toBe('Our own van')
  expect(first(UPS)).toBe('UPS')
})

test('a carrier with its service is that carrier', () => {
  expect(choose('HELLO-42', 'UPS Ground')).toBe('UPS (ups)')
  expect(choose('HELLO-42', 'China Post ePacket')).toBe('China Post (china_post)')
  expect(choose('HELLO-42', 'USPS First Class Mail')).toBe('USPS (usps)')
  expect(choose('HELLO-42', 'FedEx Home Delivery')).toBe('FedEx (fedex)')
  expect(choose('HELLO-42', 'Royal Mail Tracked 48')).toBe('Royal Mail (royal_mail)')
  expect(choose('HELLO-42', 'SEUR')).toBe('SEUR (seur)')
  expect(choose('HELLO-42', 'UPS of our village')).toBe('UPS of our village (other)')
})
