import { cut } from '../kernel/words/text.ts'

type Line = { title: string; sku: string | null; options: string | null }

/** What every chat shows beneath a line, next to its SKU, in UTF-16 units. */
const MOST = 120

/**
 * A line's options and personalisation as a card has room for them.
 * @param whole where all of it is to be read
 */
export function optionsInShort({ options }: Line, whole: 'Ship-to' | 'Story'): string | null {
  return options && options.length > MOST ? `${cut(options, MOST)} (in full: ${whole})` : options
}

/** The options that a card has no room for, whole, a paragraph a line of the order. */
export function longOptions(lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ title, sku, options }) =>
    options && options.length > MOST ? [`${sku ?? title}: ${options}`] : [],
  )
}
