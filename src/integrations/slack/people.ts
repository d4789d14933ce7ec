import type { WebClient } from '@slack/web-api'
import type { Directory } from '../../kernel/shapes/chat.ts'
import type { Channels } from './channels.ts'
import { settled, slackError } from './client.ts'
import { lookup } from './lookup.ts'

export type SlackPerson = { user: string; name: string; outside: boolean; bot?: true }

/** Who is who and who reads what, asked of Slack and remembered for a while. */
export type People = ReturnType<typeof knowPeople>

/** How long a name and a membership are believed, ms. */
const NAMES = 10 * 60_000
const MEMBERS = 30_000
/** Pages of people looked through for a name: five of 200. */
const MOST_PAGES = 5

/** @param ownTeam the id of our workspace. */
export function knowPeople(web: WebClient, ownTeam: () => Promise<string>) {
  const names = lookup(async user => {
    const team = await ownTeam()
    const { user: found } = await web.users.info({ user })
    const name = found?.profile?.display_name || found?.real_name || found?.name || user
    const home = found?.enterprise_user?.teams ?? []
    const bot = found?.is_bot === true && { bot: true as const }
    return { user, name, outside: found?.team_id !== team && !home.includes(team), ...bot }
  }, NAMES)
  const members = lookup(channel => membersOf(web, channel), MEMBERS)

  return {
    names,
    /** Forget who is in a channel: somebody came or went. */
    forget: (channel: string) => members.forget(channel),
    isIn: async (user: string, channel: string) => {
      try {
        return (await members.get(channel)).has(user)
      } catch (error) {
        if (slackError(error)) return false
        throw settled(error)
      }
    },
    /** `<@U…>`, an id, `@name` or a name as Slack shows it. */
    async find(named: string): Promise<SlackPerson | null> {
      const id = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$|^([UW][A-Z0-9]{5,})$/.exec(named.trim())
      const user = id?.[1] ?? id?.[2]
      if (user) return names.get(user).catch(error => gone(error))
      const wanted = plain(named)
      return wanted ? search(web, wanted, await ownTeam()) : null
    },
    /** People whose name holds what was typed. */
    suggest: async (typed: string) => {
      const { members: found = [] } = await web.users.list({ limit: 200 })
      return found.filter(one => !one.deleted && !one.is_bot && shown(one).some(name => name.includes(plain(typed))))
    },
  }
}

/** Whom and what people name in commands, as Slack knows it. */
export function directory(people: People, channels: Channels): Directory {
  return {
    findChannel: named => channels.find(named),
    async whyNotRoom(named) {
      const [, name = named.trim().replace(/^#/, '')] = /^<#[^|>]*\|([^>]+)>$/.exec(named.trim()) ?? []
      const called = /^<#/.test(name) ? 'that channel' : `a channel called “#${name}”`
      return `I’m not in ${called}. Open it, type /invite @waybill, and try again.`
    },
    async findPerson(named) {
      const found = await people.find(named)
      if (!found) return null
      const { user, name, outside, bot } = found
      return { user, name, ...(outside && { outside }), ...(bot && { bot }) }
    },
    look: channel => channels.look(channel),
    isIn: (user, channel) => people.isIn(user, channel),
    async suggest(kind, typed) {
      if (kind === 'channel')
        return (await channels.suggest(typed)).map(({ name }) => ({ value: `#${name}`, label: `#${name}` }))
      return (await people.suggest(typed)).flatMap(one =>
        one.id ? [{ value: one.id, label: one.profile?.display_name || one.real_name || one.id }] : [],
      )
    },
  }
}

function gone(error: unknown): null {
  if (['user_not_found', 'user_not_visible'].includes(slackError(error) ?? '')) return null
  throw error
}

async function membersOf(web: WebClient, channel: string): Promise<ReadonlySet<string>> {
  const all = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await web.conversations.members({ channel, limit: 500, ...(cursor && { cursor }) })
    for (const user of page.members ?? []) all.add(user)
    cursor = page.response_metadata?.next_cursor
  } while (cursor)
  return all
}

/** Only a name that exactly one person has is somebody's. */
async function search(web: WebClient, wanted: string, team: string): Promise<SlackPerson | null> {
  let cursor: string | undefined
  const found: SlackPerson[] = []
  for (let page = 0; page < MOST_PAGES; page++) {
    const { members = [], response_metadata } = await web.users.list({ limit: 200, ...(cursor && { cursor }) })
    for (const one of members)
      if (one.id && !one.deleted && !one.is_bot && shown(one).includes(wanted))
        found.push({
          user: one.id,
          name: one.profile?.display_name || one.real_name || one.name || one.id,
          outside: one.team_id !== team,
        })
    cursor = response_metadata?.next_cursor
    if (!cursor) break
  }
  return found.length === 1 ? (found[0] ?? null) : null
}

type Listed = { name?: string; real_name?: string; profile?: { display_name?: string } }

function shown({ name, real_name, profile }: Listed): readonly string[] {
  return [name, real_name, profile?.display_name].flatMap(one => (one ? [plain(one)] : []))
}

function plain(name: string): string {
  return name.trim().replace(/^@\s*/, '').toLowerCase()
}
