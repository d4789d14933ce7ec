import type { ShipToRow } from '../orders/tables.ts'

type Reach = Pick<ShipToRow, 'street' | 'street2' | 'phone' | 'email'>

/** Fewer letters than this are no street: `Apt 2` stands in many a sentence. */
const SHORTEST_STREET = 6
/** This many last digits identify a phone number with any country code. */
const TAIL = 9
const SHORTEST_PHONE = 7

/**
 * What of the customer's own a text names, by whole words: their street, phone or e-mail. Capitals and accents do not
 * matter.
 */
export function personalDataIn(text: string, shipTo: Reach): readonly string[] {
  const streets = [shipTo.street, shipTo.street2].flatMap(line => (line ? [words(line)] : []))
  const said = ` ${words(text)} `
  return [
    ...(streets.some(street => isStreet(street) && said.includes(` ${street} `)) ? ['street'] : []),
    ...(shipTo.phone && namesPhone(text, shipTo.phone) ? ['phone'] : []),
    ...(shipTo.email && namesEmail(text, shipTo.email) ? ['e-mail'] : []),
  ]
}

/** `Västra Hamngatan 5,` → `vastra hamngatan 5`. */
function words(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function isStreet(street: string): boolean {
  return street.length >= SHORTEST_STREET && /\p{L}/u.test(street)
}

/** However its digits are set apart: `+46 (0)31-711 00 00` is `0317110000`. */
function namesPhone(text: string, phone: string): boolean {
  const digits = phone.normalize('NFKC').replaceAll('(0)', '').replaceAll(/\D/g, '')
  if (digits.length < SHORTEST_PHONE) return false
  const runs =
    text
      .normalize('NFKC')
      .replaceAll('(0)', '')
      .match(/\d[\d\s().+/·-]*\d/g) ?? []
  return runs.some(run => run.replaceAll(/\D/g, '').includes(digits.slice(-TAIL)))
}

function namesEmail(text: string, email: string): boolean {
  const wanted = email.trim().toLowerCase()
  const said =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+/gu) ?? []
  return said.some(one => one.replace(/[.-]+$/, '').replace(/^[.'_-]+/, '') === wanted)
}
