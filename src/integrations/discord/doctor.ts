import { type APIApplication, OAuth2Scopes, type REST } from 'discord.js'
import type { Commands } from '../../kernel/asking/command.ts'
import type { BoundRoom } from '../../kernel/connecting/integration.ts'
import { type NamedRooms, PURPOSES } from '../../kernel/connecting/staff-rooms.ts'
import { Later, Unsure } from '../../kernel/shapes/chat.ts'
import type { Finding } from '../../kernel/shapes/finding.ts'
import { openRest } from './client.ts'
import { type CommandTable, commandTable } from './commands.ts'
import type { DiscordSettings } from './connect.ts'
import { lackingTags } from './forum/tags.ts'
import { INVITED, missingPermissions, NEEDED, permissionNames } from './permissions.ts'
import { applicationOf, areRegistered, type CommandScope, mayHear } from './register.ts'
import { openServer, type Server, type ServerChannel } from './server.ts'
import { checkServer, checkToken } from './staff-rooms.ts'
import { STAFFS, staffsPermission } from './staffs-permission.ts'

type Parts = { settings: DiscordSettings; commands: Commands; rooms: readonly BoundRoom[] }

/** Looks at everything on Discord's side that Waybill needs, and says what to do where it lacks. Never throws. */
export async function doctorDiscord({ settings, commands, rooms }: Parts): Promise<readonly Finding[]> {
  const rest = openRest(settings)
  const server = openServer(rest, settings.guild)
  const findings: Finding[] = []
  try {
    await checkToken(rest)
    const self = await applicationOf(rest)
    findings.push({ well: true, what: `Discord: the token is that of ${self.name}.` })
    findings.push({
      well: true,
      what: `Discord: the link that invites the bot is ${inviteLink(self.id, settings.guild)}`,
    })
    findings.push(publicity(self.bot_public), delivery(self, settings.bridge), ...heard(self, settings.bridge))
    await checkServer(server)
    const name = await server.name()
    findings.push({ well: true, what: `Discord: it serves ${name}.` })
    const all = await allRooms(server, settings, rooms)
    const ours = all.flatMap(({ channel, side }) => (side === 'staff' ? [channel] : []))
    const hidden = await staffsPermission(server, ours)
    const json = commandTable(commands).shownBy(hidden)
    findings.push(await registered(rest, { application: self.id, guild: await server.id() }, json), offered(hidden))
    findings.push(...missingRooms(settings.rooms, await server.channels()))
    for (const room of all) findings.push(...(await lookAt(server, room)))
  } catch (error) {
    findings.push(broken(error))
  }
  return findings
}

/** With exactly the permissions that Waybill needs, and the right to have commands. */
function inviteLink(application: string, guild: string | null): string {
  const scope = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' ')
  const query = new URLSearchParams({ client_id: application, scope, permissions: String(INVITED) })
  if (guild) query.set('guild_id', guild)
  return `https://discord.com/oauth2/authorize?${query}`
}

function publicity(open: boolean): Finding {
  if (!open) return { well: true, what: 'Discord: only you can invite the bot.' }
  const fix = 'On the Bot page of your application, switch Public Bot off.'
  return { well: false, what: 'Discord: anybody who has the link can invite the bot to a server of theirs.', fix }
}

/** Interactions go to an address or to the gateway, never to both. */
function delivery({ interactions_endpoint_url: address }: APIApplication, bridge = false): Finding {
  if (!address) {
    const needs = bridge ? '' : '; only the intent Guilds is needed'
    return { well: true, what: `Discord: what people do reaches us by the gateway${needs}.` }
  }
  const fix = 'On the General Information page of your application, empty Interactions Endpoint URL.'
  return { well: false, what: `Discord: what people do is sent to ${address} instead of to us.`, fix }
}

/** Where words are to cross: whether Discord tells them. */
function heard(self: APIApplication, bridge = false): readonly Finding[] {
  if (!bridge) return []
  if (mayHear(self)) return [{ well: true, what: 'Discord: what is written in threads reaches us.' }]
  const what = 'Discord: BRIDGE is on, but Discord does not tell us what is written in threads.'
  return [{ well: false, what, fix: 'On the Bot page of your application, switch Message Content Intent on.' }]
}

