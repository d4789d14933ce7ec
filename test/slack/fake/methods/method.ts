import type { Arguments } from '../arguments.ts'
import type { Json } from '../json.ts'
import type { Tier } from '../limits.ts'
import type { World } from '../world.ts'

/** A method of the Web API: who may call it, how often, and what it does. */
export type Method = {
  token: 'bot' | 'app' | 'any'
  /** Needed whatever the arguments; what depends on the channel is asked for in `run`. */
  scopes?: readonly string[]
  tier: Tier
  /** Counted per channel: chat.postMessage only. */
  perChannel?: true
  run(args: Arguments, world: World, token: string): Json
}
