import { personalDataIn } from '../conversations/personal-data.ts'
import type { ShipToRow } from '../orders/tables.ts'

type Reach = Pick<ShipToRow, 'street' | 'street2' | 'phone' | 'email'>

/** This many last digits identify a phone number with any country code. */
const TAIL = 9
const SHORTEST = 7
const SHORTEST_STREET = 6
const PHONES = /\d[\d\s().+/·-]*\d/g

/**
 * A text without the customer's street, phone and e-mail: what names them is blanked, the rest stays. Where they are
 * written in a way that cannot be cut out, all of the text goes. Pure.
 */
export function withoutPersonalData(text: string, shipTo: Reach): string {
  // The street first: its number may stand right before a phone, as in a signature.
  const streetless = [shipTo.street, shipTo.street2].reduce(withoutStreet, withoutEmail(text, shipTo))
  const cut = withoutPhone(streetless, shipTo)
  return personalDataIn(cut, shipTo).length === 0 ? cut : '[left out: it names what is the customer’s own]'
}

function withoutEmail(text: string, { email }: Reach): string {
  const wanted = email?.trim()
  if (!wanted) return text
  // Also within a longer word, such as the name of a file.
  return where(text, 'NFKC', new RegExp(literal(wanted), 'giu'), () => '[e-mail left out]')
}

function withoutPhone(text: string, { phone }: Reach): string {
  const tail = digits(phone?.normalize('NFKC') ?? '').slice(-TAIL)
  if (tail.length < SHORTEST) return text
  return where(text, 'NFKC', PHONES, run => (digits(run).includes(tail) ? '[phone left out]' : run))
}

/** With anything between its words, and any accents on them. */
function withoutStreet(text: string, street: string | null): string {
  const words = bare(street ?? '').match(/[\p{L}\p{N}]+/gu)
  // A number alone, or a word such as `Apt`, stands in many a sentence.
  if (!words || !/\p{L}/u.test(street ?? '') || words.join(' ').length < SHORTEST_STREET) return text
  const letters = words.map(word => [...word].map(letter => `${letter}\\p{M}*`).join(''))
  const whole = `(?<![\\p{L}\\p{N}\\p{M}])${letters.join('[^\\p{L}\\p{N}]+')}(?![\\p{L}\\p{N}])`
  return where(text, 'NFKD', new RegExp(whole, 'giu'), () => '[street left out]')
}

/** Looks in one normal form of the text, and leaves as it is what has nothing to find. */
function where(text: string, form: 'NFKC' | 'NFKD', what: RegExp, put: (found: string) => string): string {
  const looked = text.normalize(form)
  const cut = looked.replaceAll(what, put)
  return cut === looked ? text : cut.normalize('NFC')
}

const digits = (run: string) => run.replaceAll('(0)', '').replaceAll(/\D/g, '')
const bare = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '')
const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
