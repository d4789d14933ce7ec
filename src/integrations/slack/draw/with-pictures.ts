import { WebAPIPlatformError } from '@slack/web-api'
import { Later, type Post } from '../../../kernel/shapes/chat.ts'
import { slackError } from '../client.ts'
import type { Given, SlackFiles } from '../files.ts'
import { drawCard } from './card.ts'
import type { Block } from './words.ts'

/** Slack looks at an upload before a block may show it: a second or two as a rule, ms. */
const LOOKED_AT = 60_000
const LOOK_AGAIN = 1_500

type Send = <T>(
  post: Pick<Post, 'key' | 'card' | 'thread' | 'closed'>,
  send: (blocks: Block[]) => Promise<T>,
) => Promise<T>

/**
 * Draws and sends a card. Slack refuses a message with a picture that it cannot fetch or does not know yet:
 * it then waits, for one of ours that Slack still looks at, or goes without.
 * @throws Later while Slack looks at the picture; Slack's own error for anything else.
 */
export function withPictures(files: Pick<SlackFiles, 'picture' | 'refused'>, now: () => Date): Send {
  return async (post, send) => {
    const { card, thread } = post
    const given = card.picture ? await files.picture(card.picture.file) : null
    const refused = card.files?.length ? await files.refused(post) : new Set<string>()
    const manner = {
      closed: thread === null && post.closed === true,
      refused,
      ...(thread !== null && { filesAt: 'Below' }),
    }
    const draw = (pictures: boolean, own: boolean) =>
      drawCard(card, { ...manner, pictures, picture: own ? (given?.ref ?? null) : null })
    try {
      return await send(draw(true, true))
    } catch (error) {
      const isOwn = given !== null && isOfOurs(error)
      if (isOwn && isFresh(given, now())) throw new Later(LOOK_AGAIN)
      const others = card.lines?.some(line => line.image) === true
      if (slackError(error) !== 'invalid_blocks' || !(isOwn || others)) throw error
      return send(draw(!others, !isOwn))
    }
  }
}

function isFresh({ doneAt }: Given, now: Date): boolean {
  return now.getTime() - doneAt.getTime() < LOOKED_AT
}

/** `invalid slack file [json-pointer:/blocks/3/slack_file]` */
function isOfOurs(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && JSON.stringify(error.data).includes('slack_file')
}
