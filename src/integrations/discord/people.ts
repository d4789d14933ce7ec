import { type APIGuildMember, type APIRole, ChannelType } from 'discord.js'
import type { Directory } from '../../kernel/shapes/chat.ts'
import type { Choice } from '../../kernel/shapes/form.ts'
import { lackingTags } from './forum/tags.ts'
import { missingPermissions, permissionNames, VITAL } from './permissions.ts'
import { isRoom, type Server, type ServerChannel } from './server.ts'

const ID = /^\d{15,21}$/
const MOST = 25

/** Channels, people and roles, as somebody names them: by mention, by id, or by a name that only one of them has. */
export function serverDirectory(server: Server): Directory {
  return {
    async findChannel(named) {
      const wanted = wantedChannel(named)
      if (!wanted) return null
      const found = roomCalled(wanted, await visibleRooms(server))
      if (found) return found
      // It may have been made, or opened to us, a moment ago.
      server.forget()
      return roomCalled(wanted, await visibleRooms(server))
    },
    async whyNotRoom(named) {
      const wanted = wantedChannel(named)
      const found = (await server.everyChannel()).find(
        ({ id, name }) => id === wanted || name?.toLowerCase() === wanted,
      )
      if (!found) return `I see no channel called “${named.trim()}” in the server. Choose one from Discord’s list.`
      if (isRoom(found)) return `I can’t see #${found.name}. Give me View Channel and Send Messages in its settings.`
      return `#${found.name} is ${KINDS[found.type] ?? 'a channel of another kind'}. Choose a text channel or a forum.`
    },
    async findPerson(named) {
      const wanted = named.trim()
      const [, role, user] = /^<@(?:&(\d+)|!?(\d+))>$/.exec(wanted) ?? []
      if (role) return roleOf(await rolesOf(server), ({ id }) => id === role)
      if (user) return personOf(await server.member(user))
      if (ID.test(wanted))
        return roleOf(await rolesOf(server), ({ id }) => id === wanted) ?? personOf(await server.member(wanted))
      return byName(server, wanted.replace(/^@/, '').trim().toLowerCase())
    },
    async look(channel) {
      const room = (await server.channels()).find(({ id }) => id === channel)
      if (!room) return { isPublic: false, lacks: 'I can’t see it' }
      const lacking = missingPermissions(await server.mine(room), VITAL)
      const forum = await server.forum(channel)
      return {
        isPublic: missingPermissions(await server.anybodys(room), ['ViewChannel']).length === 0,
        lacks:
          lacking.length > 0 ? `I lack ${permissionNames(lacking)} there` : forum && (await lackingTags(server, forum)),
      }
    },
    async isIn(user, channel) {
      const room = (await server.channels()).find(({ id }) => id === channel)
      const role = room ? roleOf(await rolesOf(server), ({ id }) => id === user) : null
      if (room && role) return missingPermissions(await server.ofRole(role.user, room), ['ViewChannel']).length === 0
      const member = ID.test(user) && room ? await server.member(user) : null
      return Boolean(
        room && member && missingPermissions(await server.theirs(member, room), ['ViewChannel']).length === 0,
      )
    },
    async suggest(kind, typed) {
      const wanted = typed.trim().replace(/^[#@]/, '').toLowerCase()
      return kind === 'channel' ? suggestRooms(server, wanted) : suggestPeople(server, wanted)
    },
  }
}

const KINDS: Readonly<Record<number, string>> = {
  [ChannelType.GuildMedia]: 'a media channel',
  [ChannelType.GuildVoice]: 'a voice channel',
  [ChannelType.GuildStageVoice]: 'a stage',
  [ChannelType.GuildCategory]: 'a category',
}

/** An id, or a name in small letters. */
function wantedChannel(named: string): string {
  const id = named.trim().replace(/^<#(\d+)>$/, '$1')
  return id.replace(/^#/, '').trim().toLowerCase()
}

async function visibleRooms(server: Server): Promise<readonly ServerChannel[]> {
  const seen = []
  for (const room of await server.channels())
    if (missingPermissions(await server.mine(room), ['ViewChannel']).length === 0) seen.push(room)
  return seen
}

function roomCalled(wanted: string, rooms: readonly ServerChannel[]) {
  const byName = only(rooms.filter(({ name }) => name.toLowerCase() === wanted))
  const found = rooms.find(({ id }) => id === wanted) ?? byName
  return found ? { channel: found.id, name: found.name } : null
}

/** The server's roles but for @everyone, which would let anybody act. */
async function rolesOf(server: Server): Promise<readonly APIRole[]> {
  const everyone = await server.id()
  return (await server.roles()).filter(({ id }) => id !== everyone)
}

async function byName(server: Server, name: string) {
  if (!name) return null
  const roles = (await rolesOf(server)).filter(role => role.name.toLowerCase() === name)
  const people = (await server.search(name)).filter(member => namesOf(member).includes(name))
  return only([
    ...roles.flatMap(role => roleOf([role], () => true) ?? []),
    ...people.filter(one => !one.user.bot).flatMap(one => personOf(one) ?? []),
  ])
}

async function suggestRooms(server: Server, wanted: string): Promise<Choice[]> {
  const rooms = (await visibleRooms(server)).filter(({ name }) => name.toLowerCase().includes(wanted))
  return rooms.slice(0, MOST).map(({ id, name }) => ({ value: `<#${id}>`, label: `#${name}` }))
}

async function suggestPeople(server: Server, wanted: string): Promise<Choice[]> {
  const roles = (await rolesOf(server)).filter(({ name }) => name.toLowerCase().includes(wanted))
  const people = wanted ? await server.search(wanted) : []
  const begins = ({ label }: Choice) => Number(label.toLowerCase().startsWith(wanted))
  return [
    ...people.filter(({ user }) => !user.bot).map(one => ({ value: `<@${one.user.id}>`, label: nameOf(one) })),
    ...roles.map(({ id, name }) => ({ value: `<@&${id}>`, label: name, detail: 'role' })),
  ]
    .toSorted((a, b) => begins(b) - begins(a))
    .slice(0, MOST)
}

function nameOf({ nick, user }: APIGuildMember): string {
  return nick ?? user.global_name ?? user.username
}

function namesOf({ nick, user }: APIGuildMember): readonly string[] {
  return [nick, user.global_name, user.username].flatMap(name => (name ? [name.toLowerCase()] : []))
}

function personOf(member: APIGuildMember | null) {
  return member && { user: member.user.id, name: nameOf(member), ...(member.user.bot && { bot: true as const }) }
}

function roleOf(roles: readonly APIRole[], which: (role: APIRole) => boolean) {
  const role = roles.find(which)
  // Discord makes a role of its own for each bot, which nobody else can have.
  return role ? { user: role.id, name: role.name, ...(role.tags?.bot_id && { bot: true as const }) } : null
}

function only<T>(found: readonly T[]): T | null {
  return found.length === 1 ? (found[0] as T) : null
}
