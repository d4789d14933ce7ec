import type { ShipToRow } from '../orders/tables.ts'

type Reach = Pick<ShipToRow, 'street' | 'street2' | 'phone' | 'email'>

/** Fewer letters than this are no street: `Apt 2` stands in many a sentence. */
const SHORTEST_STREET = 6
/** This many last digits identify a phone number with any country code. */
const TAIL = 9
const SHORTEST_PHONE = 7

/**
 * What of the customer's own a text names, by whole words: their street, phone or e-mail. Capitals, accents, marks that
 * nobody sees, the script of digits, the order of a street's words, and `(at)` for @ do not matter.
 */
export function personalDataIn(text: string, shipTo: Reach): readonly string[] {
  const shown = plainly(text)
  const said = foldedWords(shown)
  return [
    ...([shipTo.street, shipTo.street2].some(line => line && namesStreet(said, line)) ? ['street'] : []),
    ...(shipTo.phone && namesPhone(shown, plainly(shipTo.phone)) ? ['phone'] : []),
    ...(shipTo.email && namesEmail(shown, said, plainly(shipTo.email)) ? ['e-mail'] : []),
  ]
}

/** As it is read: without what nobody sees (soft hyphens, zero widths), and with digits of any script as ours. */
function plainly(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/(?![0-9])\p{Nd}/gu, asDigit)
}

/** Scripts have their ten digits in a row, from a code point that ends in 0 or 6 (Unicode, DerivedNumericType). */
function asDigit(written: string): string {
  const code = written.codePointAt(0) ?? 0
  const fromZero = code % 16
  const isFromZero = fromZero < 6 || (fromZero < 10 && /^\p{Nd}$/u.test(String.fromCodePoint(code - fromZero)))
  return String(isFromZero ? fromZero : fromZero - 6)
}

/** `Västra Hamngatan 5,` → `vastra`, `hamngatan`, `5`. */
export function foldedWords(text: string): readonly string[] {
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return bare.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** All words of the street next to one another, in any order. */
function namesStreet(said: readonly string[], line: string): boolean {
  const street = foldedWords(plainly(line))
  const isStreet = street.join(' ').length >= SHORTEST_STREET && /\p{L}/u.test(line)
  return isStreet && stands(said, street)
}

/** Whether words stand next to one another somewhere, in any order; one look at each word. */
function stands(said: readonly string[], wanted: readonly string[]): boolean {
  const left = new Map<string, number>()
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1)
  let open = left.size
  const count = (word: string | undefined, by: 1 | -1) => {
    const before = word === undefined ? undefined : left.get(word)
    if (word === undefined || before === undefined) return
    left.set(word, before + by)
    open += Number(before === 0) - Number(before + by === 0)
  }
  return said.some((word, at) => {
    count(word, -1)
    count(said[at - wanted.length], 1)
    return open === 0
  })
}

/** However its digits are set apart: `+46 (0)31-711 00 00` is `0317110000`. */
function namesPhone(text: string, phone: string): boolean {
  const digits = phone.replaceAll('(0)', '').replaceAll(/\D/g, '')
  if (digits.length < SHORTEST_PHONE) return false
  const runs = text.replaceAll('(0)', '').match(/\d[\d\s().+/·-]*\d/g) ?? []
  return runs.some(run => run.replaceAll(/\D/g, '').includes(digits.slice(-TAIL)))
}

function namesEmail(text: string, said: readonly string[], email: string): boolean {
  const wanted = email.trim().toLowerCase()
  const isSpelt = / (at|dot) /.test(` ${said.join(' ')} `)
  const spelt = said.filter(word => word !== 'at' && word !== 'dot').join(' ')
  const inWords = foldedWords(wanted).join(' ')
  if (isSpelt && inWords && ` ${spelt} `.includes(` ${inWords} `)) return true
  return addressesIn(text.toLowerCase()).some(one => one === wanted)
}

/** Around each @, as far as an address reaches (RFC 5321: 64 before it, 255 after). */
function addressesIn(text: string): readonly string[] {
  return [...text.matchAll(/@/g)].map(({ index }) => {
    const [before = ''] = /[\p{L}\p{N}._%+'-]*$/u.exec(text.slice(Math.max(0, index - 65), index)) ?? []
    const [after = ''] = /^[\p{L}\p{N}.-]*/u.exec(text.slice(index + 1, index + 257)) ?? []
    return `${before.replace(/^[.'_-]+/, '')}@${after.replace(/[.-]+$/, '')}`
  })
}
