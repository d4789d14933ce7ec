import { createHash } from 'node:crypto'
import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Log } from '../../kernel/ground/log.ts'
import { waybill } from '../../kernel/shapes/actor.ts'
import { NoChat } from '../../kernel/shapes/chat.ts'
import { settled } from './client.ts'
import type { SlackChat } from './post.ts'

/**
 * How long Slack is asked nothing after it refused our token, ms: then once more, for the mistake may have been
 * Slack's.
 */
const REST = 5 * 60_000

const MEND =
  'Install the app in the workspace again, put its token into SLACK_BOT_TOKEN, restart me and invite me to its channels.'

type Parts = { web: WebClient; token: string; ask: Ask; log: Log; now: () => Date }

/**
 * Notices that the app was removed from the workspace, or its token revoked: staff are notified once, and nothing more
 * is sent.
 */
export function knowRemoval({ web, token, ask, log, now }: Parts) {
  const key = `removed ${createHash('sha256').update(token).digest('hex').slice(0, 16)}`
  let removed: { error: NoChat; until: number } | null = null

  const notice = async (error: unknown) => {
    if (!(error instanceof NoChat)) return
    const first = removed === null
    removed = { error, until: now().getTime() + REST }
    if (!first) return
    log.error({ why: error.message }, `Slack takes nothing from Waybill any more. ${MEND}`)
    // By the token: of all processes and events one tells, and a token that is dead stays so.
    const why = `${error.message}. ${MEND}`
    await ask('chat.lose', { chat: 'slack', why }, waybill, { source: 'slack', key }).catch(failure => {
      removed = null
      log.error({ err: failure }, 'staff could not be notified that Slack was lost')
    })
  }

  const unlessRemoved =
    <Given extends unknown[], Done>(call: (...given: Given) => Promise<Done>) =>
    async (...given: Given): Promise<Done> => {
      if (removed && now().getTime() < removed.until) throw removed.error
      // Of many that wait one asks.
      if (removed) removed.until = now().getTime() + REST
      try {
        const done = await call(...given)
        removed = null
        return done
      } catch (error) {
        await notice(error)
        throw error
      }
    }

  return {
    isRemoved: () => removed !== null,
    /** In words; null while Slack takes what we send. */
    trouble: () => (removed ? `Slack takes nothing from Waybill any more: ${removed.error.message}.` : null),
    /** Slack says so, but of whose token it does not: ours is tried. */
    follow(app: App): void {
      for (const name of ['app_uninstalled', 'tokens_revoked'] as const)
        app.event(name, async () => void (await web.auth.test().catch(error => notice(settled(error)))))
    },
    /** The same call, not made while our token is refused. */
    unlessRemoved,
    /** The same chat, in which nothing is sent while our token is refused. */
    over: (chat: SlackChat): SlackChat => ({
      ...chat,
      post: unlessRemoved(chat.post),
      edit: unlessRemoved(chat.edit),
      find: unlessRemoved(chat.find),
      files: { ...chat.files, share: unlessRemoved(chat.files.share) },
    }),
  }
}
