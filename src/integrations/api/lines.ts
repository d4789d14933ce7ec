import { z } from 'zod'
import type { PurchaseOrderResource } from '../../kernel/shapes/resources.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { words } from './schemas.ts'

const line = words(200, 'The id of the line, or its SKU.')
const quantity = z.number().int().min(1).max(1_000_000).optional().describe('Pieces; all that are left, if not said.')
const note = z
  .string()
  .trim()
  .regex(/^[^,;\n]+$/, 'has no commas, semicolons or line breaks')
  .max(200)

/** Pieces of lines, such as what is in a parcel. */
export const PiecesOfLines = z.array(z.strictObject({ line, quantity })).min(1).max(200)

/** What is answered of pieces of lines. */
export const LineAnswers = z
  .array(
    z.discriminatedUnion('answer', [
      z.strictObject({ line, quantity, answer: z.literal('accept') }),
      z.strictObject({ line, quantity, answer: z.literal('backorder'), until: z.iso.date() }),
      z.strictObject({ line, quantity, answer: z.literal('decline'), reason: words(60, 'A reason to decline.') }),
      z.strictObject({ line, quantity, answer: z.literal('price'), price: note.describe('Of a piece: `4.50 USD`.') }),
      z.strictObject({
        line,
        quantity,
        answer: z.literal('substitute'),
        sku: note.describe('What you offer instead.'),
      }),
    ]),
  )
  .min(1)
  .max(200)

type Lines = PurchaseOrderResource['lines']

/** Pieces as the command reads them: by the place of their line. @throws Refusal for a line that is not there */
export function piecesText(all: Lines, pieces: z.output<typeof PiecesOfLines>): string {
  return pieces.map(one => `${named(all, one.line)}${times(one.quantity)}`).join('\n')
}

/** Answers as the command reads them. */
export function answersText(all: Lines, answers: z.output<typeof LineAnswers>): string {
  return answers.map(one => `${named(all, one.line)}${times(one.quantity)} ${said(one)}`).join('\n')
}

function said(one: z.output<typeof LineAnswers>[number]): string {
  if (one.answer === 'accept') return 'ok'
  if (one.answer === 'backorder') return `backordered ${one.until}`
  if (one.answer === 'decline') return `declined ${one.reason}`
  return one.answer === 'price' ? `price ${one.price}` : `instead ${one.sku}`
}

const times = (quantity: number | undefined) => (quantity === undefined ? '' : ` x${quantity}`)

function named(all: Lines, wanted: string): string {
  const byId = all.findIndex(({ id }) => id === wanted)
  const at = byId >= 0 ? byId : all.findIndex(({ sku }) => sku?.toLowerCase() === wanted.toLowerCase())
  if (at < 0) throw new Refusal(`No line here is “${wanted}”. Name it by its id or SKU.`, 'lines')
  return `#${at + 1}`
}
