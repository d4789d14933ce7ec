import { expect, test } from 'vitest'
import { sayable, withoutSigner } from '../../src/checkpoints/sayable.ts'
import { timeAtPlace } from '../../src/checkpoints/time-at-place.ts'

test.each([
  ['with its zone', '2026-11-03T09:12:00+08:00', null, null, '2026-11-03T01:12:00.000Z'],
  ['in UTC', '2026-11-03T01:12:00Z', 'Yiwu', 'CN', '2026-11-03T01:12:00.000Z'],
  ['without a zone: the city’s', '2026-11-03 09:12:00', 'LOS ANGELES, CA', 'US', '2026-11-03T17:12:00.000Z'],
  ['without a zone: the country’s', '2026-11-03T09:12', 'Görlitz-Nord', 'DE', '2026-11-03T08:12:00.000Z'],
  ['in a wide country, where most live', '2026-11-03T09:12:00', 'Nowhere Creek', 'US', '2026-11-03T14:12:00.000Z'],
  ['in the city of that country', '2026-11-03T12:00:00', 'Paris', 'FR', '2026-11-03T11:00:00.000Z'],
  ['nowhere', '2026-11-03T09:12:00', null, null, '2026-11-03T09:12:00.000Z'],
  ['a day alone: midday there', '2026-11-03', 'Madrid', 'ES', '2026-11-03T11:00:00.000Z'],
])('the time of a scan, %s', (_, written, place, country, at) => {
  expect(timeAtPlace(written, { place, country })?.toISOString()).toBe(at)
})

test.each(['', 'soon', '03/11/2026', '2026-13-40', '20261103'])('%j is no time', written => {
  expect(timeAtPlace(written, { place: null, country: null })).toBeNull()
})

const NOBODY = { name: null, company: null, street: null, street2: null, phone: null, email: null }
const zoe = { ...NOBODY, name: 'Zoë Lindqvist', street: 'Große Straße 7', phone: '+46 31 711 00 00' }
const says = (words: string, shipTo: typeof zoe | null = zoe) => sayable({ words, status: 'DL' }, shipTo)

test('a carrier’s words are shown, but never who signed or anything else of the customer’s own', () => {
  expect(says('Departed FedEx location')).toBe('Departed FedEx location')
  expect(says('Delivered, Front Desk. Signed by: J SMITH')).toBe('Delivered, Front Desk')
  expect(says('DELIVERED - SIGNED FOR BY ZOE L')).toBe('DELIVERED')
  expect(says('Handed over to Lindqvist')).toBeNull()
  expect(says('Left at Grosse Strasse 7, GROSSE STRASSE 7')).toBe('Left at Grosse Strasse 7, GROSSE STRASSE 7')
  expect(says('Left at Große Straße 7')).toBeNull()
  expect(says('Picked up', null)).toBeNull()
  expect(withoutSigner('Received by LINDQVIST')).toBeNull()
})
