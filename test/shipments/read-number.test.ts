import { describe, expect, test } from 'vitest'
import { readNumber } from '../../src/shipments/read-number.ts'
import { refusalOf } from '../stage/refusal.ts'

const UPS = '1Z999AA10123456784'
const USPS = '9400100000000000000000'
const read = (typed: string) => {
  const { recognised, carrier } = readNumber(typed)
  return carrier ? `${recognised.number} by ${carrier}` : recognised.number
}

test.each([
  [UPS, UPS],
  ['1z 999 aa1-01.2345 6784', UPS],
  [`"${UPS}"`, UPS],
  [`'${UPS}`, UPS],
  [`="${USPS}"`, USPS],
  [`“${UPS}”`, UPS],
  [`UPS ${UPS}`, `${UPS} by ups`],
  [`UPS: ${UPS}`, `${UPS} by ups`],
  [`ups ground ${UPS}`, `${UPS} by ups`],
  [`${UPS} (UPS)`, `${UPS} by ups`],
  [`Tracking number: ${UPS}`, UPS],
  ['China Post RB123456785CN', 'RB123456785CN by china_post'],
  ['FedEx 1234 5678 9012', '123456789012 by fedex'],
  ['4PX ABC1234567', 'ABC1234567 by fourpx'],
  ['SF 1234567890123', 'SF1234567890123'],
  ['１Z９９９ＡＡ１０１２３４５６７８４', UPS],
  ['HELLO-42', 'HELLO42'],
  [`https://www.ups.com/track?loc=en_US&tracknum=${UPS}&requester=ST/trackdetails`, `${UPS} by ups`],
  [`www.ups.com/track?tracknum=${UPS}`, `${UPS} by ups`],
  ['https://www.fedex.com/fedextrack/?trknbr=123456789012&trkqual=', '123456789012 by fedex'],
  ['https://t.17track.net/en#nums=YT1234567890123456', 'YT1234567890123456'],
  ['Track it here: https://track.4px.com/#/result/0/4PX1234567890123CN', '4PX1234567890123CN by fourpx'],
  ['https://parcels.example.com/follow/VAN-1234567', 'VAN1234567'],
])('“%s” gives the number %s', (typed, number) => expect(read(typed)).toBe(number))

describe('what is no number leaves no dead link with the customer, whichever carrier is named', () => {
  test.each([
    ['pending', '“pending” isn’t a tracking number. Add the one on the label once you have it.'],
    ['n/a', '“n/a” isn’t a tracking number. Add the one on the label once you have it.'],
    ['see attached', '“see attached” isn’t a tracking number. Add the one on the label once you have it.'],
    [
      'see the attached page 2',
      'I can’t tell the tracking number in “see the attached page 2”. Write the number alone.',
    ],
    [
      '9.40011E+21',
      'A spreadsheet shortened this number to 9.40011E+21. Copy it again from the label or the carrier’s page.',
    ],
    [
      '9,40011E+21',
      'A spreadsheet shortened this number to 9,40011E+21. Copy it again from the label or the carrier’s page.',
    ],
    ['+1 415 555 2671', '“+1 415 555 2671” looks like a phone number. Write the number from the label.'],
    ['415-555-2671', '“415-555-2671” looks like a phone number. Write the number from the label.'],
    ['138 1234 5678', '“138 1234 5678” looks like a phone number. Write the number from the label.'],
    ['12/12/2026', '“12/12/2026” looks like a day. Write the number from the label.'],
    ['2026-12-12', '“2026-12-12” looks like a day. Write the number from the label.'],
    ['9'.repeat(65), 'This is longer than 64 characters. Write one tracking number at a time.'],
    [`${UPS} and RB123456785CN`, `Write one number at a time: ${UPS} or RB123456785CN.`],
    ['https://www.ups.com/', 'I find no tracking number in this address. Write the number alone.'],
  ])('“%s”', (typed, why) => expect(refusalOf(() => readNumber(typed))).toBe(why))
})
