import type { types } from '@slack/bolt'
import type { Room } from '../../../kernel/ground/tables.ts'
import type { Button } from '../../../kernel/shapes/card.ts'
import type { Press } from '../../../kernel/shapes/chat.ts'
import type { Overview } from '../../../kernel/shapes/overview.ts'
import { HOME, type HomeChoice, homeValue, keptChoice } from '../home-choice.ts'
import { drawPress } from './card.ts'
import { type Block, momentText, plainTextElement, rich, richMoment, richText } from './words.ts'

export type OverviewRow = Overview['rows'][number]

/** Rows with a button of their own: what one does first. */
export const FIRST = 5

/** What can be begun from the Home tab. */
export const BEGIN: readonly Button[] = [
  {
    label: 'Forward an order',
    command: 'order.forward',
    input: {},
    asks: ['order', 'supplier', 'skus'],
    style: 'primary',
  },
  { label: 'Find', command: 'order.find', input: {}, asks: ['text'] },
  { label: 'Open orders', command: 'order.list', input: { which: 'open' } },
  { label: 'Suppliers', command: 'supplier.list', input: {} },
]

/** Opens a row's order with its story and all that can be done with it. */
export function openRow(row: OverviewRow): Button {
  return { label: 'Open', command: 'order.show', input: { order: row.order } }
}

/** What the staff's tab shows under what is pressing: a table they look through, or else the oldest work. */
type Home = {
  overview: Overview
  begin: readonly Press[]
  open: readonly Press[]
  /** The tables they may look through, and the rows of the one they do. */
  work: readonly Block[]
  choice: HomeChoice
  channel: string
  at: Date
}

/**
 * The Home tab of staff: what is pressing first, then counts and the oldest orders, or a table.
 * @param table false where Slack does not know data tables yet: it refuses the whole tab then.
 */
export function drawHome({ overview, begin, open, work, choice, channel, at }: Home, table = true): types.HomeView {
  const { headline, counts, rows } = overview
  const oldest: Block[] = [
    ...rows.slice(0, FIRST).flatMap((row, index) => drawFirst(row, open[index])),
    ...(rows.length > 0 && table ? [drawTable(rows)] : rows.slice(FIRST).flatMap(row => drawFirst(row, undefined))),
  ]
  const blocks: Block[] = [
    { type: 'header', text: plainTextElement(headline, 150) },
    { type: 'section', fields: counts.slice(0, 10).map(drawCount) },
    { type: 'actions', elements: begin.map((press, index) => drawPress(press, 'Waybill', index)) },
    { type: 'divider' },
    ...work,
    ...(choice.table ? [] : oldest),
    asOf(at),
  ]
  return { type: 'home', private_metadata: keptChoice(choice, channel), blocks }
}

type SupplierHome = { rooms: readonly Room[]; room: Room; work: readonly Block[]; choice: HomeChoice; at: Date }

/** The Home tab of a supplier's contact: the purchase orders of that supplier, in one of the rooms they act in. */
export function drawSupplierHome({ rooms, room, work, choice, at }: SupplierHome): types.HomeView {
  const options = rooms.slice(0, 100).map(({ name, channel }) => ({
    text: plainTextElement(`#${name}`, 75),
    value: homeValue(channel),
  }))
  const now = options.find(({ value }) => value === homeValue(room.channel))
  const choosing: types.StaticSelect = {
    type: 'static_select',
    action_id: `${HOME}room`,
    options,
    ...(now && { initial_option: now }),
  }
  const blocks: Block[] = [
    { type: 'header', text: plainTextElement(`Purchase orders in #${room.name}`, 150) },
    ...(rooms.length > 1 ? [{ type: 'actions' as const, elements: [choosing] }] : []),
    ...work,
    asOf(at),
  ]
  return { type: 'home', private_metadata: keptChoice(choice, room.channel), blocks }
}

function asOf(at: Date): Block {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: `As of ${momentText(at.toISOString())}` }] }
}

/** What people see who are neither staff nor a supplier's contact. */
export function drawNoHome(): types.HomeView {
  const text =
    'Waybill works in your order channel: use the buttons on the cards there. This page is for the shop’s staff and its suppliers’ contacts.'
  return { type: 'home', blocks: rich([richText(text, 300)]) }
}

function drawCount({ label, value, urgent }: Overview['counts'][number]) {
  return plainTextElement(`${urgent ? '🔴 ' : ''}${label}\n${value}`, 100)
}

function drawFirst(row: OverviewRow, press: Press | undefined): Block[] {
  const what = plainTextElement(`${row.number} · ${row.state} · ${row.supplier}`, 300)
  return [{ type: 'section', text: what, ...(press && { accessory: drawPress(press, `Order ${row.number}`) }) }]
}

function drawTable(rows: readonly OverviewRow[]): Block {
  const cell = (text: string) => ({ type: 'raw_text' as const, text: plainTextElement(text, 100).text })
  const when = (date: Date | null) =>
    date ? (rich([richMoment({ at: date.toISOString() })])[0] ?? cell('—')) : cell('—')
  const head = ['Number', 'State', 'Supplier', 'Since', 'Due'].map(cell)
  const body = rows.map(row => [cell(row.number), cell(row.state), cell(row.supplier), when(row.since), when(row.due)])
  return { type: 'data_table', caption: 'The oldest open work', page_size: 10, rows: [head, ...body] }
}
