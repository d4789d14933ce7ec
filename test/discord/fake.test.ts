import { type Interaction, MessageFlags, type TextChannel } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { until } from '../stage/until.ts'
import { aButton, aCard, aStage, refusal, row } from './discord-js.ts'

const V2 = MessageFlags.IsComponentsV2

describe('commands', () => {
  const ORDER = {
    name: 'order',
    description: 'Orders',
    options: [
      {
        type: 1,
        name: 'show',
        description: 'Shows an order',
        options: [{ type: 3, name: 'order', description: 'Its number', required: true, autocomplete: true }],
      },
    ],
  }

  it('answers a slash command, suggests while typing, and shows an ephemeral answer to one person only', async () => {
    const { discord, client, place } = await aStage(async interaction => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: `Order ${interaction.options.getFocused()}42`, value: '1042' }])
      if (interaction.isChatInputCommand())
        await interaction.reply({
          content: `Order **${interaction.options.getString('order', true)}** in ${interaction.locale}`,
          flags: MessageFlags.Ephemeral,
        })
    })
    await client.application.commands.set([ORDER], discord.guild.id)
    const ana = discord.addUser('Ana', { locale: 'de' })
    const ben = discord.addUser('Ben')
    const typed = await ana.suggestions(place, 'order show', { order: '10' })
    expect(typed.choices).toEqual([{ name: 'Order 1042', value: '1042' }])
    const reply = await ana.types(place, '/order show', { order: '1042' })
    expect(reply.text).toBe('Order 1042 in de')
    expect(ana.sees(place)).toHaveLength(1)
    expect(ben.sees(place)).toEqual([])
    await expect(ana.types(place, 'order')).rejects.toThrow('without a subcommand')
  })

  it('refuses commands that Discord refuses, and keeps ids when the same are set again', async () => {
    const { discord, client } = await aStage()
    const set = (commands: unknown[]) => client.application.commands.set(commands as never, discord.guild.id)
    const option = { type: 3, name: 'a', description: 'A' }
    expect(await refusal(set([{ ...ORDER, name: 'Two words' }]))).toMatchObject({ code: 50035 })
    expect(
      (await refusal(set([{ ...ORDER, options: [option, { ...option, name: 'b', required: true }] }]))).paths,
    ).toContain('APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID')
    expect((await refusal(set([{ ...ORDER, nameLocalizations: { xx: 'bestellung' } }]))).paths).toContain(
      'name_localizations',
    )
    expect((await refusal(set([ORDER, ORDER]))).paths).toContain('APPLICATION_COMMANDS_DUPLICATE_NAME')
    const first = [...(await set([ORDER])).keys()]
    expect([...(await set([ORDER])).keys()]).toEqual(first)
  })

  it('tells the person when nobody answers, and the bot that it came too late or twice', async () => {
    let held: Interaction | null = null
    const { discord, client, place } = await aStage(async interaction => {
      held = interaction
    })
    await client.application.commands.set([{ name: 'ping', description: 'Ping' }])
    const ana = discord.addUser('Ana')
    const asked = ana.types(place, 'ping')
    await until(() => held !== null)
    discord.clock.skip(3_001)
    expect((await asked).failed).toBe('The application did not respond')
    expect(ana.failures).toHaveLength(1)
    const late = held as unknown as Extract<Interaction, { reply: unknown }>
    expect(await refusal(late.reply('late'))).toMatchObject({ code: 10062 })

    held = null
    const again = ana.types(place, 'ping')
    await until(() => held !== null)
    const now = held as unknown as Extract<Interaction, { reply: unknown }>
    await now.reply('pong')
    expect((await again).text).toBe('pong')
    const raw = { body: { type: 4, data: { content: 'again' } }, auth: false }
    expect(await refusal(client.rest.post(`/interactions/${now.id}/${now.token}/callback`, raw))).toMatchObject({
      code: 40060,
    })
    discord.clock.skip(15 * 60_000)
    expect(await refusal(now.editReply('too late'))).toMatchObject({ code: 50027 })
  })

  it('offers a message command with the words of the message', async () => {
    const { discord, client, place } = await aStage(async interaction => {
      if (interaction.isMessageContextMenuCommand())
        await interaction.reply({
          content: `Read: ${interaction.targetMessage.content}`,
          flags: MessageFlags.Ephemeral,
        })
    })
    await client.application.commands.set([{ type: 3, name: 'Add tracking' }])
    const ana = discord.addUser('Ana')
    const said = ana.says(place, 'sent with 1Z999')
    expect((await ana.messageCommand('Add tracking', said)).text).toBe('Read: sent with 1Z999')
  })
})

