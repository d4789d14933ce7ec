import type { OutsideSystems } from '../asking/command.ts'
import type { Reads } from '../ground/db.ts'
import type { Actor, Speaker } from '../shapes/actor.ts'
import type { Chat } from '../shapes/chat.ts'
import type { Complete } from './suggest.ts'

type Parts = { db: Reads; chats: ReadonlyMap<string, Chat>; outside: OutsideSystems }

/** Suggestions for an argument, by its kind: a fixed list, what the chat knows, or what the database does. */
export function completer({ db, chats, outside }: Parts, actor: Actor, speaker: Speaker): Complete {
  return async (arg, typed, known) => {
    if (arg.choices) return arg.choices.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
    if (arg.kind === 'channel' || arg.kind === 'person')
      return (await chats.get(speaker.chat)?.directory?.suggest(arg.kind, typed)) ?? []
    return typeof arg.kind === 'string' ? [] : arg.kind.complete(db, actor, typed, known, outside)
  }
}
