import { ActionRowBuilder, ButtonBuilder, ButtonStyle, MessageFlags, type TextChannel } from 'discord.js'
import * as spec from 'discord-api-spec/zod'
import { expect, it } from 'vitest'
import { type $ZodType, safeParse } from 'zod/v4/core'
import { aBot, aDiscord } from './discord-js.ts'

/** What the API description says that these calls answer. */
const ANSWERS: Record<string, string | [string]> = {
  'GET /gateway/bot': 'GatewayBotResponse',
  'GET /users/@me': 'UserPIIResponse',
  'GET /applications/@me': 'PrivateApplicationResponse',
  'PUT /applications/:application/guilds/:guild/commands': ['ApplicationCommandResponse'],
  'GET /guilds/:guild/roles': ['GuildRoleResponse'],
  'GET /guilds/:guild/members/:user': 'GuildMemberResponse',
  'GET /channels/:channel': 'GuildChannelResponse',
  'POST /channels/:channel/messages': 'MessageResponse',
  'GET /channels/:channel/messages': ['MessageResponse'],
  'PATCH /channels/:channel/messages/:message': 'MessageResponse',
  'POST /channels/:channel/messages/:message/threads': 'ThreadResponse',
  'POST /channels/:channel/threads': 'CreatedThreadResponse',
  'GET /channels/:channel/threads/archived/public': 'ThreadsResponse',
  'POST /interactions/:interaction/:token/callback': 'InteractionCallbackResponse',
  'POST /webhooks/:application/:token': 'MessageResponse',
}

/** Recorded traffic has its times with an offset; the description allows only `Z`. */
function problems(name: string, answer: unknown): string[] {
  const schema = (spec as Record<string, $ZodType | undefined>)[`${name}Schema`]
  if (!schema) throw new Error(`The description knows no ${name}`)
  const times = JSON.parse(JSON.stringify(answer).replaceAll('+00:00', 'Z'))
  return (safeParse(schema, times).error?.issues ?? []).map(issue => JSON.stringify(issue))
}

it('answers in the shapes of the official description', async () => {
  const discord = await aDiscord()
  const client = await aBot(discord)
  const command = { name: 'order', description: 'Orders', options: [{ type: 3, name: 'id', description: 'Id' }] }
  await client.application.commands.set([command as never], discord.guild.id)
  await client.application.fetch()
  const place = discord.addChannel('orders', { [discord.guild.id]: { deny: ['AddReactions'] } })
  const channel = (await client.channels.fetch(place.id)) as TextChannel
  const ana = discord.addUser('Ana', { roles: [discord.addRole('team', { mentionable: true })] })
  await client.rest.get('/users/@me')
  await channel.guild.roles.fetch()
  await channel.guild.members.fetch(ana.id)
  await client.rest.get(`/channels/${place.id}`)
  const button = new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Success)
  const components = [new ActionRowBuilder<ButtonBuilder>().addComponents(button)]
  const text = { type: 17, accent_color: 1, components: [{ type: 10, content: `<@${ana.id}>` }] }
  const file = { attachment: Buffer.from('a,b'), name: 'orders.csv' }
  const sent = await channel.send({ content: `<@${ana.id}>`, components, files: [file], nonce: '1' })
  await channel.send({ flags: MessageFlags.IsComponentsV2, components: [text] })
  await sent.edit({ content: 'changed' })
  await sent.startThread({ name: 'thread' })
  const forum = discord.addForum('posts', [], { tags: ['New'] })
  const made = { name: 'One', message: { content: 'hello' } }
  const { id } = (await client.rest.post(`/channels/${forum.id}/threads`, { body: made })) as { id: string }
  discord.archiveThread(id)
  await client.rest.get(`/channels/${forum.id}`)
  await client.rest.get(`/channels/${forum.id}/threads/archived/public`)
  client.on('interactionCreate', async interaction => {
    if (!interaction.isButton() && !interaction.isChatInputCommand()) return
    await interaction.reply({ content: 'yes', withResponse: true })
    await interaction.followUp({ content: 'and', flags: MessageFlags.Ephemeral })
  })
  await ana.presses(sent, 'Go')
  await ana.types(place, 'order')
  await channel.messages.fetch({ limit: 10 })
  await new Promise(resolve => setTimeout(resolve, 50))
  const seen = new Set<string>()
  for (const { route, answer, status } of discord.calls.all) {
    const expected = route === null ? undefined : ANSWERS[route]
    if (!route || !expected || status === null || status >= 300) continue
    seen.add(route)
    for (const one of Array.isArray(expected) ? (answer as unknown[]) : [answer])
      expect.soft(problems(String(expected), one), route).toEqual([])
  }
  expect([...seen].sort()).toEqual(Object.keys(ANSWERS).sort())
})
