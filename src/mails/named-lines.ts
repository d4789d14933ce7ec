import type { OrderLine } from '../orders/tables.ts'

type Line = Pick<OrderLine, 'sku' | 'title'>

/**
 * Which items of an order a mail names, as people write them: `LAMP-OAK, BULB`. Empty where it names none or all of them.
 * Pure.
 */
export function namedLines(text: string, lines: readonly Line[]): string {
  const said = wordsOf(text)
  const named = lines.filter(
    ({ sku, title }) => stands(said, wordsOf(title)) || (sku !== null && stands(said, wordsOf(sku))),
  )
  if (named.length === lines.length) return ''
  return [...new Set(named.map(({ sku, title }) => sku ?? title))].join(', ')
}

const wordsOf = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

function stands(said: readonly string[], wanted: readonly string[]): boolean {
  return wanted.length > 0 && ` ${said.join(' ')} `.includes(` ${wanted.join(' ')} `)
}
