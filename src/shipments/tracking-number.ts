/** The longest number read, in characters; the longest known form has 41. */
export const LONGEST_NUMBER = 64

const SHORTEST = 8
const DIGITS_AT_LEAST = 6
/** The longest text in which a number is looked for, in characters. */
export const MOST_TEXT = 4_000
const MOST_GROUPS = 12

/** The number as carriers write it: upper case, full-width folded, no spaces, dashes, dots or invisible characters. */
export function bareNumber(typed: string): string {
  return typed
    .slice(0, MOST_TEXT)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\p{Pd}\u2212\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
}

/** Words `first` to before `after` of a text, that could be a number. `grouped`: written in groups, as phone numbers also are. */
export type Run = { number: string; grouped: boolean; first: number; after: number }

/** Every run of 1 to 12 neighbouring words that could be a number, by first word, the longest first. */
export function* runsIn(text: string): Generator<Run> {
  const words = wordsIn(text)
  for (let first = 0; first < words.length; first++) {
    for (let after = endOfRun(words, first); after > first; after--) {
      const groups = words.slice(first, after).flatMap(word => word.text.split(/[-.]/))
      const number = bareNumber(groups.join(''))
      const grouped = groups.length > 1
      if (readable(number) && (!grouped || groupedLikeANumber(groups))) yield { number, grouped, first, after }
    }
  }
}

/** `joined`: one space stands between it and the word before. */
type Word = { text: string; joined: boolean }

function wordsIn(text: string): Word[] {
  // Mentions carry ids that look like numbers (<@123456789012345678>), and + starts a phone number.
  const said = text
    .slice(0, MOST_TEXT)
    .normalize('NFKC')
    .replace(/<[@#:!][^>]*>|\+\d[\d ().-]*/g, '\n')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
  let end = 0
  return [...said.matchAll(/[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*/g)].map(({ 0: word, index }) => {
    const joined = said.slice(end, index) === ' '
    end = index + word.length
    return { text: word, joined }
  })
}

function endOfRun(words: readonly Word[], first: number): number {
  let after = first + 1
  while (after - first < MOST_GROUPS && words[after]?.joined) after++
  return after
}

function readable(number: string): boolean {
  return (
    number.length >= SHORTEST &&
    number.length <= LONGEST_NUMBER &&
    number.replace(/[^0-9]/g, '').length >= DIGITS_AT_LEAST
  )
}

/** Labels print long digits in fours; with letters any grouping goes, as long as no plain word is swallowed. */
function groupedLikeANumber(groups: readonly string[]): boolean {
  if (groups.every(group => /^\d+$/.test(group))) return groups.slice(0, -1).every(group => group.length === 4)
  return groups.every(group => /\d/.test(group) || /^[A-Z]{1,3}$/.test(group))
}

/** What numbers of one kind have in common: their letters and their length. `YT2312345678901234` → `YT9999999999999999` */
export function shapeOf(number: string): string {
  return number.replace(/\d/g, '9')
}
