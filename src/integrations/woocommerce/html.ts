import { decodeHTML } from 'entities'

/** A tag, and not a mere `<` as in `size < 42`. */
const TAG = /<\/?[a-z][^>]*>/gi
const BREAK = /<(br|\/p|\/div|\/li)\b[^>]*>/gi

/**
 * What a person reads of the HTML that WordPress keeps names and notes in: `Shirt &ndash; <b>Red</b>` is `Shirt – Red`.
 * Null where nothing is left.
 */
export function textOfHtml(html: string | null): string | null {
  const lines = decodeHTML((html ?? '').replaceAll(BREAK, '\n').replaceAll(TAG, '')).split('\n')
  const said = lines.map(line => line.replaceAll(/[\s\u00a0]+/g, ' ').trim())
  return (
    said
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim() || null
  )
}
