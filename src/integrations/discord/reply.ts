import { type REST, Routes } from 'discord.js'
import { forDirectMessage } from '../../kernel/hearing/for-direct-message.ts'
import type { SendAnswer } from '../../kernel/hearing/inbox.ts'
import { retry } from '../../kernel/hearing/retry.ts'
import { attempt } from './client.ts'
import { drawAnswer } from './draw/answer.ts'
import { attachmentFields, type Cargo, type LoadFile, loadCargo } from './files.ts'
import { drawn } from './post.ts'
import { timeOf } from './snowflake.ts'
import { tellAuthor, tellDirectly, type WrittenMessage } from './tell-author.ts'

/** How long an interaction can be answered, ms. docs: interactions/receiving-and-responding. */
const TOKEN_LIVES = 15 * 60_000
/** How long an answer is tried where “thinking…” stands, ms. */
const PATIENCE = 8_000

const NOTHING: Cargo = { names: new Map(), kept: [] }

/**
 * Puts the answer where "thinking…" stands. Where nothing stands, since the first answer did not arrive, the
 * person has read that it failed: then it is said in a direct message.
 * @param acknowledged resolves when the interaction of that id has been acknowledged by this process, or by none.
 */
export function replying(rest: REST, files: LoadFile, acknowledged: (id: string) => Promise<void>): SendAnswer {
  return async ({ speaker, reply }, answer) => {
    if ('author' in reply) return tellAuthor(rest, reply as WrittenMessage, answer)
    const { application = '', interaction = '', token = '' } = reply
    await acknowledged(interaction)
    const cargo = answer.kind === 'shown' ? await loadCargo(files, answer.card) : NOTHING
    const { attachments, files: going } = attachmentFields(cargo)
    const body = { ...drawn(...drawAnswer(answer, cargo.names)), attachments }
    const options = { body, files: going, auth: false } as const
    const route = Routes.webhookMessage(application, token)
    try {
      if (Date.now() - timeOf(interaction) > TOKEN_LIVES) throw new Error('the interaction can be answered no more')
      await retry(() => attempt(() => rest.patch(route, options)), PATIENCE)
    } catch {
      await tellDirectly(rest, speaker.user, forDirectMessage(answer))
    }
  }
}
