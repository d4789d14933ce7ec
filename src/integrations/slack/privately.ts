import { setTimeout } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { Log } from '../../kernel/ground/log.ts'
import type { Answer } from '../../kernel/shapes/answer.ts'
import { Later } from '../../kernel/shapes/chat.ts'
import type { Manner } from './draw/card.ts'
import type { SlackFiles } from './files.ts'
import { isLookedAt } from './upload.ts'

/** How often, and after which waits, a picture is looked for that Slack still looks at, ms. */
const WAITS = [0, 700, 1_000, 1_500, 2_000]

export type Speaking = { web: WebClient; files: SlackFiles; log: Log }

/**
 * How an answer to one person is drawn: with its picture, and with its files in their direct messages, for Slack
 * shows a file to nobody alone in a room.
 * @param key names the answer, so that its files are sent once.
 */
export async function privately(parts: Speaking, answer: Answer, user: string, key: string): Promise<Manner> {
  const card = answer.kind === 'shown' ? answer.card : null
  const picture = card?.picture ? await looked(parts, card.picture.file) : null
  if (!card?.files?.length) return { picture }
  try {
    const { channel } = await parts.web.conversations.open({ users: user })
    const place = { message: `${key} ${user}`, channel: channel?.id ?? '' }
    await patiently(() => parts.files.send(card.files ?? [], place))
    return { picture, filesAt: 'In your direct messages' }
  } catch (error) {
    parts.log.warn({ err: error }, 'files of an answer were not sent')
    return { picture, filesAt: 'Not sent because Slack refused them' }
  }
}

/** Waits as often as it is asked to, within reason. */
async function patiently(work: () => Promise<void>, tries = WAITS.length): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Later) || tries === 0) throw error
    await setTimeout(error.wait)
    await patiently(work, tries - 1)
  }
}

/** Slack's id of a picture that can be shown now; null where that takes too long. */
async function looked({ web, files, log }: Speaking, file: string): Promise<string | null> {
  for (const wait of WAITS) {
    await setTimeout(wait)
    try {
      const given = await files.picture(file)
      if (!given) return null
      if (await isLookedAt(web, given.ref)) return given.ref
    } catch (error) {
      if (error instanceof Later) continue
      log.warn({ err: error }, 'the picture of an answer was not shown')
      return null
    }
  }
  return null
}
