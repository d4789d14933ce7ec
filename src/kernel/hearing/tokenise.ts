/** A word of a typed command. `key` when it was written `key:value`; `quoted` when quotes held it together. */
export type Word = { text: string; key: string | null; quoted: boolean; start: number; end: number; open: boolean }

/** Opening quotes and what closes them, as keyboards, phones and word processors make them. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"”“',
  '“': '”“"',
  '”': '”"',
  '„': '“”"',
  '«': '»',
  "'": "'’",
  '‘': "’‘'",
  '`': '`',
}
const KEYED = /^(\p{L}[\p{L}_-]*):(?!\/\/)/u

/**
 * Cuts a typed line into words. Quotes hold words together, also after `key:`; an unclosed quote runs to the end
 * and is marked `open`. An apostrophe inside a word (`don't`) isn't a quote.
 */
export function tokenise(line: string): readonly Word[] {
  const words: Word[] = []
  let at = 0
  for (;;) {
    while (at < line.length && /\s/.test(line[at] as string)) at++
    if (at >= line.length) return words
    const word = readWord(line, at)
    words.push(word)
    at = word.end
  }
}

function readWord(line: string, start: number): Word {
  const keyed = KEYED.exec(line.slice(start))
  const key = keyed?.[1] ?? null
  const from = start + (keyed?.[0].length ?? 0)
  const closing = QUOTES[line[from] ?? '']
  if (closing) {
    for (let end = from + 1; end < line.length; end++)
      if (closing.includes(line[end] as string) && (end + 1 === line.length || /\s/.test(line[end + 1] as string)))
        return { text: line.slice(from + 1, end), key, quoted: true, start, end: end + 1, open: false }
    return { text: line.slice(from + 1), key, quoted: true, start, end: line.length, open: true }
  }
  const end = from + (/^\S*/.exec(line.slice(from))?.[0].length ?? 0)
  return { text: line.slice(from, end), key, quoted: false, start, end, open: false }
}

/** Quotes to write a value in, the plainest first. */
const PAIRS = [
  ['"', '"'],
  ['«', '»'],
  ['`', '`'],
] as const
const BARE = /^(?!\/\/)[^\s"“”„«'‘`:]+$/

/** Writes a value so that it reads back as one word, the same where any of these quotes will hold it. */
export function quote(value: string): string {
  if (BARE.test(value)) return value
  const pair = PAIRS.find(([open]) => !endsWithin(value, QUOTES[open] ?? ''))
  return pair ? pair[0] + value + pair[1] : `"${value.replaceAll(/["“”]/g, "'")}"`
}

/** Whether one of these marks would end a quotation before the value is at its end. */
function endsWithin(value: string, marks: string): boolean {
  return [...value].some((mark, index, all) => marks.includes(mark) && /\s/.test(all[index + 1] ?? ''))
}
