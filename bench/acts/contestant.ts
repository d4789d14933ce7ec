import { once } from 'node:events'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Channel } from '../../test/slack/fake/channels.ts'
import { brisk } from '../../test/slack/fake/clock.ts'
import type { Person } from '../../test/slack/fake/person.ts'
import { type FakeSlack, startSlack } from '../../test/slack/fake/slack.ts'
import { asInstalled } from '../../test/slack/manifest.ts'
import type { SlackThere } from '../../test/stage/slack/slack-bot.ts'
import type { Spent } from '../reads/count-statements.ts'

/** As the store signs its webhooks. */
export const SECRET = 'bench'

type Named = { id: string; name: string }
type Rooms<Room> = Readonly<Record<'orders' | 'lumen' | 'casa', Room>>

/** A Slack without its pace of a message a second in a room, and who is there. */
export type Stage = { fake: FakeSlack; sam: Person; mei: Person; rooms: Rooms<Channel> }

/** The rooms and people that every contestant has, in a Slack of its own. */
export async function openStage(): Promise<Stage> {
  const fake = await startSlack({ timing: brisk, app: asInstalled() })
  const sam = fake.person('sam')
  const mei = fake.person('mei', { kind: 'external' })
  const room = (name: string, ...members: readonly Person[]) => fake.channel(name, { kind: 'private', members })
  room('alerts', sam)
  const rooms = { orders: room('orders', sam), lumen: room('lumen', sam, mei), casa: room('casa', sam) }
  return { fake, sam, mei, rooms }
}

/** What a bot is told of its stage, in a process of its own. */
export type Told = Pick<SlackThere, 'apiUrl' | 'app'> & { rooms: Rooms<Named>; mei: Named; before: number }

/** A bot within its process: what can be asked of it. */
export type Bot = {
  /** Where the store's webhooks go. */
  hook: string
  /** Everything heard is done, and everything owed is posted. */
  settles(): Promise<void>
  /** As autovacuum does within a minute: until then statements keep the plans that were made for empty tables. */
  analyze(): Promise<void>
  /** How many orders it has. */
  orders(): Promise<number>
  /** Moves its clock on, ms. */
  wait(ms: number): Promise<void>
  /** Whether new orders go out by themselves. */
  forwards(setting: 'on' | 'off'): Promise<void>
}

/** A bot in a Slack of its own. */
export type Contestant = Stage &
  Bot & {
    name: string
    /** All that its process spent so far, the CPU in ms; null where nobody knows. */
    spent(): Promise<(Spent & { cpu: number }) | null>
    close(): Promise<void>
  }

/** Serves a store's webhooks at a port of its own; answers its address. */
export async function serveHook(store: Hono): Promise<string> {
  const server = serve({ fetch: store.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return `http://127.0.0.1:${port}/`
}
