import type { WebClient } from '@slack/web-api'
import type { Attachment } from '../../../kernel/shapes/thread-message.ts'
import { slackError } from '../client.ts'

/**
 * A file as Slack reports it. For another organisation's file there is only the id; for a deleted one, that it is gone.
 */
export type SlackFile = {
  id?: string
  name?: string | null
  title?: string | null
  mimetype?: string
  size?: number
  mode?: string
}

/** What stands in the place of a deleted file, and of one that is too old for a free workspace. */
const GONE = new Set(['tombstone', 'hidden_by_limit'])

/**
 * The files of a message or form that can still be fetched, by their names and sizes: Slack is asked where it did not
 * tell them.
 */
export async function attached(web: WebClient, files: readonly SlackFile[]): Promise<readonly Attachment[]> {
  const there = files.filter(({ mode = '' }) => !GONE.has(mode))
  const known = await Promise.all(there.map(one => (one.name ? one : lookUp(web, one))))
  return known.flatMap(one => (one ? [attachment(one)] : []))
}

/** Null where it is gone; what cannot be asked now is fetched later by its id. */
async function lookUp(web: WebClient, told: SlackFile): Promise<SlackFile | null> {
  try {
    const { file } = await web.files.info({ file: told.id ?? '' })
    return { ...file, id: told.id ?? '' }
  } catch (error) {
    return slackError(error)?.startsWith('file_') ? null : told
  }
}

function attachment({ id: from = '', name, title, mimetype: type = '', size = 0 }: SlackFile): Attachment {
  return { name: name || title || 'file', type, size, from }
}
