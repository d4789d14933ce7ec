import type { Speaker } from './actor.ts'
import type { Values } from './desk.ts'

export type Act =
  | { kind: 'typed'; text: string }
  | { kind: 'asked'; command: string; input: Values }
  | { kind: 'pressed'; token: string }
  | { kind: 'submitted'; token: string; values: Values }

/** Something a person did. `reply` is what the chat needs to answer that person alone, later. */
export type Heard = { speaker: Speaker; act: Act; reply: Readonly<Record<string, string>> }
