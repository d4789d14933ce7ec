import { randomBytes } from 'node:crypto'
import { InteractionType } from 'discord.js'
import type { Modal } from './modal.ts'
import { refused } from './refused.ts'
import type { Json } from './shapes.ts'
import type { Channel, Message, Person, World } from './world.ts'

/** docs: interactions/receiving-and-responding, "Responding to an Interaction": 3 seconds, then 15 minutes. */
const ANSWER_WITHIN = 3_000
const TOKEN_LIVES = 15 * 60_000

/** What the person is told when nothing came back in time. */
const NO_ANSWER = 'The application did not respond'
export const FAILED = 'This interaction failed'

const LATE: Partial<Record<InteractionType, string>> = {
  [InteractionType.ApplicationCommand]: NO_ANSWER,
  [InteractionType.ApplicationCommandAutocomplete]: 'Loading options failed',
}

/** The first answer to an interaction, as the person's client gets it. */
export type Answered =
  | { kind: 'message'; message: Message }
  | { kind: 'thinking'; message: Message }
  | { kind: 'update'; message: Message | null }
  | { kind: 'choices'; choices: readonly { name: string; value: string | number }[] }
  | { kind: 'modal'; modal: Modal }
  | { kind: 'failed'; reason: string }

export type Interaction = {
  id: string
  token: string
  type: InteractionType
  person: Person
  channel: Channel
  /** The message whose button was pressed; a modal keeps that of the press that opened it. */
  source: Message | null
  /** How the answer will say where it comes from. */
  metadata: Json
  commandKind: number | null
  answeredAt: number | null
  /** Callback type of the first answer. */
  answer: number | null
  original: Message | null
  madeAt: number
  failed: boolean
  settle: (answered: Answered) => void
}

export type Asked = Pick<Interaction, 'type' | 'person' | 'channel' | 'source' | 'metadata' | 'commandKind'>

/** A failure that a person saw, and when. */
export type Failure = { person: Person; reason: string; at: number; interactionId: string }

/** The interactions that are open: who asked, whether it was answered, and how long its token lives. */
export class Interactions {
  readonly #world: World
  #open = new Map<string, Interaction>()
  readonly failures: Failure[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** Starts one; `answered` is settled by the first answer, or by the lack of it. */
  start(asked: Asked, settled: (answered: Answered) => void): Interaction {
    const id = this.#world.ids.next()
    const interaction: Interaction = {
      ...asked,
      id,
      metadata: { id, ...asked.metadata },
      token: Buffer.from(`interaction:${id}:${randomBytes(60).toString('base64url')}`).toString('base64url'),
      answeredAt: null,
      answer: null,
      original: null,
      madeAt: this.#world.clock.now(),
      failed: false,
      settle: settled,
    }
    this.#open.set(id, interaction)
    this.#world.clock.after(ANSWER_WITHIN, () => {
      if (interaction.answer === null) this.fail(interaction, LATE[asked.type] ?? FAILED)
    })
    this.#world.clock.after(TOKEN_LIVES, () => {
      if (interaction.original && interaction.original.flags & LOADING) this.fail(interaction, NO_ANSWER)
    })
    return interaction
  }

  fail(interaction: Interaction, reason: string): void {
    if (interaction.failed) return
    interaction.failed = true
    const at = this.#world.clock.now()
    this.failures.push({ person: interaction.person, reason, at, interactionId: interaction.id })
    interaction.settle({ kind: 'failed', reason })
  }

  /** For the callback: unknown after three seconds, refused when it has been answered. */
  unanswered(id: string, token: string): Interaction {
    const found = this.#open.get(id)
    if (!found || found.token !== token) throw refused(10062)
    if (found.answer !== null) throw refused(40060)
    if (this.#world.clock.now() - found.madeAt > ANSWER_WITHIN) throw refused(10062)
    return found
  }

  /** For follow-ups and edits: a webhook only once it was answered, and for 15 minutes. */
  answered(token: string): Interaction {
    const found = [...this.#open.values()].find(one => one.token === token)
    if (!found) throw refused(50027)
    if (this.#world.clock.now() - found.madeAt > TOKEN_LIVES) throw refused(50027)
    if (found.answer === null) throw refused(10015)
    return found
  }
}

/** docs: resources/message, "Message Flags": "thinking…" stands there. */
export const LOADING = 1 << 7
