/** A file that stands in a chat: `from` is the chat's own way to it. `kept`: its id, where we have it already. */
export type Attachment = { name: string; type: string; size: number; from: string; kept?: string }

/** What somebody wrote in a thread, as text: mentions are names, links are addresses, and nothing in it is markup. */
export type MessageContent = {
  /** The chat's own id of the message, and of the root of the thread it stands in. */
  message: string
  thread: string
  text: string
  /** All of it, where `text` is only what is new in it, as of a mail. */
  whole?: string
  /** When it was written, or last edited, as the chat tells it. ISO 8601. */
  at: string
  /** When it was first written, where `at` is when it was edited and the chat tells both. ISO 8601. */
  written?: string
  /** What was in it and has no text, in words: `a sticker`. */
  lacks?: readonly string[]
  attachments?: readonly Attachment[]
}

/** What was written in a thread without being meant for Waybill; of what was deleted no chat says by whom. */
export type ThreadMessage =
  | ({ kind: 'said' } & MessageContent)
  | ({ kind: 'edited' } & MessageContent)
  | { kind: 'deleted'; message: string; thread: string }

/**
 * A thread whose words cross, by its root's id, in a channel. `since`: what is older is not read again, for nobody was to
 * hear it, or it is no longer known who heard it.
 */
export type OpenThread = { channel: string; thread: string; since: Date }
