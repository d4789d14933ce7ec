import { cut } from '../kernel/words/text.ts'

/** Longest name in a picture, UTF-16 units. */
const LONGEST = 24
/** What the shipped font (DejaVu Sans) has signs for: Latin, Greek and Cyrillic, with digits and punctuation. */
const HAS_NO_SIGN = /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\u0020-\u007e\u00a0-\u00ff\u2010-\u2027€]+/gu
const LETTER = /[\p{L}\p{N}]/u

/** A name as the picture's font can draw it; null where nothing readable would be left. */
export function drawable(name: string): string | null {
  const drawn = name
    .normalize('NFKC')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(HAS_NO_SIGN, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return LETTER.test(drawn) ? short(drawn) : null
}

/** A name cut to what the picture and its words have room for. */
export function short(name: string): string {
  return cut(name.trim(), LONGEST)
}
