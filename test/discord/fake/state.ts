import { Buckets } from './buckets.ts'
import { Commands } from './commands.ts'
import { Interactions } from './interactions.ts'
import { Nonces } from './nonces.ts'
import { OldEdits } from './old-edits.ts'
import { type Person, World } from './world.ts'

/** Intents that must be switched on for an app. docs: events/gateway, "Privileged Intents". */
export const PRIVILEGED = { members: 1 << 1, presences: 1 << 8, messageContent: 1 << 15 }

/** Everything that the routes and the gateway work on. */
export class State {
  readonly world = new World()
  readonly bot: Person = {
    id: this.world.ids.next(),
    username: 'waybill',
    globalName: null,
    bot: true,
    locale: 'en-US',
  }
  readonly applicationId = this.bot.id
  /** The shape of a bot token: the id in base64, a time, a signature. */
  token = `${Buffer.from(this.bot.id).toString('base64url')}.Fake00.${'t'.repeat(38)}`
  /** Privileged intents that the app has switched on. */
  allowed = 0
  readonly commands = new Commands(this.world, this.applicationId)
  readonly interactions = new Interactions(this.world)
  readonly nonces = new Nonces(this.world)
  readonly oldEdits = new OldEdits(this.world.clock)
  readonly buckets = new Buckets(this.world.clock)
  /** What GET /gateway/bot tells: where to connect, and how many sessions may still be started. */
  gateway = { url: '', left: 1_000, resetAt: 0 }
}
