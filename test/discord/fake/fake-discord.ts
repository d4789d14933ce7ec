import { Admins } from './admins.ts'
import { Calls } from './calls.ts'
import { Faults } from './faults.ts'
import { Gateway } from './gateway.ts'
import { type SeenMessage, see } from './seen.ts'
import { FakeServer } from './server.ts'
import { PRIVILEGED } from './state.ts'

/**
 * A Discord on this machine, as strict as the real one. Point `rest.api` of discord.js at `api`; the rest follows.
 *
 *     const discord = await FakeDiscord.start()
 *     const room = discord.addPrivateChannel('glow', discord.addRole('Glow Ltd').id)
 *     const wang = discord.addUser('Wang', { roles: [glow], locale: 'zh-CN' })
 *     const reply = await wang.press(card, 'Acknowledge')
 *     discord.seen(room)          // what stands there now
 *     discord.clock.skip(3_600_000)
 *     await discord.stop()
 */
export class FakeDiscord extends Admins {
  readonly calls = new Calls()
  readonly faults = new Faults()
  readonly gateway = new Gateway(this.state)
  readonly #server = new FakeServer(this.state, this.gateway, this.faults, this.calls)
  static async start(): Promise<FakeDiscord> {
    const discord = new FakeDiscord()
    await discord.#server.start()
    return discord
  }

  async stop(): Promise<void> {
    this.state.world.clock.stop()
    this.gateway.stop()
    await this.#server.stop()
    if (this.#server.bugs.length) throw new AggregateError(this.#server.bugs, 'The fake Discord itself failed')
  }

  /** For `rest: { api }` of discord.js. */
  get api(): string {
    return `${this.#server.url}/api`
  }

  get token(): string {
    return this.state.token
  }

  get clock() {
    return this.state.world.clock
  }

  /** Switches on privileged intents for the app. */
  allow(...names: (keyof typeof PRIVILEGED)[]): void {
    this.state.allowed = names.reduce((sum, name) => sum | PRIVILEGED[name], 0)
  }

  /** Nothing answers any more, until `up`. */
  down(): void {
    this.#server.down = true
    this.gateway.down = true
    this.gateway.cut()
  }

  up(): void {
    this.#server.down = false
    this.gateway.down = false
  }

  // What there is to be seen.

  /** A channel or thread as somebody who may see all sees it; no ephemeral messages. */
  seen(place: string | { id: string }): readonly SeenMessage[] {
    const id = typeof place === 'string' ? place : place.id
    const open = this.state.world.messagesIn(id).filter(({ onlyFor }) => onlyFor === null)
    return open.map(message => see(this.state.world, message))
  }

  /** One message as it stands now. */
  message(id: string): SeenMessage | null {
    const message = this.state.world.messages.get(id)
    return message ? see(this.state.world, message) : null
  }
}
