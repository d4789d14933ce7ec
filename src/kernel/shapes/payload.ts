import type { Sent, Values } from '../shapes/form.ts'
import type { Speaker } from './actor.ts'
import type { OpenThread, ThreadMessage } from './thread-message.ts'

export type Act =
  | { kind: 'typed'; text: string }
  | { kind: 'asked'; command: string; input: Values }
  | { kind: 'pressed'; token: string }
  | { kind: 'submitted'; token: string; values: Values; sent?: Sent }
  | ThreadMessage

/**
 * Something a person did. `reply` is what the chat needs to answer that person alone, later. `once`: what it is known by
 * where a chat may tell of it under several keys, so that it is done once.
 */
export type Payload = { speaker: Speaker; act: Act; reply: Readonly<Record<string, string>>; once?: string }

/** Whose deeds follow one another: what is written in one thread, or done by one person. */
export function orderOf(payload: Payload): string {
  const { chat, user } = payload.speaker
  return threadOf(payload) ?? `person ${chat} ${user}`
}

/** The thread whose words follow one another; null for what is done by itself. */
export function threadOf({ speaker, act }: Payload): string | null {
  return 'thread' in act ? threadName(speaker.chat, { channel: speaker.channel, thread: act.thread }) : null
}

/** What the inbox calls a thread. */
export function threadName(chat: string, { channel, thread }: Pick<OpenThread, 'channel' | 'thread'>): string {
  return `${chat} ${channel} ${thread}`
}
