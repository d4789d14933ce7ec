import { setTimeout } from 'node:timers/promises'
import { type REST, Routes } from 'discord.js'
import type { SendAnswer } from '../../kernel/hearing/inbox.ts'
import { Later, Unsure } from '../../kernel/shapes/chat.ts'
import { attempt } from './client.ts'
import { drawAnswer } from './draw/answer.ts'
import { attachmentFields, type Cargo, type LoadFile, loadCargo } from './files.ts'
import { drawn } from './post.ts'
import { timeOf } from './snowflake.ts'
import { tellAuthor, type WrittenMessage } from './tell-author.ts'

/** How long an interaction can be answered, ms. docs: interactions/receiving-and-responding. */
const TOKEN_LIVES = 15 * 60_000
/** An answer is a courtesy, the deed stands: it is not tried for longer than people wait, ms. */
const WAITS = [500, 2_000, 5_000]

const NOTHING: Cargo = { names: new Map(), kept: [] }

/**
 * Puts the answer where "thinking…" stands.
 * @param acknowledged resolves when the interaction of that id has been acknowledged by this process, or by none.
 */
export function replying(rest: REST, files: LoadFile, acknowledged: (id: string) => Promise<void>): SendAnswer {
  return async ({ reply }, answer) => {
    if ('author' in reply) return tellAuthor(rest, reply as WrittenMessage, answer)
    const { application = '', interaction = '', token = '' } = reply
    await acknowledged(interaction)
    const cargo = answer.kind === 'shown' ? await loadCargo(files, answer.card) : NOTHING
    const { attachments, files: going } = attachmentFields(cargo)
    const body = { ...drawn(...drawAnswer(answer, cargo.names)), attachments }
    const options = { body, files: going, auth: false } as const
    for (const wait of [...WAITS, null]) {
      if (Date.now() - timeOf(interaction) > TOKEN_LIVES) return
      try {
        await attempt(() => rest.patch(Routes.webhookMessage(application, token), options))
        return
      } catch (error) {
        if (wait === null || !(error instanceof Later || error instanceof Unsure)) throw error
        await setTimeout(error instanceof Later ? Math.min(error.wait, wait) : wait)
      }
    }
  }
}