describe('messages', () => {
  it('shows a card as a reader sees it, and its buttons once decided', async () => {
    const { discord, channel, place } = await aStage(async interaction => {
      if (!interaction.isButton()) return
      const done = aButton('ack', 'Acknowledge').setDisabled(true)
      await interaction.update({ components: [aCard('## Order 1042\nTaken by <@1>', done)], flags: V2 })
    })
    const ana = discord.addUser('Ana')
    const sent = await channel.send({
      components: [aCard('## Order 1042\n**2 ×** Glass lamp \\*', aButton('ack', 'Acknowledge'))],
      flags: V2,
    })
    expect(discord.seen(place)).toMatchObject([
      {
        id: sent.id,
        text: 'Order 1042\n2 × Glass lamp *',
        accent: 0x2ecc71,
        buttons: [{ label: 'Acknowledge', disabled: false }],
      },
    ])
    expect((await ana.presses(sent, 'Acknowledge')).kind).toBe('update')
    expect(discord.message(sent.id)).toMatchObject({ edited: true, buttons: [{ disabled: true }] })
    await expect(ana.presses(sent, 'Acknowledge')).rejects.toThrow('disabled')
  })

  it('refuses what Discord refuses', async () => {
    const { discord, channel, client } = await aStage()
    const post = (body: unknown) => client.rest.post(`/channels/${channel.id}/messages`, { body })
    discord.state.buckets.limits['POST /channels/:channel/messages'] = { most: 100, per: 1_000 }
    const text = (content: string) => ({ type: 10, content })
    const button = { type: 2, style: 1, label: 'Go', custom_id: 'go' }
    const legacy = await refusal(post({ flags: V2, content: 'both', components: [text('x')] }))
    expect(legacy.paths).toContain('MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2')
    expect((await refusal(post({ content: 'x', nonce: 'n'.repeat(26) }))).paths).toContain('25 or fewer')
    expect(await refusal(post({}))).toMatchObject({ code: 50006 })
    expect(await refusal(post({ content: ' ' }))).toMatchObject({ code: 50006 })
    expect((await refusal(post({ content: 'x'.repeat(2_001) }))).paths).toContain('2000 or fewer')
    expect((await refusal(post({ components: [text('x')] }))).paths).toContain('UNION_TYPE_CHOICES')
    expect((await refusal(post({ components: [{ type: 1, components: [button, button] }] }))).paths).toContain(
      '{"components":{"0":{"components":{"1":{"custom_id":{"_errors":[{"code":"COMPONENT_CUSTOM_ID_DUPLICATED"',
    )
    const long = { ...button, label: 'x'.repeat(81) }
    expect((await refusal(post({ components: [{ type: 1, components: [long] }] }))).paths).toContain(
      '{"components":{"0":{"components":{"0":{"label":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH"',
    )
    const much = Array.from({ length: 2 }, () => text('x'.repeat(2_001)))
    expect((await refusal(post({ flags: V2, components: much }))).paths).toContain(
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    )
    const many = Array.from({ length: 41 }, () => ({ type: 14 }))
    expect((await refusal(post({ flags: V2, components: many }))).code).toBe(50035)
    expect((await refusal(post({ flags: V2, components: [{ type: 9, components: [text('x')] }] }))).paths).toContain(
      'accessory',
    )
    expect(await refusal(client.rest.get('/channels/1/messages'))).toMatchObject({ code: 10003 })
    expect(await refusal(channel.messages.fetch('1'))).toMatchObject({ code: 10008 })
  })

  it('keeps a message Components V2 for ever', async () => {
    const { discord, channel } = await aStage()
    const plain = await channel.send('plain')
    expect((await refusal(plain.edit({ flags: V2, components: [aCard('x', aButton('a', 'A'))] }))).paths).toContain(
      'content',
    )
    const sent = await channel.send({ flags: V2, components: [aCard('x', aButton('a', 'A'))] })
    expect((await refusal(sent.edit({ content: 'plain' }))).paths).toContain('COMPONENTS_V2')
    await sent.edit({ components: [aCard('y', aButton('a', 'A'))] })
    expect(discord.message(sent.id)?.text).toBe('y')
  })

  it('pings whoever is mentioned, unless the bot says otherwise', async () => {
    const { discord, channel, place } = await aStage()
    const team = discord.addRole('team', { mentionable: true })
    const ana = discord.addUser('Ana', { roles: [team] })
    const ben = discord.addUser('Ben')
    await channel.send(`<@${ben.id}> and <@&${team.id}> @everyone`)
    await channel.send({ content: `<@${ben.id}> and <@&${team.id}>`, allowedMentions: { parse: [] } })
    await channel.send({ content: `<@${ben.id}> and <@&${team.id}>`, allowedMentions: { users: [ben.id] } })
    expect(discord.seen(place).map(({ pinged }) => [...pinged].sort())).toEqual([['Ana', 'Ben'], [], ['Ben']])
    expect(discord.seen(place)[0]?.text).toBe('@Ben and @team @everyone')
    expect(ana.sees(place)).toHaveLength(3)
  })

  it('sends one message for a nonce, for some minutes', async () => {
    const { discord, channel, place } = await aStage()
    const send = () => channel.send({ content: 'once', nonce: 'outbox-1', enforceNonce: true })
    const first = await send()
    expect((await send()).id).toBe(first.id)
    expect(discord.seen(place)).toHaveLength(1)
    await first.delete()
    expect(await refusal(send())).toMatchObject({ code: 10008 })
    discord.clock.skip(10 * 60_000)
    await send()
    expect(discord.seen(place)).toHaveLength(1)
  })

  it('limits edits of old messages', async () => {
    const { discord, channel, client } = await aStage()
    const sent = await channel.send('old')
    discord.clock.skip(61 * 60_000)
    const edit = () =>
      fetch(`${discord.api}/v10/channels/${channel.id}/messages/${sent.id}`, {
        method: 'PATCH',
        headers: { authorization: `Bot ${client.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ content: 'new' }),
      })
    const statuses = [await edit(), await edit(), await edit(), await edit()]
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect(await statuses[3]?.json()).toMatchObject({ code: 30046, global: false })
    discord.clock.skip(6_001)
    expect((await edit()).status).toBe(200)
  })
})

describe('threads and rights', () => {
  it('starts one thread per message, archives it for good, and lets buttons in it fail', async () => {
    const { discord, channel, client } = await aStage()
    const ana = discord.addUser('Ana')
    const root = await channel.send('root')
    const thread = await root.startThread({ name: 'Late: 1042' })
    expect(thread.id).toBe(root.id)
    expect(await refusal(root.startThread({ name: 'again' }))).toMatchObject({ code: 160004 })
    const inside = await thread.send({ content: 'inside', components: [row(aButton('go', 'Go'))] })
    await client.rest.patch(`/channels/${thread.id}`, { body: { archived: true, locked: true } })
    expect(await refusal(thread.send('more'))).toMatchObject({ code: 50083 })
    expect(await refusal(inside.edit('changed'))).toMatchObject({ code: 50083 })
    expect(await refusal(client.rest.patch(`/channels/${thread.id}`, { body: { locked: false } }))).toMatchObject({
      code: 50083,
    })
    expect((await ana.presses(inside, 'Go')).failed).toBe('This interaction failed')
    await until(() => thread.archived === true)
  })

  it('knows who may see and do what', async () => {
    const { discord, client } = await aStage()
    const glow = discord.addRole('Glow Ltd')
    const room = discord.addPrivateChannel('glow', glow.id)
    const channel = (await client.channels.fetch(room.id)) as TextChannel
    const wang = discord.addUser('Wang', { roles: [glow] })
    const ana = discord.addUser('Ana')
    await channel.send('for Glow')
    expect(wang.sees(room)).toHaveLength(1)
    expect(ana.sees(room)).toEqual([])
    expect(ana.channels).not.toContain('glow')
    const { id } = discord.self.person
    discord.permit(room, { [id]: { allow: ['ViewChannel'], deny: ['SendMessages'] } })
    expect(await refusal(channel.send('no'))).toMatchObject({ code: 50013 })
    discord.permit(room, { [id]: {} })
    expect(await refusal(channel.send('no'))).toMatchObject({ code: 50001 })
  })
})
