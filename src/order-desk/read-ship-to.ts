import { readCountry } from '../kernel/words/country.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import type { ShipTo } from '../orders/incoming-order.ts'

/** How each part of a ship-to is called, and what else people call it. */
const NAMES = {
  name: ['name'],
  company: ['company'],
  street: ['street', 'address'],
  street2: ['street 2', 'street2', 'address 2'],
  city: ['city', 'town'],
  region: ['region', 'state', 'province'],
  postalCode: ['postal code', 'postcode', 'zip'],
  country: ['country'],
  phone: ['phone'],
  email: ['e-mail', 'email'],
} as const satisfies Record<keyof ShipTo, readonly string[]>
const FIELDS = Object.keys(NAMES) as (keyof typeof NAMES)[]

/**
 * What differs of a ship-to, a line or a semicolon each: `street: Elsewhere 1; city: Malmö`. Nothing after a name empties it.
 * @throws Refusal that names the parts there are; it never repeats what was typed.
 */
export function readShipTo(typed: string): Partial<ShipTo> {
  const parts = typed.split(/[\n;]+/).flatMap(part => part.trim() || [])
  return Object.fromEntries(parts.map(readPart))
}

function readPart(part: string): readonly [keyof ShipTo, string | null] {
  const [, name = '', value = ''] = /^([^:：]+)[:：](.*)$/.exec(part) ?? []
  const called = name.trim().toLowerCase()
  const field = FIELDS.find(one => (NAMES[one] as readonly string[]).includes(called))
  if (!field)
    throw new Refusal(
      `Write a part of the address a line, such as “street: Elsewhere 1”. The parts are ${list(FIELDS.map(one => NAMES[one][0]))}.`,
      'address',
    )
  const text = value.trim()
  if (field === 'country' && text) return [field, readCountry(text, 'The country')]
  return [field, text || null]
}
