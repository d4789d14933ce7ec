import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personalDataIn } from '../../src/conversations/personal-data.ts'

const zoe = { street: 'Västra Hamngatan 5', street2: 'Apt 2', phone: '+46 31 711 00 00', email: 'zoe@example.com' }

test.each([
  ['It goes to Västra Hamngatan 5.', ['street']],
  ['it goes to VASTRA HAMNGATAN 5, please', ['street']],
  ['Västra\nHamngatan  5', ['street']],
  ['Call 0046317110000', ['phone']],
  ['Call 031-711 00 00 or +46 (0)31 711 00 00', ['phone']],
  ['Call 031.711.00.00!', ['phone']],
  ['Write to <Zoe@Example.COM>.', ['e-mail']],
  ['“zoe@example.com”', ['e-mail']],
  ['5 Västra Hamngatan', ['street']],
  ['Hamngatan 5, Västra', ['street']],
  ['V\u00ADästra Hamn\u200Bgatan 5', ['street']],
  ['031 711\u200B00\u206000', ['phone']],
  ['٠٣١ ٧١١ ٠٠ ٠٠', ['phone']],
  ['०३१-७११-००-००', ['phone']],
  ['０３１７１１００００', ['phone']],
  ['zoe (at) example.com', ['e-mail']],
  ['zoe at example dot com', ['e-mail']],
  ['zo\u00ADe@example.com', ['e-mail']],
  ['zoe@example.com, 0317110000, Västra Hamngatan 5', ['street', 'phone', 'e-mail']],
])('%j names the customer’s %j', (text, names) => {
  expect(personalDataIn(text, zoe)).toEqual(names)
})

test.each([
  'Västra Hamngatan 55',
  'Västra Hamngatan',
  'The parcel of apt 2 is late',
  'Order 1042: 31 pieces, 711 boxes',
  'zoe@example.co',
  'Zoe is at the example shop',
  'Västra Gatan 5, Hamngatan',
  'chloezoe@example.com',
  'zoe@example.com.au',
  'UPS 1Z999AA10123456784',
  'Göteborg, Sweden',
])('%j names nothing of the customer’s', text => {
  expect(personalDataIn(text, zoe)).toEqual([])
})

test('a long text of one letter is no more work than its length', () => {
  const long = ['a', '1 ', '@', '.', 'zoe '].map(one => one.repeat(200_000))
  expect(long.map(text => personalDataIn(text, zoe))).toEqual(long.map(() => []))
})

test('what the store did not tell is found nowhere', () => {
  const nothing = { street: null, street2: null, phone: null, email: null }
  const empty = { street: ' ', street2: '', phone: '112', email: ' ' }
  for (const shipTo of [nothing, empty])
    fc.assert(fc.property(fc.string(), text => personalDataIn(text, shipTo).length === 0))
})

test('it is found wherever it stands between other words, however the number is set apart', () => {
  const apart = fc.constantFrom('', ' ', '-', '.', ' - ', '/')
  const around = fc.constantFrom('', 'Hello ', 'see:\n', '(', '**')
  fc.assert(
    fc.property(around, fc.array(apart, { minLength: 9, maxLength: 9 }), (before, marks) => {
      const phone = [...'0317110000'].map((digit, index) => digit + (marks[index] ?? '')).join('')
      return personalDataIn(`${before}${phone}`, zoe).includes('phone')
    }),
  )
})
