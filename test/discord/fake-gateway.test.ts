import { Events } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { until } from '../stage/until.ts'
import { aBot, aButton, aDiscord, aStage, next, row } from './discord-js.ts'
import { limited, outage } from './fake/faults.ts'

describe('the gateway', () => {
  it('resumes after a cut and replays what was missed', async () => {
    const heard: string[] = []
    const { discord, client, place, channel } = await aStage(async interaction => {
      if (interaction.isButton()) heard.push(interaction.customId)
    })
    const ana = discord.addUser('Ana')
    const sent = await channel.send({ content: 'x', components: [row(aButton('go', 'Go'))] })
    const resumed = next(client, 'shardResume')
    discord.gateway.cut()
    await until(() => discord.gateway.sessions.every(({ connected }) => !connected))
    const pressed = ana.presses(sent, 'Go')
    await resumed
    await until(() => heard.length === 1)
    expect(heard).toEqual(['go'])
    expect(discord.gateway.sessions).toHaveLength(1)
    discord.clock.skip(3_000)
    expect((await pressed).failed).toBe('This interaction failed')
    discord.deleteChannel(place)
    await until(() => !client.channels.cache.has(place.id))
  })

  it('starts anew when the session is forgotten, and survives a dead connection', async () => {
    const discord = await aDiscord()
    discord.gateway.heartbeat = 200
    const client = await aBot(discord)
    const resumed = next(client, 'shardResume')
    discord.gateway.silent = true
    await until(() => discord.gateway.log.some(({ what }) => what.startsWith('resume')))
    discord.gateway.silent = false
    await resumed
    const [old] = discord.gateway.sessions
    const anew = next(client, 'shardReady')
    discord.gateway.invalidate()
    await anew
    expect(discord.gateway.sessions.map(({ id }) => id)).not.toContain(old?.id)
    expect(client.isReady()).toBe(true)
  })

  it('refuses intents that were not granted, and a wrong token', async () => {
    const discord = await aDiscord()
    await expect(aBot(discord, { intents: ['Guilds', 'MessageContent'] })).rejects.toThrow(/disallowed intents/i)
    const stranger = await fetch(`${discord.api}/v10/users/@me`, { headers: { authorization: 'Bot nobody' } })
    expect(stranger.status).toBe(401)
    discord.allow('messageContent')
    await aBot(discord, { intents: ['Guilds', 'GuildMessages', 'MessageContent'] })
  })

  it('leaves words out without the intent, save those that mention the bot', async () => {
    const discord = await aDiscord()
    const client = await aBot(discord, { intents: ['Guilds', 'GuildMessages'] })
    const place = discord.addChannel('talk')
    const ana = discord.addUser('Ana')
    const heard: string[] = []
    client.on(Events.MessageCreate, message => heard.push(message.content))
    ana.says(place, 'secret')
    ana.says(place, `<@${client.user.id}> hello`)
    await until(() => heard.length === 2)
    expect(heard).toEqual(['', `<@${client.user.id}> hello`])
  })

  it('comes back wherever a connection is cut', async () => {
    const discord = await aDiscord()
    for (const stage of ['connect', 'hello', 'identify'] as const) discord.gateway.cutNext(stage, { times: 1 })
    const client = await aBot(discord)
    discord.gateway.cutNext('identify')
    const resumed = next(client, 'shardResume')
    discord.gateway.reconnect()
    await resumed
    expect(discord.gateway.log.filter(({ what }) => what.startsWith('resume'))).toHaveLength(2)
    expect(discord.gateway.sessions).toHaveLength(1)
    expect(client.isReady()).toBe(true)
  })

  it('hears READY and resumes when it is cut right after', async () => {
    const discord = await aDiscord()
    discord.gateway.cutNext('ready')
    await next(await aBot(discord), 'shardResume')
    expect(discord.gateway.sessions).toMatchObject([{ connected: true }])
  })

  it('tells every session everything, and takes one answer', async () => {
    const discord = await aDiscord()
    const place = discord.addChannel('orders')
    const refusals: unknown[] = []
    for (const client of [await aBot(discord), await aBot(discord)]) {
      await client.application.commands.set([{ name: 'ping', description: 'Ping' }])
      client.on(Events.InteractionCreate, async interaction => {
        if (interaction.isChatInputCommand())
          await interaction.reply('pong').catch(error => refusals.push((error as { code: unknown }).code))
      })
    }
    const reply = await discord.addUser('Ana').types(place, 'ping')
    await until(() => refusals.length === 1)
    expect(refusals).toEqual([40060])
    expect(discord.seen(place).map(({ text }) => text)).toEqual([reply.text])
  })

  it('delivers twice or late when told to', async () => {
    const ids: string[] = []
    const { discord, channel } = await aStage(async interaction => {
      ids.push(interaction.id)
      if (interaction.isButton()) await interaction.deferUpdate().catch(() => {})
    })
    const sent = await channel.send({ content: 'x', components: [row(aButton('go', 'Go'))] })
    const ana = discord.addUser('Ana')
    discord.gateway.twice('INTERACTION_CREATE')
    expect((await ana.presses(sent, 'Go')).kind).toBe('update')
    await until(() => ids.length === 2)
    expect(ids[0]).toBe(ids[1])
    discord.gateway.late('INTERACTION_CREATE', 4_000)
    const pressed = ana.presses(sent, 'Go')
    discord.clock.skip(4_001)
    expect((await pressed).failed).toBe('This interaction failed')
    await until(() => ids.length === 3)
  })

  it('lets a session start once in five seconds, and a thousand times a day', async () => {
    const discord = await aDiscord()
    discord.gateway.identifyEvery = 5_000
    await aBot(discord)
    expect((await (await aBot(discord)).rest.get('/gateway/bot')) as object).toMatchObject({
      session_start_limit: { remaining: 998, max_concurrency: 1 },
    })
    expect(discord.gateway.log.filter(({ what }) => what.startsWith('identify'))).toHaveLength(3)
    discord.state.gateway.left = 0
    await expect(aBot(discord)).rejects.toThrow('Not enough sessions remaining')
  })

  it('closes with the code that tells why', async () => {
    const discord = await aDiscord()
    const closed = async (query: string, ...sent: unknown[]) => {
      const socket = new WebSocket(`${discord.state.gateway.url}/?${query}`)
      socket.on('open', () => {
        for (const said of sent) socket.send(typeof said === 'string' ? said : JSON.stringify(said))
      })
      return new Promise(resolve => socket.on('close', resolve))
    }
    const good = { token: discord.token, intents: 1, properties: {}, shard: [0, 1] }
    const identify = (more: object) => ({ op: 2, d: { ...good, ...more } })
    const json = 'v=10&encoding=json'
    expect(await closed('v=9&encoding=json')).toBe(4012)
    expect(await closed(json, { op: 99, d: null })).toBe(4003)
    expect(await closed(json, 'not json')).toBe(4002)
    expect(await closed(json, identify({ token: 'nobody' }))).toBe(4004)
    expect(await closed(json, identify({}), identify({}))).toBe(4005)
    expect(await closed(json, identify({ shard: [1, 1] }))).toBe(4010)
    expect(await closed(json, identify({ intents: 1 << 30 }))).toBe(4013)
    expect(await closed(json, identify({ intents: 1 << 15 }))).toBe(4014)
    expect(await closed(json, identify({}), { op: 99, d: null })).toBe(4001)
    expect(await closed(json, ...Array.from({ length: 121 }, () => ({ op: 1, d: null })))).toBe(4008)
    discord.gateway.heartbeat = 100
    expect(await closed(json, identify({}))).toBe(4009)
  })
})

