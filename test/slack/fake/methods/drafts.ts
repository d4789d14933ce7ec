import type { Arguments } from '../arguments.ts'
import { checkMessage, isTooLong, stored } from '../blocks/surfaces.ts'
import { isObject } from '../json.ts'
import type { Block, Message } from '../messages.ts'
import { Refused, refusedFor } from '../refused.ts'

/** Blocks of a message, checked and as Slack stores them; undefined where none were given. */
export function blocksOf(args: Arguments): Block[] | undefined {
  const given = args.json('blocks', 'invalid_blocks_format')
  return given === undefined ? undefined : checkedBlocks(given)
}

export function checkedBlocks(given: unknown): Block[] {
  if (!Array.isArray(given)) throw new Refused('invalid_blocks_format')
  const wrong = checkMessage(given)
  if (wrong.length > 0) throw refusedFor('invalid_blocks', wrong)
  const blocks = stored(given)
  if (blocks.filter(({ type }) => type === 'table').length > 1)
    throw new Refused('invalid_attachments', { response_metadata: { messages: ['[ERROR] only_one_table_allowed'] } })
  if (isTooLong(blocks)) throw new Refused('msg_blocks_too_long')
  return blocks
}

/** An event type and a payload, 16 KB at most (docs.slack.dev/messaging/message-metadata). */
export function metadataOf(args: Arguments): Message['metadata'] | undefined {
  const given = args.json('metadata', 'invalid_metadata_format')
  if (given === undefined) return undefined
  if (!isObject(given) || typeof given.event_type !== 'string' || !isObject(given.event_payload))
    throw new Refused('invalid_metadata_format')
  if (JSON.stringify(given).length > 16_384) throw new Refused('metadata_too_large')
  return { event_type: given.event_type, event_payload: given.event_payload }
}

/** Advised 4,000 characters; cut at 40,000 (docs.slack.dev/reference/methods/chat.postMessage). */
export const cut = (text: string): string => (text.length > 40_000 ? text.slice(0, 40_000) : text)
