/**
 * Currencies whose minor unit is not a hundredth, from ISO 4217. Written out, because `Intl` follows CLDR, which counts
 * no
 * digits for PKR, COP, IDR or HUF, and changes between versions of Node: amounts already stored would change their
 * worth.
 */
const digitsOf = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map(code => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map(code => [code, 3] as const),
  ...'CLF UYW'.split(' ').map(code => [code, 4] as const),
])

/** Digits after the point of a currency (ISO 4217): EUR 2, JPY 0, KWD 3. */
export function exponent(currency: string): number {
  return digitsOf.get(currency.toUpperCase()) ?? 2
}

/**
 * Reads a decimal amount, `"12.50"`, as minor units, exactly.
 * @throws RangeError when it isn't a decimal number, or has more digits than the currency knows.
 */
export function toMinor(amount: string, currency: string): number {
  const digits = exponent(currency)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount.trim())
  if (!match) throw new RangeError(`“${amount}” is not an amount of money`)
  const [, sign = '', whole = '0', fraction = ''] = match
  if (/[1-9]/.test(fraction.slice(digits))) throw new RangeError(`“${amount}” has more digits than ${currency} knows`)
  const minor = Number(`${sign}${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`)
  if (!Number.isSafeInteger(minor)) throw new RangeError(`“${amount}” is too large an amount`)
  // “-0.00” is nothing, not minus nothing.
  return minor === 0 ? 0 : minor
}

/** The opposite of `toMinor`, exactly: 1250 EUR is `"12.50"`, 1250 JPY `"1250"`. */
export function toDecimal(minor: number, currency: string): `${number}` {
  const digits = exponent(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const [whole, fraction] = [text.slice(0, text.length - digits), text.slice(text.length - digits)]
  return `${minor < 0 ? '-' : ''}${whole}${fraction && `.${fraction}`}` as `${number}`
}

/** By their digits: making one takes far longer than using it. */
const formats = new Map<number, Intl.NumberFormat>()

/** `EUR 1,234.50`: the code, not the sign, since four dollars share one sign. */
export function money(minor: number, currency: string): string {
  const digits = exponent(currency)
  const format =
    formats.get(digits) ?? new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  formats.set(digits, format)
  // A decimal string, not a quotient: a large amount divided by a hundred is no longer exact.
  return `${currency} ${format.format(toDecimal(minor, currency))}`
}
