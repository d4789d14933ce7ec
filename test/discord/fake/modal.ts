import { ComponentType } from 'discord.js'
import { judgeIds, walk } from './components.ts'
import { judgeOptions, judgeSelect } from './controls.ts'
import type { Piece } from './shapes.ts'
import type { Wrongs } from './wrongs.ts'

/** docs: components/reference "Label", interactions/receiving-and-responding "Modals": one to five components. */
const MOST_COMPONENTS = 5

export type Modal = { custom_id: string; title: string; components: Piece[] }

/** The rules of modals that the API description does not hold. */
export function judgeModal(wrongs: Wrongs, modal: Modal): void {
  const at = ['data', 'components']
  if (modal.components.length > MOST_COMPONENTS)
    wrongs.add(at, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${MOST_COMPONENTS} in length.`)
  const all = [...walk(modal.components, at)]
  judgeIds(wrongs, all)
  for (const [piece, path] of all) {
    if (piece.type === ComponentType.TextInput) judgeInput(wrongs, piece, path)
    if (piece.type === ComponentType.StringSelect) judgeSelect(wrongs, piece, path)
    if (piece.type === ComponentType.RadioGroup || piece.type === ComponentType.CheckboxGroup)
      judgeOptions(wrongs, piece, path)
    if (piece.type !== ComponentType.StringSelect && (piece.min_values ?? 0) > (piece.max_values ?? 25))
      wrongs.add([...path, 'min_values'], 'NUMBER_TYPE_MAX', 'min_values cannot be above max_values')
    if (piece.required && piece.min_values === 0)
      wrongs.add(
        [...path, 'min_values'],
        'COMPONENT_REQUIRED_MIN_VALUES',
        'A required component needs min_values above 0',
      )
    if (piece.disabled)
      wrongs.add([...path, 'disabled'], 'COMPONENT_DISABLED_IN_MODAL', 'Components in a modal cannot be disabled')
  }
}

/** A text in a row brings its own label; in a label it has none. A preset must fit its own bounds. */
function judgeInput(wrongs: Wrongs, input: Piece, at: readonly (string | number)[]): void {
  const inRow = at.at(-2) === 'components'
  if (inRow && !input.label) wrongs.add([...at, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required')
  if (!inRow && input.label)
    wrongs.add([...at, 'label'], 'TEXT_INPUT_LABEL_IN_LABEL', 'A text input inside a label cannot have a label')
  const { min_length: min = 0, max_length: max = 4_000 } = input
  if (min > max)
    wrongs.add([...at, 'min_length'], 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`)
  const value = typeof input.value === 'string' ? input.value : ''
  if (value && (value.length < min || value.length > max))
    wrongs.add([...at, 'value'], 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`)
}
