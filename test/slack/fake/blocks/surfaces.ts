import { elementsOf } from '../fields.ts'
import { isObject, type Json, list as objects } from '../json.ts'
import type { Block } from '../messages.ts'
import { inHomes, inMessages, inModals } from './kinds.ts'
import { plainText } from './parts.ts'
import { anything, boolean, Findings, list, object, oneOf, type Rule, string } from './schema.ts'

/** Block ids are unique on a surface, action ids within their block. */
function uniqueIds(blocks: readonly Json[], at: string, to: Findings): void {
  const blockIds = new Set<unknown>()
  for (const [index, block] of blocks.entries()) {
    if (block.block_id !== undefined && blockIds.has(block.block_id))
      to.add(`\`block_id\` "${block.block_id}" already exists`, `${at}/${index}/block_id`)
    blockIds.add(block.block_id)
    const actionIds = new Set<unknown>()
    for (const [place, element] of elementsOf(block as Block).entries()) {
      if (actionIds.has(element.action_id))
        to.add(`\`action_id\` "${element.action_id}" already exists`, `${at}/${index}/elements/${place}/action_id`)
      actionIds.add(element.action_id)
    }
  }
}

/** 50 blocks in a message. Nothing is wrong when the list is empty. */
export function checkMessage(blocks: unknown): string[] {
  const to = new Findings()
  list(inMessages, { max: 50 })(blocks, '/blocks', to)
  uniqueIds(objects(blocks), '/blocks', to)
  return to.messages
}

const textLength = (value: unknown): number =>
  Array.isArray(value)
    ? value.reduce((sum: number, one) => sum + textLength(one), 0)
    : isObject(value)
      ? Object.entries(value).reduce(
          (sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : textLength(one)),
          0,
        )
      : 0

/** All words of a message's blocks together: undocumented, about 13,200 (bolt-js#2509); markdown 12,000. */
export function isTooLong(blocks: readonly Json[]): boolean {
  const markdown = blocks.filter(block => block.type === 'markdown')
  return textLength(blocks) > 13_200 || textLength(markdown) > 12_000
}

const common: Record<string, Rule> = {
  private_metadata: string({ max: 3000 }),
  callback_id: string({ max: 255 }),
  external_id: string({ max: 255 }),
}
const modal = object(
  { type: anything, title: plainText(24), blocks: list(inModals, { max: 100 }) },
  { ...common, submit: plainText(24), close: plainText(24), clear_on_close: boolean, notify_on_close: boolean },
)
const home = object({ type: anything, blocks: list(inHomes, { max: 100 }) }, common)

/** 100 blocks, titles of 24, metadata of 3,000; a modal with inputs needs a submit button (docs.slack.dev/surfaces/modals). */
export function checkView(view: unknown, at = '/view'): string[] {
  const to = new Findings()
  if (!isObject(view)) {
    to.add('must provide an object', at)
    return to.messages
  }
  oneOf('modal', 'home')(view.type, `${at}/type`, to)
  const rule = view.type === 'home' ? home : modal
  rule(view, at, to)
  const blocks = objects(view.blocks)
  uniqueIds(blocks, `${at}/blocks`, to)
  if (view.type === 'modal' && !view.submit)
    for (const [index, block] of blocks.entries())
      if (block.type === 'input')
        to.add('must define `submit` to use an `input` block in modals', `${at}/blocks/${index}/input`)
  const focused = blocks.flatMap(block => elementsOf(block as Block)).filter(element => element.focus_on_load === true)
  if (focused.length > 1) to.add('only one element can have focus_on_load', `${at}/blocks`)
  return to.messages
}

const newId = (): string => Math.random().toString(36).slice(2, 7)
const touchable = /^(button|overflow|radio_buttons|checkboxes)$|_select$|picker$|_input$/

/** Blocks as Slack stores them: ids where none were given, `emoji` and `verbatim` spelt out. */
export function stored(blocks: unknown): Block[] {
  return objects(blocks).map(block => ({ block_id: newId(), ...(spelt(block) as Json) }) as Block)
}

function spelt(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelt)
  if (!isObject(value)) return value
  const given = Object.entries(value).filter(([, one]) => one !== null && one !== undefined)
  const out: Json = Object.fromEntries(given.map(([name, one]) => [name, spelt(one)]))
  if (out.type === 'plain_text') out.emoji ??= true
  if (out.type === 'mrkdwn') out.verbatim ??= false
  if (touchable.test(String(out.type))) out.action_id ??= newId()
  return out
}
