import { ComponentType } from 'discord.js'
import { isSelect, judgeButton, judgeRow, judgeSelect } from './controls.ts'
import { broken } from './refused.ts'
import type { Piece, Upload } from './shapes.ts'
import type { Path, Wrongs } from './wrongs.ts'

/**
 * The rules of message components that the API description does not hold.
 * Sources: docs, components/reference; change log 2025-04-29 (40 components); api-docs pull 8562 (4,000 characters),
 * issues 3673 (duplicates count even when disabled), 6561 (lone surrogates), 8554 (10,170 bytes).
 */
const MOST_PIECES = 40
const MOST_TEXT = 4_000
const MOST_BYTES = 10_170
const BYTES_PER_TEXT = 12
const MOST_ROWS = 5

/** Every component with where it stands, outermost first. */
export function* walk(pieces: readonly Piece[], at: Path): Generator<readonly [Piece, Path]> {
  for (const [index, piece] of pieces.entries()) yield* walkOne(piece, [...at, index])
}

function* walkOne(piece: Piece, at: Path): Generator<readonly [Piece, Path]> {
  yield [piece, at]
  yield* walk(piece.components ?? [], [...at, 'components'])
  if (piece.accessory) yield* walkOne(piece.accessory, [...at, 'accessory'])
  if (piece.component) yield* walkOne(piece.component, [...at, 'component'])
}

export function judgeComponents(
  wrongs: Wrongs,
  pieces: readonly Piece[],
  v2: boolean,
  files: readonly string[],
  at: Path = ['components'],
): void {
  if (!v2) judgeRowsOnly(wrongs, pieces, at)
  const all = [...walk(pieces, at)]
  if (v2 && all.length > MOST_PIECES)
    wrongs.add(at, 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `Total number of components cannot exceed ${MOST_PIECES}`)
  judgeText(wrongs, all, at)
  judgeIds(wrongs, all)
  for (const [piece, path] of all) judgePiece(wrongs, piece, path, files)
}

function judgeRowsOnly(wrongs: Wrongs, pieces: readonly Piece[], at: Path): void {
  for (const [index, piece] of pieces.entries())
    if (piece.type !== ComponentType.ActionRow)
      wrongs.add([...at, index], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).')
  if (pieces.length > MOST_ROWS) wrongs.add(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${MOST_ROWS} or fewer in length.`)
}

function judgeText(wrongs: Wrongs, all: readonly (readonly [Piece, Path])[], at: Path): void {
  const texts = all.flatMap(([piece]) => (piece.type === ComponentType.TextDisplay ? [piece.content ?? ''] : []))
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  if (length > MOST_TEXT)
    wrongs.add(
      at,
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `Components displayable text size exceeds maximum size of ${MOST_TEXT}`,
    )
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + BYTES_PER_TEXT, 0)
  if (length <= MOST_TEXT && bytes > MOST_BYTES) throw broken()
}

/** A custom_id once per message; a numeric id once per message. */
export function judgeIds(wrongs: Wrongs, all: readonly (readonly [Piece, Path])[]): void {
  const customs = new Set<string>()
  const ids = new Set<number>()
  for (const [{ custom_id: custom, id }, path] of all) {
    if (custom && !custom.isWellFormed()) throw broken()
    if (custom && customs.has(custom))
      wrongs.add([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
    if (id && ids.has(id)) wrongs.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated')
    if (custom) customs.add(custom)
    if (id) ids.add(id)
  }
}

function judgePiece(wrongs: Wrongs, piece: Piece, at: Path, files: readonly string[]): void {
  if (piece.type === ComponentType.ActionRow) judgeRow(wrongs, piece, at)
  if (piece.type === ComponentType.Button) judgeButton(wrongs, piece, at)
  if (isSelect(piece)) judgeSelect(wrongs, piece, at)
  const media = [...(piece.items ?? []).map(({ media }) => media.url), piece.media?.url, piece.file?.url]
  for (const url of media) if (url !== undefined) judgeMedia(wrongs, url, at, files)
}

function judgeMedia(wrongs: Wrongs, url: string, at: Path, files: readonly string[]): void {
  const name = url.match(/^attachment:\/\/(.+)$/)?.[1]
  if (name !== undefined && !files.includes(name))
    wrongs.add(
      at,
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      `The referenced attachment could not be found: ${name}`,
    )
}

/** Gives every component the numeric id that Discord gives it when the bot did not. */
export function numbered(pieces: readonly Piece[]): Piece[] {
  const copy = structuredClone(pieces) as Piece[]
  const all = [...walk(copy, [])]
  const taken = new Set(all.flatMap(([{ id }]) => (id ? [id] : [])))
  let next = 1
  for (const [piece] of all) {
    if (piece.id) continue
    while (taken.has(next)) next += 1
    piece.id = next
    taken.add(next)
  }
  return copy
}

export const namesOf = (uploads: readonly Upload[]) => uploads.map(({ name }) => name)
