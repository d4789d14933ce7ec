import type { Reads } from '../ground/db.ts'
import type { Actor, Speaker } from '../shapes/actor.ts'
import type { Chat } from '../shapes/chat.ts'
import type { Complete, Completers } from './suggest.ts'

type Parts = { completers: Completers; db: Reads; chats: ReadonlyMap<string, Chat> }

/** What could stand for an argument, by its kind: a fixed list, what the chat knows, or what the database does. */
export function completer({ completers, db, chats }: Parts, actor: Actor, speaker: Speaker): Complete {
  return async (arg, typed, known) => {
    if (arg.choices) return arg.choices.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
    if (arg.kind === 'channel' || arg.kind === 'person')
      return (await chats.get(speaker.chat)?.directory?.suggest(arg.kind, typed)) ?? []
    return (await completers[arg.kind]?.(db, actor, typed, known)) ?? []
  }
}
