import type { types } from '@slack/bolt'
import { type Button, type Phrase, phraseParts } from '../../../kernel/shapes/card.ts'
import type { Press } from '../../../kernel/shapes/chat.ts'
import type { WorkFilter, WorkPage, WorkRow, WorkTable } from '../../../kernel/shapes/work.ts'
import { HOME, homeValue } from '../home-choice.ts'
import { drawPress } from './card.ts'
import { type Block, escaped, markedMoment, plainTextElement, rich, richText } from './words.ts'

/** What opens a row of each table. */
const OPENS: Readonly<Record<WorkTable, { command: string; arg: string }>> = {
  orders: { command: 'order.show', arg: 'order' },
  'purchase-orders': { command: 'po.show', arg: 'purchaseOrder' },
  cases: { command: 'case.show', arg: 'case' },
  credits: { command: 'case.show', arg: 'case' },
}
/** Slack's limit for the options of a menu. */
const MOST_OPTIONS = 100

/** Opens a row's own card, with all that can be done there. */
export function openWork(table: WorkTable, { id }: WorkRow): Button {
  const { command, arg } = OPENS[table]
  return { label: 'Open', command, input: { [arg]: id } }
}

/** What staff look through; none is what needs doing first. */
const TABLES: readonly { table: WorkTable | ''; title: string }[] = [
  { table: '', title: 'Overview' },
  { table: 'orders', title: 'Orders' },
  { table: 'purchase-orders', title: 'Purchase orders' },
  { table: 'cases', title: 'Cases' },
  { table: 'credits', title: 'Credits' },
]

/** The tables to choose from; the one that is looked at is marked. */
export function drawTables(now: WorkTable | undefined): Block[] {
  const elements = TABLES.map(({ table, title }) => ({
    type: 'button' as const,
    action_id: `${HOME}table-${table}`,
    text: plainTextElement(title, 75),
    value: homeValue(table),
    ...(table === (now ?? '') && { style: 'primary' as const }),
  }))
  return [{ type: 'actions', elements }]
}

/** A page of a table: what narrows it, its rows, each with what opens it, and the pages next to it. */
export function drawWork(page: WorkPage, open: readonly Press[]): Block[] {
  const { filters, text, rows, next, back } = page
  const turns = [...(back ? [drawTurn('Back', back)] : []), ...(next ? [drawTurn('Next', next)] : [])]
  return [
    ...(filters.length > 0 ? [{ type: 'actions' as const, elements: filters.map(drawFilter) }] : []),
    ...(text === null ? [] : [drawSearch(text)]),
    ...rich([richText(counted(page), 200, { bold: true })]),
    ...rows.map((row, at) => drawRow(page, row, open[at])),
    ...(turns.length > 0 ? [{ type: 'actions' as const, elements: turns }] : []),
  ]
}

function counted({ all, rows }: WorkPage): string {
  if (all === 0) return 'There is nothing like that.'
  return all === null || all > rows.length ? `${rows.length} of ${all ?? 'very many'}` : `${all} in all`
}

function drawFilter({ name, label, value, choices }: WorkFilter): types.StaticSelect {
  const shown = choices.filter((one, at) => at < MOST_OPTIONS - 1 || one.value === value).slice(0, MOST_OPTIONS)
  const options = shown.map(one => ({
    text: plainTextElement(`${label}: ${one.label}`, 75),
    value: homeValue(one.value).slice(0, 75),
  }))
  const now = options[shown.findIndex(one => one.value === value)]
  return { type: 'static_select', action_id: `${HOME}filter-${name}`, options, ...(now && { initial_option: now }) }
}

function drawSearch(text: string): types.InputBlock {
  return {
    type: 'input',
    dispatch_action: true,
    optional: true,
    label: plainTextElement('Find', 150),
    element: {
      type: 'plain_text_input',
      action_id: `${HOME}filter-text`,
      max_length: 200,
      placeholder: plainTextElement('Words or a number, then Enter', 150),
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      ...(text && { initial_value: text }),
    },
  }
}

/** The words of a row are literal; its moments stand below, each in the reader's own zone. */
function drawRow({ columns }: WorkPage, { number, cells }: WorkRow, press: Press | undefined): Block {
  const words = cells.flatMap(cell => (isTimed(cell) || cell === '' ? [] : [literalCell(cell)]))
  const moments = cells.flatMap((cell, at) => (isTimed(cell) ? [drawMoments(columns[at + 1] ?? '', cell)] : []))
  return {
    type: 'section',
    text: plainTextElement([number, ...words].join(' · '), 300),
    ...(moments.length > 0 && { fields: moments.slice(0, 10) }),
    ...(press && { accessory: drawPress(press, number) }),
  }
}

const isTimed = (cell: Phrase): boolean => phraseParts(cell).some(part => typeof part !== 'string' && 'at' in part)

const literalCell = (cell: Phrase): string =>
  phraseParts(cell)
    .map(part => (typeof part === 'string' ? part : 'text' in part ? part.text : ''))
    .join('')

function drawMoments(column: string, cell: Phrase): types.MrkdwnElement {
  const parts = phraseParts(cell).map(part =>
    typeof part !== 'string' && 'at' in part ? markedMoment(part) : escaped(literalCell(part), 100),
  )
  return { type: 'mrkdwn', text: `${escaped(column, 100)}: ${parts.join('')}` }
}

function drawTurn(label: string, at: string): types.Button {
  return {
    type: 'button',
    action_id: `${HOME}turn-${label.toLowerCase()}`,
    text: plainTextElement(label, 75),
    value: homeValue(at),
  }
}
