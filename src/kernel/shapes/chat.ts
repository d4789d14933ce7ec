import type { Card } from './card.ts'
import type { Choice } from './form.ts'
import type { Reach } from './reach.ts'
import type { Attachment } from './thread-message.ts'

/** A button as a chat sends it: the token is the whole of what travels. */
export type Press = { label: string; token: string; style?: 'primary' | 'danger' }

/**
 * A card whose buttons have become tokens. `spent` are the labels of buttons that a decision took away:
 * a chat with disabled buttons shows them so, any other leaves them out. `unpinged` says who was not called by it, and
 * why.
 */
export type Drawn = Omit<Card, 'buttons' | 'rest'> & {
  presses: readonly Press[]
  /** What opens each line, in their order; only on cards that one person is shown. */
  opens?: readonly Press[]
  rest?: Press
  usedLabels?: readonly string[]
  unpinged?: string
}

export type Post = {
  /** Ours, unique for ever: the chat uses it to find out whether it has this message already. */
  key: string
  channel: string
  /** The ref of the root message, for a message in a thread. */
  thread: string | null
  /** What the root message is called: a chat whose threads have names names it so. */
  topic?: string | null
  card: Drawn
  /** The thread that it stands in, or that is under it, is closed. */
  closed?: boolean
}

/**
 * What every medium can do: carry a card to a place. Errors: `Later` (nothing happened, try again then),
 * `Unsure` (it may or may not have happened), `NoRoom` (the channel cannot be posted to), `Gone` (what it belongs to is not
 * there), `Invalid` (it can never be shown), any other = a definite no, for now.
 */
export interface Medium {
  readonly name: string
  /** Least time from one post to the next in one channel, ms. Redraws are limited apart, by `Later`. */
  readonly pace: number
  /** Sends a message; answers the chat's own id for it. */
  post(post: Post): Promise<string>
  /** Where a reader finds a message: an https address, or one that this chat’s own pages follow. Null where it is not known. */
  address?(channel: string, ref: string): Promise<string | null>
  /** Redraws a message in place. Idempotent. Left out where what was sent stays as it is, as in e-mail. */
  edit?(ref: string, post: Post): Promise<void>
  /**
   * Looks for a message by our key; `null` only when it certainly is not there. Left out where nothing can be looked
   * for:
   * then a message that may have been sent is sent again, and `post` must cope with a key that it has had.
   */
  find?(post: Post, since: Date): Promise<string | null>
}

/** Files, for a medium that takes them from people, or puts ours under a message. */
export interface FileExchange {
  /** Puts a card's files under its message, where the chat cannot show them on it. Idempotent. */
  share?(ref: string, post: Post): Promise<void>
  /**
   * The contents of a file that somebody sent in this chat, at most 8 MB.
   * @throws Refusal when it is larger, or this chat does not let us have it; `Later` or `Unsure` when it does not
   * answer.
   */
  fetch(attachment: Attachment): Promise<Uint8Array>
}

/** Threads that can be closed to people. */
export interface Threads {
  /** Closes the thread under a root message to people, as far as the chat can. Idempotent. */
  close(root: string, channel: string): Promise<void>
  /** Opens it again. Idempotent. */
  open(root: string, channel: string): Promise<void>
}

/** `isPublic`: everybody in the workspace or server can read it. `lacks`: why we can’t post there, or null. */
export type ChannelLook = { isPublic: boolean; lacks: string | null }

/** A private room for an outside party. `reader` reads it besides staff: null for a role of that name. */
export type WantedRoom = {
  name: string
  isForum: boolean
  reader: { user: string; name: string } | null
  /** The staff rooms of that chat, whose readers read it too. */
  staffRooms: readonly string[]
}

/** Null for what we may not make; `left` says what people must do themselves, a sentence each. */
export type MadeRoom = {
  room: { channel: string; name: string } | null
  reader: { user: string; name: string } | null
  left: readonly string[]
}

/** Channels and people that the medium itself knows. */
export interface Directory {
  /** The channel that a person named in a command, or null. */
  findChannel(named: string): Promise<{ channel: string; name: string } | null>
  /** Why a channel that somebody named can't be a room, and what to do, in a sentence. */
  whyNotRoom?(named: string): Promise<string>
  /** A channel of that name that could be made, and what makes it; only where channels are ours. */
  newChannel?(named: string): Promise<{ channel: string; name: string } | null>
  openChannel?(channel: string): Promise<void>
  /** Makes a private room and a role for its people, as far as we may. Left out where only people make rooms. */
  makeRoom?(wanted: WantedRoom): Promise<MadeRoom>
  /**
   * What staff should know of a channel before it is a room. Left out where our records alone decide who reads and
   * writes there.
   */
  look?(channel: string): Promise<ChannelLook>
  /**
   * The person (or role) that somebody named in a command, or null. `outside`: of another organisation; `bot`: nobody
   * can press for it.
   */
  findPerson(named: string): Promise<{ user: string; name: string; outside?: boolean; bot?: true } | null>
  /** Somebody of that name who was never here; only where nobody has an account. */
  introduce?(named: string): Promise<{ user: string; name: string } | null>
  /** Whether the person, or everybody with that role, can read that channel now. */
  isIn(user: string, channel: string): Promise<boolean>
  /** Channels and people for autocomplete. */
  suggest(kind: 'channel' | 'person', typed: string): Promise<readonly Choice[]>
}

/** A medium with all that it can do besides; what it cannot do is left out. */
export interface Chat extends Medium {
  /** Commands take each argument with its name, as `/order show order:1042`. */
  readonly namesArguments?: boolean
  readonly directory?: Directory
  readonly threads?: Threads
  readonly files?: FileExchange
  /** Of what isn’t a place to talk: how staff switch it on for a supplier. */
  readonly reach?: Reach
}

/** A place to talk that can do everything. */
export type WholeChat = Required<Omit<Chat, 'reach'>>

/** The chat asked to be left alone for a while; nothing was done, and it counts as no attempt. */
export class Later extends Error {
  override readonly name = 'Later'
  readonly wait: number
  /** @param why a sentence, which people read where it takes long. */
  constructor(wait: number, why = 'I was asked to wait.') {
    super(why)
    this.wait = wait
  }
}

/** No answer, or one that settles nothing: look before sending again. */
export class Unsure extends Error {
  override readonly name = 'Unsure'
}

/** The bot is not in that channel, or the channel is gone: the lane is parked until somebody fixes it. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom'
}

/**
 * Final: the message that is to be redrawn, or the one under which is to be posted, was deleted, or can be changed no
 * more.
 */
export class Gone extends Error {
  override readonly name = 'Gone'
}

/** Final: what was sent is wrong in itself, and the same would be refused again. */
export class Invalid extends Error {
  override readonly name = 'Invalid'
}

/** Nothing can be posted anywhere in this chat: its integration has notified staff, so that no room need be named. */
export class NoChat extends NoRoom {}
