import { memberJson } from './payloads.ts'
import type { Json } from './shapes.ts'
import type { Guild, Member } from './world.ts'

/** By name or id; the whole list only with the privileged intent. docs: events/gateway-events, "Request Guild Members". */
export function membersChunk(guild: Guild, asked: Json, privileged: boolean): Json | null {
  const ids = [asked.user_ids ?? []].flat().map(String)
  const start = String(asked.query ?? '').toLowerCase()
  if (start === '' && ids.length === 0 && !privileged) return null
  const wanted = ({ person, nick }: Member) =>
    ids.length ? ids.includes(person.id) : [person.username, nick].some(name => name?.toLowerCase().startsWith(start))
  const found = [...guild.members.values()].filter(wanted)
  return {
    guild_id: guild.id,
    members: found.slice(0, Number(asked.limit ?? 0) || found.length).map(memberJson),
    chunk_index: 0,
    chunk_count: 1,
    not_found: ids.filter(id => !guild.members.has(id)),
    ...(asked.nonce ? { nonce: asked.nonce } : {}),
  }
}
