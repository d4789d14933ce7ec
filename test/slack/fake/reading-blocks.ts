import { emoji } from './emoji.ts'
import { type Json, list, record, string } from './json.ts'
import type { Block } from './messages.ts'
import { joined, plain, type Reader, type Reading, readMarkdown, readMrkdwn } from './reading.ts'
import { readRich } from './reading-rich.ts'

/** Something on the screen that can be pressed, chosen or filled in. */
export type SeenElement = {
  type: string
  blockId: string
  actionId: string
  /** What stands on it: a button's words, a menu's placeholder. */
  label: string
  /** What a screen reader says instead of the label. */
  spoken: string
  /** The label of its input block; null where it is no field. */
  field: string | null
  hint: string | null
  optional: boolean
  style: string | null
  value: string | null
  url: string | null
  /** Labels to choose from. */
  options: string[]
  confirm: { title: string; text: string; confirm: string; deny: string } | null
  raw: Json
}

export type ReadBlocks = Reading & { elements: SeenElement[] }

/** A text object as its reader sees it. */
function readText(value: unknown, reader: Reader): Reading {
  const { type, text, verbatim, emoji: pictures } = record(value)
  if (type === 'mrkdwn') return readMrkdwn(string(text), reader, { autolink: verbatim !== true, styles: true })
  return plain(pictures === false ? string(text) : emoji(string(text)))
}

const labelOf = (value: unknown): string => {
  const { text, emoji: pictures } = record(value)
  return pictures === false ? string(text) : emoji(string(text))
}

function readCell(cell: Json, reader: Reader): Reading {
  return cell.type === 'rich_text' ? readRich(cell, reader) : plain(string(cell.text))
}

function readTable(block: Block, reader: Reader): Reading {
  const rows = (Array.isArray(block.rows) ? (block.rows as Json[][]) : []).map(row =>
    joined(
      row.map(cell => readCell(cell, reader)),
      ' | ',
    ),
  )
  return joined(block.type === 'data_table' ? [plain(string(block.caption)), ...rows] : rows, '\n')
}

function element(raw: Json, block: Block): SeenElement {
  const field = block.type === 'input'
  const confirm = raw.confirm ? record(raw.confirm) : null
  const options = [...list(raw.options), ...list(raw.option_groups).flatMap(group => list(group.options))]
  const label = labelOf(raw.text ?? raw.placeholder)
  return {
    type: string(raw.type),
    blockId: block.block_id,
    actionId: string(raw.action_id),
    label,
    spoken: string(raw.accessibility_label) || label,
    field: field ? labelOf(block.label) : null,
    hint: field && block.hint ? labelOf(block.hint) : null,
    optional: block.optional === true,
    style: string(raw.style) || null,
    value: string(raw.value) || null,
    url: string(raw.url) || null,
    options: options.map(option => labelOf(option.text)),
    confirm: confirm && {
      title: labelOf(confirm.title),
      text: labelOf(confirm.text),
      confirm: labelOf(confirm.confirm),
      deny: labelOf(confirm.deny),
    },
    raw,
  }
}

function readBlock(block: Block, reader: Reader, elements: SeenElement[]): Reading {
  const add = (raw: Json): Reading => {
    if (raw.type === 'image') return plain(`[${string(raw.alt_text)}]`)
    if (raw.type === 'plain_text' || raw.type === 'mrkdwn') return readText(raw, reader)
    elements.push(element(raw, block))
    return plain('')
  }
  switch (block.type) {
    case 'section': {
      const parts = [...(block.text ? [block.text] : []), ...list(block.fields)].map(text => readText(text, reader))
      if (block.accessory) parts.push(add(record(block.accessory)))
      return joined(
        parts.filter(part => part.text !== ''),
        '\n',
      )
    }
    case 'header':
      return readText(block.text, reader)
    case 'image':
      return joined(
        [...(block.title ? [readText(block.title, reader)] : []), plain(`[${string(block.alt_text)}]`)],
        '\n',
      )
    case 'context':
      return joined(list(block.elements).map(add), ' ')
    case 'actions':
      for (const raw of list(block.elements)) add(raw)
      return plain('')
    case 'input':
      add(record(block.element))
      return joined([readText(block.label, reader), ...(block.hint ? [readText(block.hint, reader)] : [])], '\n')
    case 'rich_text':
      return readRich(block, reader)
    case 'table':
    case 'data_table':
      return readTable(block, reader)
    case 'markdown':
      return readMarkdown(string(block.text), reader)
    case 'video':
      return {
        ...readText(block.title, reader),
        links: [{ url: string(block.video_url), label: labelOf(block.title) }],
      }
    default:
      return plain('')
  }
}

export function readBlocks(blocks: readonly Block[], reader: Reader): ReadBlocks {
  const elements: SeenElement[] = []
  const parts = blocks.map(block => readBlock(block, reader, elements)).filter(part => part.text !== '')
  return { ...joined(parts, '\n'), elements }
}
