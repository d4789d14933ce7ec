import { z } from 'zod'
import type { Chat } from './chat.ts'
import type { AnyCommand } from './command.ts'
import { argsOf } from './grammar.ts'
import { Refusal } from './refusal.ts'

/** A channel or person that the chat itself has found; never what somebody merely typed. */
export const Named = z.object({ chat: z.string(), id: z.string(), name: z.string() })
export type Named = z.infer<typeof Named>

const ELSEWHERE = /^(slack|discord|console)[:/]\s*/i

/**
 * Replaces the channels and people named in an input by what the chat knows of them.
 * `discord/#lamps` names one on another chat than the speaker's.
 * @throws Refusal when the chat knows none of that name.
 */
export async function resolveNames(
  command: AnyCommand,
  input: Readonly<Record<string, unknown>>,
  chats: ReadonlyMap<string, Chat>,
  here: string,
): Promise<Record<string, unknown>> {
  const resolved: Record<string, unknown> = { ...input }
  for (const [key, { kind, label }] of argsOf(command)) {
    const typed = resolved[key]
    if (typeof typed !== 'string' || (kind !== 'channel' && kind !== 'person')) continue
    const chat = ELSEWHERE.exec(typed)?.[1]?.toLowerCase() ?? here
    resolved[key] = await find(chats.get(chat), kind, typed.replace(ELSEWHERE, ''), chat, label, key)
  }
  return resolved
}

async function find(
  chat: Chat | undefined,
  kind: 'channel' | 'person',
  typed: string,
  name: string,
  label: string,
  field: string,
): Promise<Named> {
  if (!chat) throw new Refusal(`${label}: ${name} is not connected here.`, field)
  if (kind === 'channel') {
    const found = await chat.findChannel(typed)
    if (found) return { chat: chat.name, id: found.channel, name: found.name }
    throw new Refusal(`${label}: I see no channel called “${typed}” on ${name}. Invite me to it first.`, field)
  }
  const found = await chat.findPerson(typed)
  if (found) return { chat: chat.name, id: found.user, name: found.name }
  throw new Refusal(`${label}: I know nobody called “${typed}” on ${name}. Mention them with @.`, field)
}