describe('faults', () => {
  it('answers 429 by its buckets and on demand', async () => {
    const { discord, channel, client } = await aStage()
    const limits: boolean[] = []
    client.rest.on('rateLimited', ({ global }) => limits.push(global))
    discord.state.buckets.limits['POST /channels/:channel/messages'] = { most: 2, per: 300 }
    for (const text of ['one', 'two', 'three']) await channel.send(text)
    expect(limits).toEqual([false])
    discord.faults.next('POST /channels/:channel/messages', limited(0.2, 'global'))
    await channel.send('four')
    expect(limits).toEqual([false, true])
    const calls = discord.calls.to('POST /channels/:channel/messages')
    expect(calls.map(({ status }) => status)).toEqual([200, 200, 200, 429, 200])
  })

  it('fails before and after a call was carried out', async () => {
    const { discord, channel, place } = await aStage()
    discord.faults.next('POST /channels/:channel/messages', outage(500))
    await expect(channel.send('lost')).rejects.toThrow()
    discord.faults.next('POST /channels/:channel/messages', 'tear', { accepted: true })
    await expect(channel.send('kept')).rejects.toThrow()
    expect(discord.seen(place).map(({ text }) => text)).toEqual(['kept'])
  })

  it('is silent for ever, or slow', async () => {
    const { discord, channel, place } = await aStage()
    discord.faults.next('POST /channels/:channel/messages', 'silence', { accepted: true })
    const gone = fetch(`${discord.api}/v10/channels/${channel.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'kept' }),
      signal: AbortSignal.timeout(200),
    })
    await expect(gone).rejects.toThrow()
    discord.faults.next('POST /channels/:channel/messages', { wait: 150 })
    await channel.send('slow')
    expect(discord.seen(place).map(({ text }) => text)).toEqual(['kept', 'slow'])
    expect(discord.calls.to('POST /channels/:channel/messages').map(({ status }) => status)).toEqual([null, 200])
  })

  it('is down for a while', async () => {
    const { discord, channel, client } = await aStage()
    const resumed = next(client, 'shardResume')
    discord.down()
    await expect(channel.send('lost')).rejects.toThrow()
    discord.up()
    await resumed
    await channel.send('back')
  })
})
