import { count, cut } from '../kernel/words/text.ts'

/** UTF-16 units of one piece: even if a chat must escape each of them, they fit in one message with its heading. */
export const PIECE = 1_800
/** What is longer than so many pieces is cut. */
export const MOST_PIECES = 8

const segmenter = new Intl.Segmenter()

/** A long text in pieces that every chat takes whole, parted between paragraphs, lines or words where it can be. */
export function inPieces(text: string): readonly string[] {
  const pieces: string[] = []
  let left = text
  while (left.length > PIECE && pieces.length < MOST_PIECES) {
    const end = partingOf(left)
    pieces.push(left.slice(0, end).trimEnd())
    left = left.slice(end).trimStart()
  }
  if (pieces.length < MOST_PIECES) return [...pieces, left]
  return left
    ? [...pieces.slice(0, -1), `${pieces.at(-1)}\n[${count(left.length, 'more character')} did not fit here.]`]
    : pieces
}

/** Where the first piece of a text that is too long ends. */
function partingOf(text: string): number {
  const window = text.slice(0, PIECE)
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(mark)
    if (at > PIECE / 2) return at + mark.length
  }
  return wholeCharacters(text)
}

function wholeCharacters(text: string): number {
  let end = 0
  for (const { segment } of segmenter.segment(text.slice(0, PIECE + 64))) {
    if (end + segment.length > PIECE) break
    end += segment.length
  }
  return end || PIECE
}

/** The first words of a text, on one line, for a notification. */
export function opening(text: string): string {
  return cut(text.replaceAll(/\s+/g, ' ').trim(), 200)
}
