import { type CardLine, detailOf } from '../../../kernel/shapes/card.ts'
import {
  type Block,
  literal,
  more,
  newLine,
  plainTextElement,
  type RichText,
  rich,
  richPhrase,
  richText,
} from './words.ts'

export const MOST_LINES = 25
/** Lines with a picture take a block each; 50 fit in a message. */
const MOST_PICTURES = 20
/** What one wants to read of a line, and of what stands beneath it, UTF-16 units. */
const MOST = { line: 300, detail: 300 }

/** The lines of a card: runs of text, and those with a picture in blocks of their own. */
export function drawLines(lines: readonly CardLine[], pictures: boolean): Block[] {
  const blocks: Block[] = []
  let run: (readonly RichText[])[] = []
  const settle = () => {
    blocks.push(...rich(run))
    run = []
  }
  for (const line of lines.slice(0, MOST_LINES)) {
    if (pictures && line.image && hasPicture(line) && blocks.length < MOST_PICTURES) {
      settle()
      blocks.push(drawPicture(line, line.image))
    } else run.push(drawLine(line))
  }
  run.push(more(lines.length - MOST_LINES, 'line'))
  settle()
  return blocks
}

/** What is shipped needs no picture any more, and only plain text fits next to one: it could not be struck through. */
function hasPicture({ image = '', done }: CardLine): boolean {
  return !done && /^https:\/\//i.test(image) && URL.canParse(image) && image.length <= 3_000
}

function drawPicture(line: CardLine, image: string): Block {
  const { text, quantity } = line
  const shown = [quantity === undefined ? text : `${quantity} × ${text}`, literal(detailOf(line))]
    .filter(Boolean)
    .join('\n')
  const accessory = { type: 'image' as const, image_url: image, alt_text: plainTextElement(text, MOST.line).text }
  return { type: 'section', text: plainTextElement(shown, MOST.line + MOST.detail), accessory }
}

function drawLine(line: CardLine): readonly RichText[] {
  const { text, quantity, done } = line
  const detail = detailOf(line)
  return [
    ...(quantity === undefined ? [] : richText(`${quantity} × `, 20, { bold: true })),
    ...richText(text, MOST.line, done ? { strike: true } : undefined),
    ...(detail ? [newLine, ...richPhrase(detail, MOST.detail, { italic: true })] : []),
  ]
}
