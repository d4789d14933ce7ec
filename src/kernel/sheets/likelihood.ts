import type { Encoding } from './encoding.ts'

/** Characters that are written about equally often: how many of all beyond ASCII are of this kind, and how many there are. */
type Kind = { has: (character: string) => boolean; share: number; size: number }
type Script = { encoding: Encoding; kinds: readonly Kind[]; ofCases?: true; alone?: true }

const kind = (pattern: RegExp, share: number, size: number): Kind => ({ has: one => pattern.test(one), share, size })
const WIDE = kind(/[\u3000-\u3011\uff01-\uff5e·—…“”‘’]/u, 0.03, 100)
const KANA = kind(/[ぁ-んァ-ヴー・]/u, 0.4, 172)
const MARKS = kind(/[“”„‘’–—…€£°®™·«»¿¡№]/u, 0.03, 20)

/**
 * What people write in each encoding. `ofCases`: a capital seldom follows a small letter. `alone`: letters beyond ASCII stand
 * among plain ones; in all other scripts a word is written in it from end to end.
 */
export const SCRIPTS: readonly Script[] = [
  { encoding: 'gb18030', kinds: [inPlanes('gb18030', 0xb0, 0xd7, 0.94), WIDE] },
  { encoding: 'big5', kinds: [inPlanes('big5', 0xa4, 0xc6, 0.94), WIDE] },
  { encoding: 'shift_jis', kinds: [inPlanes('euc-jp', 0xb0, 0xcf, 0.55), KANA, WIDE] },
  { encoding: 'euc-jp', kinds: [inPlanes('euc-jp', 0xb0, 0xcf, 0.55), KANA, WIDE] },
  { encoding: 'euc-kr', kinds: [inPlanes('euc-kr', 0xb0, 0xc8, 0.96), WIDE] },
  { encoding: 'windows-1251', kinds: [kind(/[А-яЁёІіЇїЄєҐґ]/u, 0.95, 66), MARKS], ofCases: true },
  { encoding: 'koi8-r', kinds: [kind(/[А-яЁё]/u, 0.95, 66)], ofCases: true },
  { encoding: 'windows-1253', kinds: [kind(/[Ά-ώ]/u, 0.95, 60), MARKS], ofCases: true },
  { encoding: 'windows-1255', kinds: [kind(/[א-ת]/u, 0.95, 27), MARKS] },
  { encoding: 'windows-1256', kinds: [kind(/[ء-ي،؟]/u, 0.95, 38), MARKS] },
  {
    encoding: 'windows-1252',
    kinds: [
      kind(/[äöüßéèàçñáóã]/u, 0.8, 12),
      kind(/[åøæêí]/u, 0.12, 5),
      kind(/[ëâîïôûùúõìòýþðÄÖÜÉÈÀÇÑÁÍÓÚÅÆØÞ]/u, 0.05, 29),
      MARKS,
    ],
    ofCases: true,
    alone: true,
  },
  {
    encoding: 'windows-1250',
    kinds: [
      kind(/[áéíóöü]/u, 0.45, 6),
      kind(/[ąćęłńśźżčďěňřšťúůýžőűäĄĆĘŁŃÓŚŹŻÁČĎÉÍŇŘŠŤÚŮÝŽŐŰÖÜÄÓ]/u, 0.47, 47),
      kind(/[ăâîşţ]/u, 0.03, 5),
      MARKS,
    ],
    ofCases: true,
    alone: true,
  },
  { encoding: 'windows-1254', kinds: [kind(/[çğıöşüÇĞİÖŞÜâ]/u, 0.95, 13), MARKS], ofCases: true, alone: true },
]

/** Of every character that no kind has: there are tens of thousands. */
const RARE = Math.log(0.001 / 20_000)
const SELDOM = Math.log(0.02)

/** The logarithm of how likely somebody wrote this in that script; the higher, the likelier. Pure. */
export function likelihood({ kinds, ofCases, alone }: Script, text: string): number {
  let sum = 0
  let before = ''
  for (const character of text) {
    if (character > '\x7f') {
      const found = kinds.find(({ has }) => has(character))
      sum += found ? Math.log(found.share / found.size) : RARE
      if (ofCases && isSmall(before) && isCapital(character)) sum += SELDOM
      if (alone ? before > '\x7f' : isPlain(before)) sum += SELDOM
    } else if (before > '\x7f' && isPlain(character)) {
      if (!alone || (isSmall(before) && isCapital(character))) sum += SELDOM
    }
    if (alone && isDigit(character) && isLetter(before)) sum += SELDOM
    before = character
  }
  return sum
}

const isPlain = (one: string) => /^[A-Za-z]$/.test(one)
const isDigit = (one: string) => one >= '0' && one <= '9'
const isLetter = (one: string) => one > '\x7f' && /^\p{L}$/u.test(one)
const isSmall = (one: string) => one !== one.toUpperCase()
const isCapital = (one: string) => one !== one.toLowerCase()

/** The everyday characters of a two-byte set, which stand in its first rows. */
function inPlanes(encoding: string, first: number, last: number, share: number): Kind {
  let characters: Set<string> | undefined
  const all = () => {
    characters ??= new Set(rows(encoding, first, last))
    return characters
  }
  return {
    has: one => all().has(one),
    share,
    get size() {
      return all().size
    },
  }
}

function* rows(encoding: string, first: number, last: number): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (let lead = first; lead <= last; lead++) {
    for (let trail = encoding === 'big5' ? 0x40 : 0xa1; trail <= 0xfe; trail++) {
      const one = decoder.decode(Uint8Array.of(lead, trail))
      if ([...one].length === 1 && one !== '\ufffd') yield one
    }
  }
}
