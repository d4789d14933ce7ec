const segmenter = new Intl.Segmenter()

/**
 * Cuts over-long text at a whole character and marks the cut with `…`. An address that would be cut in two, and lead
 * nowhere, is left out whole.
 * @param most limit in UTF-16 units, the measure of Slack's and Discord's limits; the mark is counted.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ''
  for (const { segment } of segmenter.segment(text.slice(0, most + 64))) {
    if (kept.length + segment.length > most - 1) break
    kept += segment
  }
  const [half] = /\S/.test(text.charAt(kept.length)) ? (HALF_ADDRESS.exec(kept) ?? []) : []
  return `${half && half.length < kept.length ? kept.slice(0, -half.length) : kept}…`
}

const HALF_ADDRESS = /https?:\/\/\S*$/i

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], joiner: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${joiner} ${words.at(-1)}`
}

/** `Not acknowledged`, of `not acknowledged`. */
export function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** `2,082` */
export function inFigures(number: number): string {
  return number.toLocaleString('en')
}

/** `1 line`, `2,082 lines`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${inFigures(number)} ${number === 1 ? noun : plural}`
}

/** Control characters, and the marks that turn the direction of text beyond their own words. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/** Text as a chat may show it: whole characters, plain line ends, no controls. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(UNSEEN, '')
}
