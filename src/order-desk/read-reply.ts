import { readMoney } from '../kernel/words/amount.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { reasonFrom } from '../orders/order.ts'
import { DECLINE_REASONS, type DeclineReason, declineReasons } from '../purchase-orders/decline-reason.ts'
import type { PieceAnswer } from '../purchase-orders/pieces.ts'
import { type LeftLine, type Piece, readPieces } from '../shipments/pieces.ts'

/** What a supplier offers instead: staff accept or refuse it. */
export type LineOffer = { price: { minor: number; currency: string } } | { sku: string }
export type Said = Piece & ({ answer: PieceAnswer } | { offer: LineOffer })

const FIELD = 'lines'
const WORDS = ['ok', 'yes', 'accept', 'accepted', 'backorder', 'backordered', 'until', 'decline', 'declined'] as const
const MORE = ['no', 'reject', 'rejected', 'only', 'price', 'instead', 'substitute'] as const
const KEYWORD = new RegExp(`\\s(${[...WORDS, ...MORE].join('|')})(?=\\s|$)`, 'giu')
const HOW = 'Write such as: LAMP x2 ok, BULB backordered 2026-12-20, CUP declined out of stock.'

type Around = { day(typed: string): string; currency: string }

/**
 * Reads a supplier's answer by line, an item a line or between commas: `LAMP x2 ok`, `BULB backordered 2026-12-20`,
 * `CUP declined out of stock`, `CUP only 1`, `BOWL price 4.50`, `BOWL instead BOWL-2`. Without a number of pieces it is about
 * all that are left to ship.
 * @param around reads a day, and says in which currency an amount without one is
 * @throws Refusal with the nearest line, answer or reason.
 */
export function readReply(typed: string, lines: readonly LeftLine[], around: Around): readonly Said[] {
  const taken = new Map<string, number>()
  return itemsOf(typed).flatMap(item => {
    const left = lines.map(line => ({ ...line, left: line.left - (taken.get(line.id) ?? 0) }))
    const { pieces, word, rest } = splitItem(item, left)
    const said = meaning(word, rest, pieces, around)
    for (const { lineId, quantity } of said) taken.set(lineId, (taken.get(lineId) ?? 0) + quantity)
    return said
  })
}

/** A comma inside a note ends no item: what names no answer belongs to what stands before it. */
function itemsOf(typed: string): readonly string[] {
  const items: string[] = []
  for (const line of typed.split(/[;\n]+/)) {
    const from = items.length
    for (const part of line.split(',').flatMap(text => text.trim() || [])) {
      const continues = items.length > from && [...` ${part}`.matchAll(KEYWORD)].length === 0
      if (continues) items.push(`${items.pop()}, ${part}`)
      else items.push(part)
    }
  }
  if (items.length === 0) throw new Refusal(`Say what you answer. ${HOW}`, FIELD)
  return items
}

type Item = { pieces: readonly Piece[]; word: string; rest: string }

/** A SKU or a title may hold such a word itself (`SAY NO MORE`): the first that leaves a line before it is the answer. */
function splitItem(item: string, lines: readonly LeftLine[]): Item {
  const words = { left: 'left to ship', none: 'shipped or declined already', field: FIELD }
  let first: unknown = null
  for (const { index, 1: word = '', 0: whole } of item.matchAll(KEYWORD)) {
    try {
      const pieces = readPieces(item.slice(0, index), lines, words)
      return { pieces, word: word.toLowerCase(), rest: item.slice(index + whole.length).trim() }
    } catch (error) {
      first ??= error
    }
  }
  if (first) throw first
  const near = item
    .split(/\s+/)
    .map(word => nearest(word.toLowerCase(), [...WORDS, ...MORE]))
    .find(Boolean)
  throw new Refusal(`I can’t read an answer in “${item}”. ${near ? `Did you mean ${near}?` : HOW}`, FIELD)
}

function meaning(word: string, rest: string, pieces: readonly Piece[], { day, currency }: Around): readonly Said[] {
  const all = (answer: PieceAnswer) => pieces.map(piece => ({ ...piece, answer }))
  switch (word) {
    case 'backorder':
    case 'backordered':
    case 'until':
      return all({ say: 'backorder', until: day(rest.replace(/^until\s+/i, '')) })
    case 'decline':
    case 'declined':
    case 'no':
    case 'reject':
    case 'rejected':
      return all({ say: 'decline', ...readReason(rest) })
    case 'only':
      return fewer(rest, pieces)
    case 'price':
      return pieces.map(piece => ({ ...piece, offer: { price: readMoney(rest, currency, FIELD) } }))
    case 'instead':
    case 'substitute':
      if (!rest) throw new Refusal('Which SKU instead? Write such as: BOWL instead BOWL-2.', FIELD)
      return pieces.map(piece => ({ ...piece, offer: { sku: rest.slice(0, 200) } }))
    default:
      if (rest) throw new Refusal(`I can’t read “${rest}” after “${word}”. ${HOW}`, FIELD)
      return all({ say: 'accept' })
  }
}

/** `only 2`, `only 2 order too large`: so many are shipped, and the rest is declined. */
function fewer(typed: string, pieces: readonly Piece[]): readonly Said[] {
  const [, number = '', why = ''] = /^(\d+)\s*(.*)$/s.exec(typed) ?? []
  const all = pieces.reduce((sum, one) => sum + one.quantity, 0)
  if (!number || Number(number) >= all)
    throw new Refusal(`“only ${typed}” has to name fewer pieces than the ${all} that are left to ship.`, FIELD)
  const no: PieceAnswer = { say: 'decline', ...readReason(why || 'inventory_out_of_stock') }
  let yes = Number(number)
  return pieces.flatMap(({ lineId, quantity }) => {
    const kept = Math.min(yes, quantity)
    yes -= kept
    return [
      ...(kept > 0 ? [{ lineId, quantity: kept, answer: { say: 'accept' } as const }] : []),
      ...(quantity > kept ? [{ lineId, quantity: quantity - kept, answer: no }] : []),
    ]
  })
}

const Reason = reasonFrom(declineReasons, DECLINE_REASONS)

/** `out of stock back in June`: the longest beginning that is a reason, and the rest as a note. */
function readReason(typed: string): { reason: DeclineReason; note: string | null } {
  const words = typed.split(/\s+/).filter(Boolean)
  if (words.length === 0) throw new Refusal(`Say why: ${Object.values(DECLINE_REASONS).join(', ')}.`, FIELD)
  for (let length = words.length; length > 0; length--) {
    const why = words
      .slice(0, length)
      .join(' ')
      .replace(/[—:,.-]+$/, '')
    const read = Reason.safeParse(why)
    if (!read.success || !namesWhole(why, read.data)) continue
    const note = words
      .slice(length)
      .join(' ')
      .replace(/^[—:,-]+\s*/, '')
    return { reason: read.data, note: note || null }
  }
  throw new Refusal(Reason.safeParse(typed).error?.issues[0]?.message ?? HOW, FIELD)
}

/** `out of` is not yet a reason, though one holds it: more of it may follow, with a slip. */
function namesWhole(typed: string, reason: DeclineReason): boolean {
  const handle = typed.toLowerCase().replaceAll(/[^a-z]+/g, '_')
  return reason === handle || reason.endsWith(`_${handle}`)
}
