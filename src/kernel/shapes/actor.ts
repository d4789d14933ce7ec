import type { Audience } from './card.ts'
import type { Withheld } from './power.ts'

/** Who spoke, as the chat tells it: nothing here has been checked against our records yet. */
export type Speaker = {
  chat: string
  /** The chat's own id of the person. */
  user: string
  name: string
  /** The chat's own id of the channel they spoke in. */
  channel: string
  /** Ids of the roles the person has there; empty on chats without roles. */
  roles: readonly string[]
  /** Of another organisation than the one we work for: never staff, no matter what they can read. */
  outside?: boolean
}

type Person = { chat: string; user: string; name: string; roomId: string | null }

/** Who asks, after our records were consulted. Every command is judged by this and nothing else. */
export type Actor =
  | ({ side: 'staff'; withheld?: Withheld } & Person)
  | ({ side: 'supplier'; supplierId: string } & Person)
  | ({ side: 'stranger' } & Person)
  | { side: 'system'; name: string }

/** Waybill itself, when it follows up on its own. */
export const waybill: Actor = { side: 'system', name: 'Waybill' }

/** Whom an answer to them may be shown to. */
export const audienceOf = (actor: Actor): Audience =>
  actor.side === 'supplier' ? { supplierId: actor.supplierId } : 'staff'

/** The sides that may be named in a command's `who`. */
export type Side = Actor['side']
