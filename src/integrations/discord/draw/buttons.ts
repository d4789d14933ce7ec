import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { Drawn, Press } from '../../../kernel/shapes/chat.ts'
import { MOST_CHOICES } from '../../../kernel/shapes/form.ts'
import { label } from './words.ts'

type Row = APIActionRowComponent<APIComponentInMessageActionRow>

/** docs: components/reference, "Button" and "Action Row". */
const LONGEST_LABEL = 80
const MOST_IN_ROW = 5

const STYLES = { primary: ButtonStyle.Success, danger: ButtonStyle.Danger, plain: ButtonStyle.Secondary } as const

/** The buttons that can be pressed; below them, disabled, those that a decision took away. */
export function drawButtons({
  presses,
  opens = [],
  usedLabels = [],
}: Pick<Drawn, 'presses' | 'opens' | 'usedLabels'>): Row[] {
  const live = presses.map(drawButton)
  const former = usedLabels.map((words, index) => drawSpent(words, index))
  return [...(opens.length > 0 ? [drawOpens(opens)] : []), ...rows(live), ...rows(former)]
}

/** What opens the lines of a list, to choose from: which is chosen says what is pressed. */
function drawOpens(opens: readonly Press[]): Row {
  const options = opens
    .slice(0, MOST_CHOICES)
    .map(({ label: words, token }) => ({ label: label(words, LONGEST_LABEL), value: token }))
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id: OPENS, placeholder: 'Open one…', options }],
  }
}

/** The id of the list that opens lines. */
const OPENS = 'opens'

export function drawButton({ label: words, token, style = undefined }: Press): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: STYLES[style ?? 'plain'],
    label: label(words, LONGEST_LABEL),
    custom_id: token,
  }
}

function drawSpent(words: string, index: number): APIButtonComponentWithCustomId {
  // Ids must differ within a message; nobody can press these.
  const custom_id = `spent.${index}`
  return { ...drawButton({ label: words, token: custom_id }), disabled: true }
}

export function row(...components: APIButtonComponentWithCustomId[]): Row {
  return { type: ComponentType.ActionRow, components }
}

function rows(buttons: readonly APIButtonComponentWithCustomId[]): Row[] {
  const many = Math.ceil(buttons.length / MOST_IN_ROW)
  return Array.from({ length: many }, (_, at) => row(...buttons.slice(at * MOST_IN_ROW, (at + 1) * MOST_IN_ROW)))
}
