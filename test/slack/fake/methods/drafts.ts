import type { Arguments } from '../arguments.ts'
import { checkMessage, isTooLong, stored } from '../blocks/surfaces.ts'
import { isObject, type Json } from '../json.ts'
import type { Block, Message } from '../messages.ts'
import { Refused, refusedFor } from '../refused.ts'
import type { World } from '../world.ts'

/** Where the pictures of blocks are looked up. */
export type Held = Pick<World, 'files' | 'workspace'>

/** Blocks of a message, checked and as Slack stores them; undefined where none were given. */
export function blocksOf(args: Arguments, world: World): Block[] | undefined {
  const given = args.json('blocks', 'invalid_blocks_format')
  return given === undefined ? undefined : checkedBlocks(given, world)
}

export function checkedBlocks(given: unknown, world: Held): Block[] {
  if (!Array.isArray(given)) throw new Refused('invalid_blocks_format')
  const wrong = checkMessage(given)
  if (wrong.length > 0) throw refusedFor('invalid_blocks', wrong)
  const blocks = stored(given)
  if (!world.workspace.tables && blocks.some(({ type }) => type === 'table'))
    throw refusedFor('invalid_blocks', ['unsupported type: table [json-pointer:/blocks]'])
  if (blocks.filter(({ type }) => type === 'table').length > 1)
    throw new Refused('invalid_attachments', { response_metadata: { messages: ['[ERROR] only_one_table_allowed'] } })
  if (isTooLong(blocks)) throw new Refused('msg_blocks_too_long')
  checkPictures(blocks, world)
  return blocks
}

/** A picture that a block shows must be one, be there, and have been looked at (python-slack-sdk#1797). */
export function checkPictures(blocks: readonly Json[], { files, workspace }: Held, at = '/blocks'): void {
  const wrong = blocks.flatMap((block, index) => {
    const { accessory } = block
    const places = [
      [block.slack_file, `${at}/${index}/slack_file`],
      [isObject(accessory) ? accessory.slack_file : undefined, `${at}/${index}/accessory/slack_file`],
    ] as const
    return places.flatMap(([given, place]) => {
      if (!isObject(given)) return []
      const file = files.find(given.id)
      const shows = file && files.isReady(file) && files.isPicture(file)
      const ours = file && (file.user === workspace.botUser.id || file.channels.size > 0)
      return shows && ours ? [] : [`invalid slack file [json-pointer:${place}]`]
    })
  })
  if (wrong.length > 0) throw refusedFor('invalid_blocks', wrong)
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
