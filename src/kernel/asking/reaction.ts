import type { Event, EventName } from '../../events.ts'
import type { Reads } from '../ground/db.ts'
import type { Purpose, Room } from '../ground/tables.ts'
import type { Actor } from '../shapes/actor.ts'
import type { Card, Ping } from '../shapes/card.ts'
import type { OwedTask } from './owe-task.ts'

/** Which card: `order` of that order's id, and so on. A card stands once in each room. */
export type CardKey = { kind: string; subject: string }

/**
 * What a reaction may do: read, speak through the board, and ask for a follow-up.
 * It cannot write business rows. All of it belongs to the transaction of the event.
 */
export type Speech = {
  read: Reads
  now: Date
  actor: Actor
  staffRooms(purpose: Purpose): Promise<readonly Room[]>
  supplierRooms(supplierId: string): Promise<readonly Room[]>
  /** The rooms where these cards stand, or will once we commit. */
  standing(keys: readonly CardKey[]): Promise<readonly { key: CardKey; room: Room }[]>
  /** Reads something once, until something else is asked: what is read under the same name shares it. */
  once<T>(name: string, read: () => Promise<T>): Promise<T>
  /** What the verb kept under that name; null where it kept nothing, or something else was asked since. */
  kept<T>(name: string): T | null
  /**
   * Does something once before we commit, about all that was named by then: for what many facts change, and is shown or
   * counted as it is in the end.
   * @param how `alongside` others of its kind, so that all read in one breath: for what posts nothing and is never refused.
   */
  later(
    what: string,
    about: string,
    work: (speech: Speech, about: readonly string[]) => Promise<void>,
    how?: { alongside?: boolean },
  ): void
  /**
   * Posts a card in each room, once; where it stands already it is redrawn. `under` names the root card of a thread. A card
   * of `later` has its place now, and is drawn by what is done later.
   */
  post(key: CardKey, rooms: readonly Room[], card: Card | 'later', under?: CardKey): Promise<void>
  /** Redraws a card wherever it stands; one that is given as what draws it is drawn only there. */
  redraw(key: CardKey, card: Card | (() => Card)): Promise<void>
  /** Calls people by a card that this ask puts up, however it is drawn in the end; one that was up calls nobody more. */
  call(key: CardKey, pings: readonly Ping[]): void
  /**
   * Closes the thread under a card, wherever the card stands: people write there no more, Waybill still may.
   * Say the last words before it: what comes after has to open the thread for a moment.
   */
  closeThread(key: CardKey): Promise<void>
  /** Opens the thread under a card again. */
  openThread(key: CardKey): Promise<void>
  /** Owes something to an outside system, other than a card: it is done after we commit, and tried until it is. */
  owe(task: OwedTask): Promise<void>
  /** Asks as Waybill itself, in the same transaction; a refusal is recorded, and undoes only what was asked. */
  ask(command: string, input: Record<string, unknown>): Promise<void>
}

export type Reaction<N extends EventName> = (speech: Speech, event: Event<N>) => Promise<void>

/** Complete by type: an event that nothing names here does not compile. */
export type Reactions = { readonly [N in EventName]: readonly Reaction<N>[] }

/** What follows in one noun. */
export type OwnReactions = Partial<Reactions>

type Named<Own> = Own extends unknown ? keyof Own & EventName : never

/** One map of several: of a fact that more than one names, what follows in the first comes first. */
export function merge<const All extends readonly OwnReactions[]>(all: All): Pick<Reactions, Named<All[number]>> {
  const merged: Partial<Record<EventName, readonly unknown[]>> = {}
  for (const own of all)
    for (const [name, follows] of Object.entries(own) as [EventName, readonly unknown[]][])
      merged[name] = [...(merged[name] ?? []), ...follows]
  return merged as Pick<Reactions, Named<All[number]>>
}
