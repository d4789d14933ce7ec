import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  type ClientOptions,
  ContainerBuilder,
  DiscordAPIError,
  Events,
  type Interaction,
  type TextChannel,
} from 'discord.js'
import { onTestFinished } from 'vitest'
import { FakeDiscord } from './fake/fake-discord.ts'

/** A fake Discord for one test, where sessions may start at will. */
export async function aDiscord(): Promise<FakeDiscord> {
  const discord = await FakeDiscord.start()
  discord.gateway.identifyEvery = 0
  onTestFinished(() => discord.stop())
  return discord
}

/**
 * The real discord.js, logged in at the fake and ready. A test must not end while it connects: `destroy` of 14.28.1
 * hangs when it waits for READY, and connects again.
 */
export async function aBot(discord: FakeDiscord, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = new Client({
    intents: ['Guilds'],
    ...options,
    rest: { api: discord.api, retries: 0, ...options.rest },
  })
  onTestFinished(() => client.destroy())
  client.on(Events.Error, () => {})
  const ready = new Promise<Client<true>>(resolve => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  return ready
}

/** The next time that the bot's connection has resumed, or has started anew, as discord.js itself tells it. */
export const next = (client: Client, event: 'shardResume' | 'shardReady') =>
  new Promise<void>(resolve => client.once(event, () => resolve()))

/** A Discord with a bot and a channel, and what the bot does when it is asked something. */
export async function aStage(on?: (interaction: Interaction) => unknown) {
  const discord = await aDiscord()
  const client = await aBot(discord)
  if (on) client.on(Events.InteractionCreate, interaction => void on(interaction))
  const place = discord.addChannel('orders')
  const channel = (await client.channels.fetch(place.id)) as TextChannel
  return { discord, client, place, channel }
}

/** The code and the tree of a refusal. */
export async function refusal(call: Promise<unknown>): Promise<{ code: unknown; paths: string }> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof DiscordAPIError)) throw new Error(`Not refused by Discord: ${error}`)
  return { code: error.code, paths: JSON.stringify((error.rawError as { errors?: unknown }).errors ?? null) }
}

export const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)

export const aButton = (id: string, label: string) =>
  new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary)

export const aCard = (text: string, ...buttons: ButtonBuilder[]) =>
  new ContainerBuilder()
    .setAccentColor(0x2ecc71)
    .addTextDisplayComponents(display => display.setContent(text))
    .addActionRowComponents(row(...buttons))
