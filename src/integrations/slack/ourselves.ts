import type { WebClient } from '@slack/web-api'
import { NoChat } from '../../kernel/shapes/chat.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { settled, slackError } from './client.ts'
import type { Installation } from './receive/deduplicate.ts'

/** `url`: of the workspace, with a slash at its end. */
type Self = Installation & { scopes: readonly string[]; url: string | null }

/** Who we are in Slack: asked once, remembered once Slack has answered. */
export function knowOurselves(web: WebClient) {
  let known: Self | undefined
  return {
    /** @throws Refusal when Slack does not accept the bot token; `Later` or `Unsure` when it cannot be asked now. */
    async ask(): Promise<Self> {
      known ??= await whoWeAre(web)
      return known
    },
    known(): Self {
      if (!known) throw new Error('Slack was heard before it was asked who we are')
      return known
    },
  }
}

async function whoWeAre(web: WebClient): Promise<Self> {
  try {
    const self = await web.auth.test()
    const { team_id: team = '', bot_id: bot = '', user_id: user = '', url = null } = self
    const { bot: found } = await web.bots.info({ bot })
    return { team, bot, user, url, app: found?.app_id ?? null, scopes: self.response_metadata?.scopes ?? [] }
  } catch (error) {
    const judged = settled(error)
    const word = slackError(error)
    if (judged instanceof NoChat || (word && /auth|token|account|scope/.test(word)))
      throw new Refusal(`Slack does not accept SLACK_BOT_TOKEN (${word}). Run npm run doctor for more.`)
    throw judged
  }
}
