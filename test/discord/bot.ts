import { Client, type ClientOptions, Events, GatewayIntentBits } from 'discord.js'
import type { FakeDiscord } from './fake/fake-discord.ts'

/** The real discord.js, logged in at the fake and ready. */
export async function aBot(discord: FakeDiscord, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    ...options,
    rest: { api: discord.api, retries: 0, ...options.rest },
  })
  client.on(Events.Error, () => {})
  const ready = new Promise<Client<true>>(resolve => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  return ready
}

/** Waits until something holds. */
export async function until(holds: () => boolean, ms = 8_000): Promise<void> {
  const end = performance.now() + ms
  while (!holds()) {
    if (performance.now() > end) throw new Error(`It never came true: ${holds}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
