import type { Chat, Directory, Drawn, Medium, Post } from '../../src/kernel/shapes/chat.ts'

/** A message as a reader of the channel sees it. */
export type SeenMessage = {
  ref: string
  /** The root it stands under. */
  thread: string | null
  /** All its words, markup taken off: what was meant as text must still be in here. */
  text: string
  /** Links and mentions that the reader could follow. */
  links: readonly string[]
  /** Labels of its buttons, in order. */
  buttons: readonly string[]
  /** What its own picture is said to show, for whoever cannot see it; empty where none is shown. */
  pictures: readonly string[]
  /** Names of the files that can be opened on it, or under it. */
  files: readonly string[]
}

export type ChatUnderTest = {
  chat: Required<Medium> & Chat & { directory: Directory }
  /** A channel that can be posted to. */
  channel: string
  /** Channels to look at, where a chat has any that our records don't decide on: one that everybody reads, one that takes no post. */
  looks?: { open: string; closed: string }
  /** What a reader sees there, oldest first, replies after their root. */
  read(channel: string): Promise<readonly SeenMessage[]>
  /** Whether a reader sees that the thread under that message is closed. */
  closed(channel: string, root: string): Promise<boolean>
  /** Keeps a file, for cards to show; answers its id. */
  keep(name: string, bytes: Uint8Array): Promise<string>
  /** Somebody deletes a message; where nobody can, it is left out. */
  remove?(channel: string, ref: string): Promise<void>
  /** The next change is refused for ever, as that of a message that is too old. */
  freeze?(): void
  /** Somebody deletes the thread under a message, and leaves the message. */
  removeThread?(root: string): Promise<void>
  close(): Promise<void>
}

/** The smallest picture that is one. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let last = 0

/** A post that no other test has made. */
export function aPost(channel: string, card: Partial<Drawn> = {}, thread: string | null = null): Post {
  last += 1
  const drawn: Drawn = {
    audience: 'staff',
    tone: 'neutral',
    title: `Order ${last}`,
    summary: `Order ${last} came in.`,
    presses: [],
    ...card,
  }
  return { key: `key-${process.pid}-${last}`, channel, thread, card: drawn }
}
