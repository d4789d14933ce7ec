import { cut, visible } from '../../../kernel/words/text.ts'

/** Anywhere: emphasis, code, spoilers, links, mentions, times; and the colon of `https://` and `:smile:`. */
const ANYWHERE = /[\\*_~`|[\]<@]|:(?=\/\/|[\w+-]+:)/g
/** At the beginning of a line: quotes, headings, lists. */
const AT_START = /^(\s*)([>#+-])/gm
const NUMBERED = /^(\s*\d+)([.)])/gm

/** Text where Discord reads no markup: labels of buttons and fields, choices, the title of a form. One line, never empty. */
export function label(text: string, most: number): string {
  return cut(visible(text).replaceAll(/\s+/g, ' ').trim(), most) || '…'
}

/**
 * Somebody's words as text and nothing but text, where Discord reads markup.
 * @param most limit of what is sent, the escapes counted.
 */
export function escapeMarkdown(text: string, most: number): string {
  const all = visible(text)
  let length = Math.min(all.length, most)
  let kept = unmarked(cut(all, length))
  while (kept.length > most && length > 1) {
    // Escapes are spread unevenly: a first guess by proportion, then nearer and nearer.
    length = Math.min(length - 1, Math.floor((length * most) / kept.length))
    kept = unmarked(cut(all, length))
  }
  return kept
}

/** The same on one line, so that it stays in the heading or list that it stands in. */
export function escapeInLine(text: string, most: number): string {
  return escapeMarkdown(text.replaceAll(/\s+/g, ' ').trim(), most)
}

function unmarked(text: string): string {
  return text
    .replaceAll(ANYWHERE, String.raw`\$&`)
    .replaceAll(AT_START, String.raw`$1\$2`)
    .replaceAll(NUMBERED, String.raw`$1\$2`)
}
