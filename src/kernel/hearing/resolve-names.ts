import { z } from 'zod'
import type { AnyCommand, Arg } from '../asking/command.ts'
import type { Chat } from '../shapes/chat.ts'
import { nearest } from '../words/nearest.ts'
import { Refusal } from '../words/refusal.ts'
import { argsOf } from './grammar.ts'

/**
 * A channel or person that the chat itself has found; never what somebody merely typed. `isNew`: it could be made, and
 * nothing of that name is there yet. `isBot`: nobody can press for it.
 */
export const Named = z.object({
  chat: z.string(),
  id: z.string(),
  name: z.string(),
  isNew: z.literal(true).optional(),
  isBot: z.literal(true).optional(),
})
export type Named = z.infer<typeof Named>

/** `discord/#lamps`, `Discord: lamps`: the word before may be the name of a chat. */
const ELSEWHERE = /^([a-z][a-z0-9-]*)[:/]\s*(.*)$/is

type IsStaff = (chat: Chat, user: string) => Promise<boolean>

/**
 * Replaces the channels and people named in an input by what the chat knows of them.
 * `discord/#lamps` names one on another chat than the speaker's.
 * @throws Refusal when the chat knows none of that name, or the person is none of those who may be meant.
 */
export async function resolveNames(
  command: AnyCommand,
  input: Readonly<Record<string, unknown>>,
  chats: ReadonlyMap<string, Chat>,
  here: string,
  isStaff: IsStaff,
): Promise<Record<string, unknown>> {
  const resolved: Record<string, unknown> = { ...input }
  for (const [key, arg] of argsOf(command)) {
    const typed = resolved[key]
    if (typeof typed !== 'string' || (arg.kind !== 'channel' && arg.kind !== 'person')) continue
    const { called, named } = placed(typed, chats, here)
    const chat = chats.get(called)
    if (!chat) throw new Refusal(`${arg.label}: ${called} is not connected here.`, key)
    const asked = { chat, arg, key, named }
    resolved[key] = arg.kind === 'channel' ? await findChannel(asked) : await findPerson(asked, isStaff)
  }
  return resolved
}

/** Of which chat something is named: of the speaker's own, unless another's name stands before it. */
function placed(typed: string, chats: ReadonlyMap<string, unknown>, here: string): { called: string; named: string } {
  const [, word = '', named = ''] = ELSEWHERE.exec(typed) ?? []
  const called = word.toLowerCase()
  // With a sign before what is named, the word can mean nothing but a chat, be it connected or not.
  return chats.has(called) || (called && /^[#@<]/.test(named)) ? { called, named } : { called: here, named: typed }
}

/** What a chat writes for somebody who was picked from its list: its number means nothing to people. */
const isMention = (named: string) => /^<[@#][^>]*>$/.test(named.trim())

/** A channel's name as people read it: `#casa` of `<#C042|casa>`. */
function quoted(named: string): string {
  const [, name] = /^<#[^|>]*\|([^>]+)>$/.exec(named.trim()) ?? []
  return `“${name ? `#${name}` : named}”`
}

type Asked = { chat: Chat; arg: Arg; key: string; named: string }

async function findChannel({ chat, arg, key, named }: Asked): Promise<Named> {
  const found = await chat.directory?.findChannel(named)
  if (found) return { chat: chat.name, id: found.channel, name: found.name }
  const made = arg.mayBeNew ? await chat.directory?.newChannel?.(named) : null
  if (made) return { chat: chat.name, id: made.channel, name: made.name, isNew: true }
  const why = await chat.directory?.whyNotRoom?.(named)
  throw new Refusal(
    `${arg.label}: ${why ?? `I see no channel called ${quoted(named)} on ${chat.name}. Invite me to it first.`}`,
    key,
  )
}

async function findPerson({ chat, arg, key, named }: Asked, isStaff: IsStaff): Promise<Named> {
  const found = await chat.directory?.findPerson(named)
  const made = !found && arg.mayBeNew ? await chat.directory?.introduce?.(named) : null
  if (made) return { chat: chat.name, id: made.user, name: made.name, isNew: true }
  if (!found) {
    const meant = await nearestPerson(chat, named)
    const advice = meant ? `Did you mean ${meant}?` : 'Write their name as it appears there, or mention them with @.'
    throw new Refusal(
      `${arg.label}: I don’t know ${isMention(named) ? 'that person' : `anybody called “${named}”`} on ${chat.name}. ${advice}`,
      key,
    )
  }
  if (arg.staff && (found.outside || found.bot || !(await isStaff(chat, found.user))))
    throw new Refusal(`${arg.label}: ${found.name} is not one of your staff, who can read a staff room.`, key)
  return { chat: chat.name, id: found.user, name: found.name, ...(found.bot && { isBot: true }) }
}

/** A guess is not worth a failure. */
async function nearestPerson(chat: Chat, named: string): Promise<string | null> {
  const known = (await chat.directory?.suggest('person', '').catch(() => [])) ?? []
  const name = named.trim().replace(/^@/, '')
  return nearest(
    name,
    known.map(({ label }) => label),
  )
}
