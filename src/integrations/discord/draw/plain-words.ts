import type { APIMessage } from 'discord.js'
import type { Server } from '../server.ts'

type Known = Pick<APIMessage, 'content' | 'mentions' | 'mention_roles'>

const MARK = /<(@!?|@&|#|a?:[\w~]+:|t:|\/[^:>]+:)(-?\d+)(?::[a-zA-Z])?>/g

/**
 * What a person wrote, as plain text for readers elsewhere: `<@1>` is `@Mei`, a role and a channel have their names,
 * the server's own emoji are `:wave:`, and a time is given in UTC.
 */
export async function plainWords(server: Server, { content, mentions, mention_roles }: Known): Promise<string> {
  const people = new Map(mentions.map(one => [one.id, one.global_name ?? one.username]))
  const roles = mention_roles.length > 0 ? await named(() => server.roles()) : new Map<string, string>()
  const channels = content.includes('<#') ? await named(() => server.channels()) : new Map<string, string>()
  return content.replaceAll(MARK, (raw, kind: string, id: string) => {
    const known = { '@&': roles, '#': channels }[kind] ?? (kind.startsWith('@') ? people : null)
    // What Discord knows nobody by is text.
    if (known) return known.has(id) ? `${kind.slice(0, 1)}${known.get(id)}` : raw
    if (kind === 't:') return timeOf(Number(id))
    return kind.startsWith('/') ? kind.slice(0, -1) : kind.replace(/^a/, '')
  })
}

/** Names are a courtesy: where Discord does not tell them, words cross without. */
async function named(ask: () => Promise<readonly { id: string; name: string }[]>): Promise<Map<string, string>> {
  const found = await ask().catch(() => [])
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** `2026-11-22 18:00 UTC`; a number that isn't a time stays a number. */
function timeOf(seconds: number): string {
  const at = new Date(seconds * 1_000)
  return Number.isNaN(at.getTime()) ? String(seconds) : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
