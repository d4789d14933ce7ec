import type { APIAllowedMentions } from 'discord.js'
import type { Ping } from '../../kernel/shapes/card.ts'
import type { Server } from './server.ts'

/** Whom a card calls, as it is written in the message, and the leave to do so: nobody else is called by its text. */
export type Calls = { called: string; allowed: APIAllowedMentions }

const ID = /^\d{15,21}$/
const NOBODY: Calls = { called: '', allowed: { parse: [] } }

/** A contact may be a person or a role, and only the server knows which. */
export async function callsOf(pings: readonly Ping[], server: Pick<Server, 'roles'>): Promise<Calls> {
  const ids = pings.flatMap(({ chat, user }) => (chat === 'discord' && ID.test(user) ? [user] : []))
  if (ids.length === 0) return NOBODY
  const known = new Set((await server.roles()).map(role => role.id))
  const roles = ids.filter(id => known.has(id))
  const users = ids.filter(id => !known.has(id))
  const called = [...users.map(id => `<@${id}>`), ...roles.map(id => `<@&${id}>`)].join(' ')
  return { called, allowed: { parse: [], users, roles } }
}