async function registered(rest: REST, scope: CommandScope, commands: CommandTable['json']) {
  const well = await areRegistered(rest, scope, commands)
  if (well) return { well, what: 'Discord: the commands are registered.' }
  const fix = 'They are registered when Waybill starts.'
  return { well, what: 'Discord: the commands are not registered, or are those of another version.', fix }
}

/** Whether suppliers are offered what they may not use. */
function offered(hidden: string | null): Finding {
  if (hidden !== null) return { well: true, what: 'Discord: staff’s commands are offered to staff alone.' }
  const how = `give every role that reads a staff room ${permissionNames([STAFFS])}, and start Waybill again`
  const what = `Discord: suppliers are offered staff’s commands too, which refuse them. To hide those, ${how}.`
  return { well: true, what }
}

/** The rooms that the settings name and that the bot does not see. */
function missingRooms(named: NamedRooms, channels: readonly ServerChannel[]): readonly Finding[] {
  return PURPOSES.flatMap(purpose => {
    const wanted = named[purpose]
    if (wanted === null || channels.some(channel => isCalled(channel, wanted))) return []
    const what = `Discord: DISCORD_${purpose.toUpperCase()}_ROOM is “${wanted}”, and the bot sees no text or forum channel of that name or id.`
    return [{ well: false, what, fix: 'Let it view the channel, or write the channel’s id.' }]
  })
}

const isCalled = ({ id, name }: ServerChannel, wanted: string) => id === wanted || name === wanted.replace(/^#/, '')

/** The rooms of the database, and those that the settings name and no start has listed yet. */
async function allRooms(server: Server, { rooms: named }: DiscordSettings, bound: readonly BoundRoom[]) {
  const wanted = [named.orders, named.alerts, named.support].flatMap(name => name ?? [])
  const channels = await server.channels()
  const set = channels.filter(channel => wanted.some(one => isCalled(channel, one)))
  const fresh = set.filter(({ id }) => bound.every(room => room.channel !== id))
  return [...bound, ...fresh.map(({ id, name }) => ({ channel: id, name, side: 'staff' as const }))]
}

async function lookAt(server: Server, { channel, name, side }: BoundRoom): Promise<readonly Finding[]> {
  const room = (await server.channels()).find(({ id }) => id === channel)
  if (!room)
    return [
      { well: false, what: `Discord: #${name} is gone.`, fix: 'Bind another channel, or name one in the settings.' },
    ]
  const missing = missingPermissions(await server.mine(room), NEEDED)
  const forum = await server.forum(channel)
  const lacks = forum && (await lackingTags(server, forum))
  const where = `#${room.name}`
  const findings: Finding[] =
    missing.length > 0
      ? [{ well: false, what: `Discord: in ${where} the bot lacks ${permissionNames(missing)}.`, fix: grant(where) }]
      : [{ well: true, what: `Discord: in ${where} the bot may do all it needs.` }]
  if (lacks) findings.push({ well: false, what: `Discord: ${lacks}.`, fix: grant(where) })
  if (missingPermissions(await server.anybodys(room), ['ViewChannel']).length > 0) return findings
  const what = `Discord: everybody in the server can read ${where}${side === 'staff' ? ', and its readers count as staff' : ''}.`
  return [...findings, { well: false, what, fix: `Make ${where} a private channel.` }]
}

const grant = (where: string) => `In ${where}: Edit Channel, Permissions, add the bot, and allow that.`

function broken(error: unknown): Finding {
  const away = error instanceof Later || error instanceof Unsure
  const why = error instanceof Error ? error.message : String(error)
  const what = `Discord: ${away ? 'it cannot be reached now' : why}`
  return {
    well: false,
    what,
    fix: away ? 'Ask again in a minute; else look at DISCORD_API_URL.' : 'Fix that, and try again.',
  }
}
