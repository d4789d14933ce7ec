import { distance } from 'fastest-levenshtein'

/** The word most like a mistyped one, if one is near enough to be what was meant: a third of its letters, at most 3. */
export function nearest(typed: string, words: Iterable<string>): string | null {
  const wanted = typed.toLowerCase()
  let best: { word: string; off: number } | null = null
  for (const word of words) {
    const known = word.toLowerCase()
    const off = known.startsWith(wanted) && wanted.length > 1 ? 0.5 : distance(wanted, known)
    if (!best || off < best.off) best = { word, off }
  }
  const most = Math.min(3, Math.max(1, Math.ceil(wanted.length / 3)))
  return best && best.off <= most ? best.word : null
}
