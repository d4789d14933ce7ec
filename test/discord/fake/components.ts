import { ComponentType } from 'discord.js'
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
const ROW_WIDTH = 5

const SELECTS: readonly number[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]

export const isSelect = (piece: Piece) => SELECTS.includes(piece.type)

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

/** Five buttons, or one select alone. */
function judgeRow(wrongs: Wrongs, row: Piece, at: Path): void {
  let width = 0
  for (const [index, piece] of (row.components ?? []).entries()) {
    width += isSelect(piece) ? ROW_WIDTH : 1
    if (width > ROW_WIDTH)
      wrongs.add(
        [...at, 'components', index],
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      )
  }
}

const LINK = 5
const PREMIUM = 6

function judgeButton(wrongs: Wrongs, button: Piece, at: Path): void {
  const { custom_id: custom, url, style } = button
  if (style !== PREMIUM && !button.label && !button.emoji)
    wrongs.add([...at, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required')
  if (custom && url)
    wrongs.add(
      [...at, 'custom_id'],
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    )
  if (style === LINK && !url) wrongs.add([...at, 'url'], 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required')
  if (style === PREMIUM && !button.sku_id) wrongs.add([...at, 'sku_id'], 'BASE_TYPE_REQUIRED', 'This field is required')
  if (style !== LINK && style !== PREMIUM && !custom)
    wrongs.add([...at, 'custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required')
  if (url && !/^(https?|discord):\/\//.test(url))
    wrongs.add(
      [...at, 'url'],
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${url.split(':')[0]}" is not supported. Scheme must be one of ('http', 'https', 'discord').`,
    )
}

export function judgeSelect(wrongs: Wrongs, select: Piece, at: Path): void {
  judgeOptions(wrongs, select, at)
  const { min_values: min = 1, max_values: max = 1 } = select
  if (min > max)
    wrongs.add([...at, 'min_values'], 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`)
  if (select.options && max > select.options.length)
    wrongs.add(
      [...at, 'max_values'],
      'NUMBER_TYPE_MAX',
      `int value should be less than or equal to ${select.options.length}.`,
    )
}

/** Also for radio groups and checkbox groups. */
export function judgeOptions(wrongs: Wrongs, piece: Piece, at: Path): void {
  const seen = new Set<string>()
  for (const [index, { value }] of (piece.options ?? []).entries()) {
    if (seen.has(value))
      wrongs.add(
        [...at, 'options', index],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      )
    seen.add(value)
  }
  const chosen = (piece.options ?? []).filter(option => option.default).length
  const most = piece.max_values ?? (piece.type === ComponentType.CheckboxGroup ? (piece.options?.length ?? 1) : 1)
  if (chosen > most)
    wrongs.add([...at, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', `At most ${most} options can be the default`)
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
