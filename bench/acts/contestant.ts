import { once } from 'node:events'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Channel } from '../../test/slack/fake/channels.ts'
import type { Person } from '../../test/slack/fake/person.ts'
import type { FakeSlack } from '../../test/slack/fake/slack.ts'

/** A bot in a Slack of its own, with a store's webhooks at an address. */
export type Contestant = {
  name: string
  /** Where the store's webhooks go. */
  hook: string
  fake: FakeSlack
  sam: Person
  mei: Person
  rooms: { orders: Channel; lumen: Channel; casa: Channel }
  /** Everything heard is done, and everything owed is posted. */
  settles(): Promise<void>
  close(): Promise<void>
}

/** As the store signs its webhooks. */
export const SECRET = 'bench'

/** The rooms and people that every contestant has. */
export function placesIn(fake: FakeSlack): Pick<Contestant, 'sam' | 'mei' | 'rooms'> {
  const sam = fake.person('sam')
  const mei = fake.person('mei', { kind: 'external' })
  const room = (name: string, ...members: readonly Person[]) => fake.channel(name, { kind: 'private', members })
  return { sam, mei, rooms: { orders: room('orders', sam), lumen: room('lumen', sam, mei), casa: room('casa', sam) } }
}

/** Serves a store's webhooks at a port of its own. */
export async function serveHook(store: Hono): Promise<{ hook: string; end(): void }> {
  const server = serve({ fetch: store.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return { hook: `http://127.0.0.1:${port}/`, end: () => void server.close() }
}
