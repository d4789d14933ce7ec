import type { ShipToRow } from '../orders/tables.ts'
import { personalDataIn } from './personal-data.ts'

/** Who a text may name: as the order has them, and what else they call themselves, as in a mail’s head. */
export type Person = Pick<ShipToRow, 'name' | 'company' | 'street' | 'street2' | 'postalCode' | 'phone' | 'email'> & {
  calls?: string | null
}

/** What is left of a text, and what was left out of it, in words. */
export type Redacted = { text: string; left: readonly string[] }

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** A signature or a greeting: in so few words a part of a name is meant as one. */
const SHORT = 3
const SHORTEST_NAME = 3
const SHORTEST_CODE = 4
const ADDRESS = /[^\s@]{1,64}@[^\s@]{1,255}\.\p{L}{2,}/u
/** As people write phone numbers: with a + or a 0 in front. A longer run of digits is a parcel’s. */
const PHONE = /(?<![\p{L}\d])(?:\+|00|0)\d(?:[\s()./-]{0,2}\d){7,13}(?!\d)/u
/** Words for a street, next to its number: where else somebody wants something sent is known to no order. */
const STREET =
  /\p{L}(?:gatan|vägen|gränd|straße|strasse|str\.|weg|allee|platz|straat|laan|gade|vej|veien)\s+\d|\b(?:rue|avenue|boulevard|via|viale|piazza|calle|avenida|rua|ulica|ul\.)\s+\p{Lu}.{0,40}\d|\b\d{1,5}\s+(?:\p{Lu}[\p{L}']*\s+){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|boulevard|blvd)\b/iu

/**
 * A text without the sentences that name the customer, their street, phone or e-mail, or anybody’s e-mail and phone. What
 * names them only when read over several lines is left out as a whole. Pure.
 */
export function withoutPersonal(text: string, person: Person): Redacted {
  const left = new Set<string>()
  const lines = text.split('\n').map(line => {
    const kept = sentencesOf(line).filter(sentence => {
      const names = namesIn(sentence, person)
      for (const name of names) left.add(name)
      return names.length === 0
    })
    return kept.join('').trimEnd()
  })
  const rest = lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  const over = personalDataIn(rest, person)
  for (const name of over) left.add(name)
  return { text: over.length > 0 ? '' : rest, left: [...left] }
}

/** A long line is read by its sentences, so that one name does not take all of it along. */
function sentencesOf(line: string): readonly string[] {
  return line.length < 80 ? [line] : [...segmenter.segment(line)].map(({ segment }) => segment)
}

function namesIn(text: string, person: Person): readonly string[] {
  const words = wordsOf(text)
  const said = new Set(words)
  const full = [person.name, person.calls, person.company].map(one => wordsOf(one ?? ''))
  const isNamed = full.some(
    name => name.length > 0 && (name.length > 1 || words.length <= SHORT) && name.every(one => said.has(one)),
  )
  const signs = words.length <= SHORT && full.flat().some(one => one.length >= SHORTEST_NAME && said.has(one))
  const code = wordsOf(person.postalCode ?? '').join('')
  const hasCode = code.length >= SHORTEST_CODE && words.join('').includes(code)
  const known = personalDataIn(text, person)
  return [
    ...(isNamed || signs ? ['name'] : []),
    ...known,
    ...(!known.includes('street') && (hasCode || STREET.test(text)) ? ['street'] : []),
    ...(!known.includes('phone') && PHONE.test(text) ? ['phone'] : []),
    ...(!known.includes('e-mail') && ADDRESS.test(text) ? ['e-mail'] : []),
  ]
}

function wordsOf(text: string): readonly string[] {
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return bare.match(/[\p{L}\p{N}]+/gu) ?? []
}
