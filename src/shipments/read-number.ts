import { Refusal } from '../kernel/words/refusal.ts'
import { cut, list } from '../kernel/words/text.ts'
import { carrierOfPage, findCarrier, numbersIn, type Recognition, recognise } from './carriers.ts'
import { bareNumber, LONGEST_NUMBER } from './tracking-number.ts'

/** A number that somebody typed or pasted, and the carrier where the same words name it. */
export type ReadNumber = { recognised: Recognition; carrier: string | undefined }

/** `9.40011E+21`: what a spreadsheet makes of a long number. */
const SHORTENED = /^\d(?:[.,]\d+)?E\+?\d{1,2}$/i
const ADDRESS = /(?:https?:\/\/|www\.)\S+/i
const PHONE =
  /^(?:tel|phone|mobile|call|whatsapp)\b|^\(?\+\d|^\(0?\d{2,5}\)|^\d{3}[-. ]\d{3}[-. ]\d{4}$|^1[3-9]\d[- ]\d{4}[- ]\d{4}$/i
/** `12/12/2026`, `2026-12-12`: when it ships, not its number. */
const DAY = /^(?:\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{4}([/.-])\d{1,2}\2\d{1,2})$/
/** What people write around a number. */
const AROUND =
  /^(?:the|my|our|is|it|by|via|with|and|your|parcel|package|shipped|carrier|tracking|track|number|no|nr|num|code|id|awb)$/i

/**
 * The tracking number in what was typed or pasted: the number, `UPS 1Z…`, `="94…"` as spreadsheets keep it, or the
 * address of a tracking page. Pure; every door that takes a number reads it here.
 * @throws Refusal on `number` for what can't be a tracking number, whichever carrier is named.
 */
export function readNumber(typed: string): ReadNumber {
  const text = unquoted(typed)
  if (SHORTENED.test(text))
    throw refusal(`A spreadsheet shortened this number to ${text}. Copy it again from the label or the carrier’s page.`)
  const page = ADDRESS.exec(text)?.[0]
  if (page) return onPage(page)
  if (PHONE.test(text)) throw refusal(`“${cut(text, 40)}” looks like a phone number. Write the number from the label.`)
  if (DAY.test(text)) throw refusal(`“${text}” looks like a day. Write the number from the label.`)
  const whole = bareNumber(text)
  if (!/\d/.test(whole))
    throw refusal(`“${cut(text, 40)}” isn’t a tracking number. Add the one on the label once you have it.`)
  const { verdict, candidates } = recognise(whole)
  if (candidates.length > 0 || verdict === 'invalid' || !/[\s:,;#()]/.test(text)) return numbered(whole)
  return amongWords(text)
}

/** `"1Z…"`, `'1Z…`, `="1Z…"` */
function unquoted(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .replace(/^=(?=["“'])/, '')
    .replace(/^["“”'‘’]+|["“”'‘’]+$/g, '')
    .trim()
}

function amongWords(text: string): ReadNumber {
  const words = text.split(/[\s:,;#()]+/).filter(Boolean)
  const carrier = carrierAt(words)
  const rest = words.slice(carrier?.first ?? 0, carrier?.after).filter(word => !AROUND.test(word))
  const joined = rest.join(' ')
  const found = recognise(joined).candidates.length > 0 ? [bareNumber(joined)] : numbersIn(joined)
  if (found.length > 1) throw refusal(`Write one number at a time: ${list(found, 'or')}.`)
  if (found[0]) return numbered(found[0], carrier?.name)
  // In groups that nobody knows: each has a digit, or is as short as the letters that begin a number.
  if (rest.every(word => /\d/.test(word) || /^[A-Z]{1,3}$/.test(word)))
    return numbered(bareNumber(joined), carrier?.name)
  throw refusal(`I can’t tell the tracking number in “${cut(text, 60)}”. Write the number alone.`)
}

/** A carrier's name in the first or the last words, and the words that are left. */
function carrierAt(words: readonly string[]): { name: string; first: number; after: number } | null {
  for (let count = Math.min(4, words.length - 1); count > 0; count--) {
    const [before, behind] = [findCarrier(words.slice(0, count).join(' ')), findCarrier(words.slice(-count).join(' '))]
    if (before) return { name: before.code, first: count, after: words.length }
    if (behind) return { name: behind.code, first: 0, after: words.length - count }
  }
  return null
}

function onPage(address: string): ReadNumber {
  const url = URL.parse(/^https?:/i.test(address) ? address : `https://${address}`)
  if (!url) throw refusal(`I can’t read the address ${cut(address, 80)}. Write the number alone.`)
  const carrier = carrierOfPage(url.hostname.toLowerCase())?.code
  const parts = [url.search, url.hash, url.pathname]
    .flatMap(part => part.split(/[?#&=/,;]+/))
    .map(part => bareNumber(decode(part)))
    .filter(part => /^[0-9A-Z]{8,64}$/.test(part))
  const known = [...new Set(parts.flatMap(numbersIn))]
  const found = known.length > 0 ? known : [...new Set(parts.filter(part => part.replace(/\D/g, '').length >= 6))]
  if (found.length > 1) throw refusal(`This page has several numbers. Write one: ${list(found, 'or')}.`)
  if (!found[0]) throw refusal('I find no tracking number in this address. Write the number alone.')
  const fits = recognise(found[0]).candidates.some(one => one.carrier.code === carrier)
  return numbered(found[0], fits ? carrier : undefined)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function numbered(number: string, carrier?: string): ReadNumber {
  if (number.length > LONGEST_NUMBER)
    throw refusal(`This is longer than ${LONGEST_NUMBER} characters. Write one tracking number at a time.`)
  return { recognised: recognise(number), carrier }
}

const refusal = (why: string) => new Refusal(why, 'number')
