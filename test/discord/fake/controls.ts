import { ComponentType } from 'discord.js'
import type { Piece } from './shapes.ts'
import type { Path, Wrongs } from './wrongs.ts'

/** The rules of rows, buttons and selects. docs: components/reference, "Action Row", "Button", "String Select". */
const ROW_WIDTH = 5

const SELECTS: readonly number[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]

export const isSelect = (piece: Piece) => SELECTS.includes(piece.type)

/** Five buttons, or one select alone. */
export function judgeRow(wrongs: Wrongs, row: Piece, at: Path): void {
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

export function judgeButton(wrongs: Wrongs, button: Piece, at: Path): void {
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
