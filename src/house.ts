import { commands } from './commands.ts'
import { findOpenThreads } from './conversations/find-end.ts'
import { asker } from './kernel/asking/ask.ts'
import type { Ask, OutsideSystems } from './kernel/asking/command.ts'
import type { Database } from './kernel/ground/db.ts'
import type { Log } from './kernel/ground/log.ts'
import { openSeal, type Seal } from './kernel/ground/seal.ts'
import type { Desk } from './kernel/hearing/desk.ts'
import { openDesk } from './kernel/hearing/open-desk.ts'
import type { ThreadMessageCommands } from './kernel/hearing/receive-thread-message.ts'
import type { Speaker } from './kernel/shapes/actor.ts'
import type { Chat } from './kernel/shapes/chat.ts'
import type { Feed } from './kernel/shapes/feed.ts'
import type { Mailer } from './kernel/shapes/mailer.ts'
import type { Storefront } from './kernel/shapes/storefront.ts'
import { isHeard } from './questions/hear-thread.ts'
import { reactions } from './reactions.ts'
import { whoSpeaks } from './suppliers/who-speaks.ts'

export type OpenHouse = {
  ask: Ask
  /** Asks as of another moment: how a history is entered afterwards. */
  askAt: (at: Date) => Ask
  desk: Desk
  chats: Map<string, Chat>
  /** What can be done at stores, by kind: added as integrations connect. */
  storefronts: Map<string, Storefront>
  /** Carriers' feeds, by integration: added likewise. */
  feeds: Map<string, Feed>
  /** What carries mail to customers, by integration: added likewise. */
  mailers: Map<string, Mailer>
  outside: OutsideSystems
}

/** What is asked with what people write in threads. */
const LISTENS: ThreadMessageCommands = {
  said: 'question.hear',
  edited: 'conversation.edit',
  deleted: 'conversation.delete',
  shared: isHeard,
  open: findOpenThreads,
}

/** The business over a database, before any outside system is connected: chats are added to `chats` as they connect. */
export function openHouse(parts: {
  database: Database
  log: Log
  counted: () => void
  seal?: Seal
  publicUrl?: string | null
  ownUrl?: () => string
  origins?: readonly string[]
  now?: () => Date
}): OpenHouse {
  const { db } = parts.database
  const chats = new Map<string, Chat>()
  const storefronts = new Map<string, Storefront>()
  const feeds = new Map<string, Feed>()
  const mailers = new Map<string, Mailer>()
  const { seal = openSeal(undefined), publicUrl = null, origins = [] } = parts
  const ownUrl = parts.ownUrl ?? (() => publicUrl ?? '')
  const outside = { storefronts, reaches: chats, feeds, mailers, seal, publicUrl, ownUrl, origins }
  const house = { db, commands, reactions, outside, now: parts.now ?? (() => new Date()) }
  const who = (speaker: Speaker) => whoSpeaks(db, chats.get(speaker.chat), speaker)
  const asks = { greeting: 'supplier.join', threadMessages: LISTENS }
  const desk = openDesk({ ...house, ...parts, ...asks, chats, whoSpeaks: who })
  return {
    ask: asker(house),
    askAt: at => asker({ ...house, now: () => at }),
    desk,
    chats,
    storefronts,
    feeds,
    mailers,
    outside,
  }
}
