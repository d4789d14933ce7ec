import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '../../src/commands.ts'
import { commandTable } from '../../src/integrations/discord/commands.ts'
import { doctorDiscord } from '../../src/integrations/discord/doctor.ts'
import { INVITED } from '../../src/integrations/discord/permissions.ts'
import type { NamedRooms } from '../../src/kernel/connecting/staff-rooms.ts'
import type { Finding } from '../../src/kernel/shapes/finding.ts'
import { aServer, type Server } from '../stage/discord/discord-bot.ts'

let server: Server
beforeEach(async () => {
  server = await aServer()
})
afterEach(() => server.discord.stop())

function look(
  over: Partial<{ token: string; api: string; guild: string; bridge: boolean; rooms: NamedRooms }> = {},
): Promise<readonly Finding[]> {
  const { discord, rooms } = server
  const staff = { orders: '#orders', alerts: 'alerts', support: null }
  const settings = { token: discord.token, guild: null, api: discord.api, rooms: staff, bridge: false, ...over }
  const bound = [
    { channel: rooms.lumen.id, name: 'lumen', side: 'supplier' as const },
    { channel: rooms.casa.id, name: 'casa', side: 'supplier' as const },
  ]
  return doctorDiscord({ settings, commands, rooms: bound })
}
const trouble = (findings: readonly Finding[]) => findings.filter(({ well }) => !well).map(({ what }) => what)

describe('the doctor on Discord', () => {
  it('finds all well but what a start will mend, and prints the link with the exact permissions', async () => {
    const findings = await look()
    expect(trouble(findings)).toEqual(['Discord: the commands are not registered, or are those of another version.'])
    const link = findings.find(({ what }) => what.includes('https://'))?.what ?? ''
    expect(new URL(link.slice(link.indexOf('https://'))).searchParams.get('permissions')).toBe('326417632256')
    expect(INVITED).toBe(326_417_632_256n)
    expect(findings.filter(({ what }) => what.includes('may do all it needs'))).toHaveLength(4)
  })

  it('misses the rooms that the settings name and that are not there', async () => {
    const rooms = { orders: '#orders', alerts: 'nowhere', support: null }
    expect(trouble(await look({ rooms })).join('\n')).toContain('DISCORD_ALERTS_ROOM is “nowhere”')
  })

  it('sees that the commands are registered', async () => {
    const { state, guild } = server.discord
    state.commands.overwrite(guild.id, JSON.parse(JSON.stringify(commandTable(commands).json)))
    expect(trouble(await look())).toEqual([])
  })

  it('hides the commands of staff where no reader of a staff room would miss them, and says how else', async () => {
    const { discord, staff } = server
    const offered = async () => (await look()).map(({ what }) => what).filter(what => what.includes('offered'))
    expect(await offered()).toEqual([
      expect.stringContaining('give every role that reads a staff room Manage Messages'),
    ])
    discord.changeRole(staff, { allow: ['ManageMessages'] })
    expect(await offered()).toEqual(['Discord: staff’s commands are offered to staff alone.'])
  })

  it('says what a channel lacks, in the words of Discord’s settings', async () => {
    const { discord, rooms } = server
    const self = discord.self.person.id
    discord.permit(rooms.lumen, { [self]: { allow: ['ViewChannel'], deny: ['SendMessages', 'ManageThreads'] } })
    discord.permit(rooms.casa, { [self]: { deny: ['ViewChannel'] } })
    const found = trouble(await look()).join('\n')
    expect(found).toContain('in #lumen the bot lacks Send Messages and Manage Threads')
    expect(found).toContain('in #casa the bot lacks View Channel')
  })

  it('warns of a staff room that everybody reads, and of a channel that is gone', async () => {
    const { discord, rooms } = server
    discord.permit(rooms.orders, { [discord.guild.id]: { allow: ['ViewChannel'] } })
    discord.deleteChannel(rooms.casa)
    const found = trouble(await look()).join('\n')
    expect(found).toContain('everybody in the server can read #orders, and its readers count as staff')
    expect(found).toContain('#casa is gone')
  })

  it.each([
    [{ token: 'MTIz.bad.token' }, 'DISCORD_TOKEN is not accepted by Discord'],
    [{ guild: '123456789012345678' }, 'DISCORD_GUILD names a server that the bot is not in'],
    [{ api: 'http://127.0.0.1:9' }, 'it cannot be reached now'],
  ])('says in words that nothing can be looked at: %j', async (over, words) => {
    expect(trouble(await look(over)).join('\n')).toContain(words)
  })

  it('asks for the message content only where words are to cross, and says where to switch it on', async () => {
    expect(trouble(await look()).join()).not.toContain('BRIDGE')
    const lacking = (await look({ bridge: true })).find(({ what }) => what.includes('BRIDGE is on'))
    expect(lacking).toMatchObject({ well: false, fix: expect.stringContaining('Message Content Intent') })
    server.discord.allow('messageContent')
    expect(trouble(await look({ bridge: true })).join()).not.toContain('BRIDGE')
  })
})
