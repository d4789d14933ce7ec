import { z } from 'zod'
import { readMoney } from '../../kernel/words/amount.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'
import { asIso, type DateStyle, EXAMPLES } from './dates.ts'

export type Timestamp = { at: Date; offset: string | null }

/** A cell as sentences call it; `called` is the heading of its column. */
const said = (called: string, text: string) => `${called} “${cut(text, 40)}”`

/** A whole number of pieces; spreadsheets make `2.0` of 2. @throws Refusal */
export function readQuantity(called: string, text: string): number {
  const pieces = /^\d+(\.0+)?$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(pieces)) throw new Refusal(`${said(called, text)} isn’t a whole number of pieces.`)
  return pieces
}

/**
 * An amount in minor units, read as anything that people write: a cell comes from a spreadsheet.
 * @throws Refusal when it isn't an amount, may be two, is in another currency, or has more digits than the currency
 * knows.
 */
export function readAmount(called: string, text: string, currency: string): number {
  const [, sign = '', amount = text] = /^([-−]?)(.*)$/s.exec(text.trim()) ?? []
  const read = inCell(called, () => readMoney(amount, currency))
  if (read.currency !== currency && currency !== 'XXX')
    throw new Refusal(`${said(called, text)} is in ${read.currency}, and its Currency is ${currency}.`)
  return sign && read.minor > 0 ? -read.minor : read.minor
}

function inCell<T>(called: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`${called}: ${error.message}`) : error
  }
}

const currencies = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' })

/** An ISO 4217 code. @throws Refusal when there is no such currency. */
export function readCurrency(called: string, text: string): string {
  const code = text.toUpperCase()
  if (!/^[A-Z]{3}$/.test(code) || !currencies.of(code)) throw new Refusal(`${said(called, text)} isn’t a currency.`)
  return code
}

const Iso = z.iso.datetime({ offset: true, local: true })

/**
 * `2024-05-01 10:22:33 -0400`, as Shopify writes it, ISO 8601, or as the file's form writes days. Without an offset it is
 * UTC, never the server's zone. `5/1/2024` is refused where its form doesn't settle it: half the world reads it as January.
 * @throws Refusal
 */
export function readTimestamp(called: string, text: string, style: DateStyle): Timestamp {
  const [, day, time = '00:00', zone = ''] =
    /^(\d{4}-\d\d-\d\d)(?:[ T]([\d:.]+))? ?(.*)$/.exec(asIso(text, style)) ?? []
  const offset = /^(Z|UTC|-00:?00)$/i.test(zone) ? '+00:00' : zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')
  const iso = `${day}T${time}${offset}`
  if (!Iso.safeParse(iso).success) {
    throw new Refusal(`${said(called, text)} cannot be read: write it as ${EXAMPLES[style]}.`)
  }
  return { at: new Date(offset ? iso : `${iso}Z`), offset: offset || null }
}

/** `false` and `no`, in any case; anything else, and nothing, is yes: goods left unshipped are the worse mistake. */
export const readYes = (text: string | undefined): boolean => !/^(false|no|0)$/i.test(text ?? '')

/** Spreadsheets' ways of keeping leading zeros: `'01234` and `="01234"`. */
export const readText = (text: string | undefined): string | null =>
  text
    ?.replace(/^="([^"]*)"$/, '$1')
    .replace(/^'/, '')
    .trim() || null

/**
 * The store's id, bare or as a `gid://`. Null for what is none any more: spreadsheets make `5.87E+12` of long numbers,
 * and
 * of those, saved again, `5870000000000`; beyond 15 digits they round the rest to noughts.
 */
export const readId = (text: string | undefined): string | null => {
  const id = readText(text)?.replace(/^gid:\/\/shopify\/\w+\/([^?]+).*$/, '$1')
  return id && /^\d{1,20}$/.test(id) && !/0000$/.test(id) && !(id.length > 15 && id.endsWith('0')) ? id : null
}
