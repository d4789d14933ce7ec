import { walk } from './components.ts'
import { can, permissionsIn } from './permissions.ts'
import type { AllowedMentions, Piece } from './shapes.ts'
import type { Channel, Guild, Mentioned, Person } from './world.ts'
import { wrong } from './wrongs.ts'

/** All text of a message in which Discord looks for mentions: the content, or every text display. */
export function wordsOf(content: string, components: readonly Piece[]): string {
  return [content, ...[...walk(components, [])].map(([piece]) => piece.content ?? '')].filter(Boolean).join('\n')
}

/** docs: resources/message, "Allowed Mentions Object": a list and its `parse` exclude each other. */
export function judgeMentions(allowed: AllowedMentions | null | undefined, at: readonly string[]): void {
  for (const kind of ['users', 'roles'] as const)
    if (allowed?.parse?.includes(kind) && allowed[kind]?.length)
      throw wrong(
        [...at, 'allowed_mentions'],
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      )
}

/**
 * Whom a message mentions. With no allowed mentions a channel message parses everything, an answer to an interaction
 * only users. docs: resources/message, "Allowed Mentions Object".
 */
export function mentioned(
  guild: Guild,
  channel: Channel,
  author: Person,
  words: string,
  allowed: AllowedMentions | null | undefined,
  byInteraction: boolean,
): Mentioned {
  const all = byInteraction ? ['users'] : ['users', 'roles', 'everyone']
  const parse = allowed ? (allowed.parse ?? []) : all
  const member = guild.members.get(author.id)
  const loud = Boolean(member && can(guild, member, channel, 'MentionEveryone'))
  const named = (pattern: RegExp) => [...new Set([...words.matchAll(pattern)].map(([, id]) => String(id)))]
  const users = named(/<@!?(\d+)>/g).filter(
    id => guild.members.has(id) && (parse.includes('users') || allowed?.users?.includes(id)),
  )
  const roles = named(/<@&(\d+)>/g).filter(id => {
    const role = guild.roles.get(id)
    return role && (role.mentionable || loud) && (parse.includes('roles') || allowed?.roles?.includes(id))
  })
  return { users, roles, everyone: loud && parse.includes('everyone') && /@(everyone|here)/.test(words) }
}

/** The people whose phone rings: those mentioned who can see the channel, the author apart. */
export function pinged(guild: Guild, channel: Channel, mentions: Mentioned, authorId: string): string[] {
  return [...guild.members.values()]
    .filter(({ person, roles }) => {
      if (person.id === authorId) return false
      return mentions.everyone || mentions.users.includes(person.id) || mentions.roles.some(id => roles.has(id))
    })
    .filter(member => permissionsIn(guild, member, channel) !== 0n)
    .map(({ person }) => person.id)
}
