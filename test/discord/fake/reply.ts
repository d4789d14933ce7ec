import { type SeenModal, seeModal } from './form.ts'
import type { Answered, Interaction } from './interactions.ts'
import { type SeenMessage, see } from './seen.ts'
import type { World } from './world.ts'

/** What came back to a person who asked the bot something. */
export class Reply {
  readonly #world: World
  readonly #interaction: Interaction
  readonly #answered: Answered

  constructor(world: World, interaction: Interaction, answered: Answered) {
    this.#world = world
    this.#interaction = interaction
    this.#answered = answered
  }

  get id(): string {
    return this.#interaction.id
  }

  get kind(): Answered['kind'] {
    return this.#answered.kind
  }

  /** What the person was told when it failed. */
  get failed(): string | null {
    return this.#answered.kind === 'failed' ? this.#answered.reason : null
  }

  /** The answer as it stands now, the message that was updated, or `null`: nothing, or deleted since. */
  get message(): SeenMessage | null {
    const { original } = this.#interaction
    return original && this.#world.messages.has(original.id) ? see(this.#world, original) : null
  }

  /** All that was said in answer to it, follow-ups too, as it stands now. */
  get messages(): readonly SeenMessage[] {
    const mine = [...this.#world.messages.values()].filter(({ interaction }) => interaction?.id === this.id)
    return mine.map(message => see(this.#world, message))
  }

  get modal(): SeenModal | null {
    return this.#answered.kind === 'modal' ? seeModal(this.#answered.modal) : null
  }

  get choices(): readonly { name: string; value: string | number }[] {
    return this.#answered.kind === 'choices' ? this.#answered.choices : []
  }

  get text(): string {
    return this.message?.text ?? ''
  }
}
