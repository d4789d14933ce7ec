const segmenter = new Intl.Segmenter()

/**
 * Cuts over-long text at a whole character and marks the cut with `…`.
 * @param most limit in UTF-16 units, the measure of Slack's and Discord's limits; the mark is counted.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ''
  for (const { segment } of segmenter.segment(text.slice(0, most + 64))) {
    if (kept.length + segment.length > most - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], joiner: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${joiner} ${words.at(-1)}`
}

/** `1 line`, `2 lines`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`
}
