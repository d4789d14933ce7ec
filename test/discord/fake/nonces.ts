import { refused } from './refused.ts'
import type { Message, World } from './world.ts'

/**
 * "Checked for uniqueness in the past few minutes", per author, over all channels: the same message comes back, and a
 * deleted one is unknown. docs: resources/message, "Create Message"; the length was never published (api-docs 6647).
 */
export class Nonces {
  readonly #world: World
  #used = new Map<string, { id: string; at: number }>()
  /** How long a nonce is remembered, ms. */
  window = 3 * 60_000

  constructor(world: World) {
    this.#world = world
  }

  /** The message that this author sent with this nonce, if it is still remembered. */
  find(authorId: string, nonce: string | number): Message | null {
    const used = this.#used.get(`${authorId} ${nonce}`)
    if (!used || this.#world.clock.now() - used.at > this.window) return null
    const message = this.#world.messages.get(used.id)
    if (!message) throw refused(10008)
    return message
  }

  keep(authorId: string, nonce: string | number, id: string): void {
    this.#used.set(`${authorId} ${nonce}`, { id, at: this.#world.clock.now() })
  }
}
