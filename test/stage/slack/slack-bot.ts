import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { overview } from '../../../src/digests/overview.ts'
import { openHouse } from '../../../src/house.ts'
import { connectSlack, type Slack, type SlackOptions } from '../../../src/integrations/slack/connect.ts'
import { type Dispatcher, startDispatcher } from '../../../src/kernel/carrying/dispatcher.ts'
import { type Log, openLog } from '../../../src/kernel/ground/log.ts'
import type { Desk } from '../../../src/kernel/hearing/desk.ts'
import { type Inbox, startInbox } from '../../../src/kernel/hearing/inbox.ts'
import { actsIn } from '../../../src/suppliers/acts-in.ts'
import { whoSpeaks } from '../../../src/suppliers/who-speaks.ts'
import { trackingInMessage as trackingIn } from '../../../src/tracking-imports/tracking-in-message.ts'
import { workPage } from '../../../src/work/work-page.ts'
import type { Channel } from '../../slack/fake/channels.ts'
import type { Person } from '../../slack/fake/person.ts'
import type { FakeSlack } from '../../slack/fake/slack.ts'
import type { TestDatabase } from '../database.ts'
import type { Places } from '../shop.ts'

export type Mode = 'sockets' | 'HTTP'
export const MODES: readonly Mode[] = ['sockets', 'HTTP']

export type SlackBot = ReturnType<typeof openHouse> & {
  slack: Slack
  inbox: Inbox
  pump: Dispatcher
  url: string | null
  /** Moves the clock on, ours and Slack's, ms. */
  wait(ms: number): void
  /** Everything heard is done and everything owed is shown. */
  settles(): Promise<void>
  stop(): Promise<void>
}

export type BotOptions = Partial<Pick<SlackOptions, 'times' | 'bridge'>> & {
  mode?: Mode
  log?: Log
  pace?: number
  /** The desk as Slack and the inbox reach it. */
  behind?: (desk: Desk) => Desk
}

/** What the bot knows of a Slack, which may be in another process. */
export type SlackThere = Pick<FakeSlack, 'apiUrl' | 'app' | 'clock' | 'useHttp'>

/** The whole bot over a database and a fake Slack, by sockets or by HTTP. */
export async function openSlackBot(
  database: TestDatabase,
  fake: SlackThere,
  given: BotOptions = {},
): Promise<SlackBot> {
  const { mode = 'sockets', log = openLog('silent'), pace = 0, bridge = false, behind = (desk: Desk) => desk } = given
  let ahead = fake.clock.now() - Date.now()
  const now = () => new Date(Date.now() + ahead)
  const house = openHouse({ database, log, counted: () => {}, now })
  const desk = behind(house.desk)
  const slack = connectSlack({
    botToken: fake.app.botToken,
    appToken: mode === 'sockets' ? fake.app.appToken : null,
    signingSecret: fake.app.signingSecret,
    api: fake.apiUrl,
    bridge,
    db: database.db,
    ask: house.ask,
    desk,
    overview: () => overview(database.db, now()),
    work: async (speaker, table, asked) => {
      const actor = await whoSpeaks(database.db, house.chats.get(speaker.chat), speaker)
      return workPage({ db: database.db, actor, now: now() }, table, asked)
    },
    actsIn: (chat, user) => actsIn(database.db, chat, user),
    trackingIn,
    listen: database.listen,
    log,
    now,
    inbox: () => inbox,
    rooms: { orders: '#orders', alerts: '#alerts', support: null },
    // A round of reading is what its test is about, or nothing waits for it.
    times: { apart: 0, home: 100, reading: 3_600_000, counted: 0, ...given.times },
  })
  const chat = { ...slack.chat, pace }
  house.chats.set('slack', chat)
  const inbox: Inbox = startInbox({ db: database.db, desk, replies: new Map([['slack', slack.reply]]), log, now })
  await slack.start()
  const http = slack.listener ? await serve(slack.listener.answer, fake) : null
  const pump = await startDispatcher({ database, chats: house.chats, ask: house.ask, log, now })
  return Object.assign(house, {
    slack,
    inbox,
    pump,
    url: http?.url ?? null,
    wait(ms: number) {
      ahead += ms
      fake.clock.advance(ms)
      pump.wake()
    },
    async settles() {
      await inbox.idle()
      await pump.idle()
    },
    async stop() {
      await slack.stop()
      await http?.close()
      await inbox.stop()
      await pump.stop()
    },
  })
}

async function serve(listener: RequestListener, fake: SlackThere) {
  const server: Server = createServer(listener)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  await fake.useHttp(url)
  const close = async () => {
    server.closeAllConnections()
    await new Promise(done => server.close(done))
  }
  return { url, close }
}

export type Shop = Readonly<Record<'sam' | 'mei' | 'chen' | 'lucia' | 'ola', Person>> & {
  rooms: Readonly<Record<'orders' | 'alerts' | 'lumen' | 'casa', Channel>>
}

/** Sam is staff; Mei of another organisation and Chen, a guest, are of Lumen; Lucía is of Casa; Ola is in Lumen's room, unknown. */
export function people(fake: FakeSlack): Shop {
  const sam = fake.person('sam')
  const mei = fake.person('mei', { kind: 'external' })
  const chen = fake.person('chen', { kind: 'single_channel_guest' })
  const lucia = fake.person('lucia', { kind: 'external' })
  const ola = fake.person('ola', { kind: 'external' })
  const room = (name: string, ...members: readonly Person[]) => fake.channel(name, { kind: 'private', members })
  const rooms = {
    orders: room('orders', sam),
    alerts: room('alerts', sam),
    lumen: room('lumen', sam, mei, chen, ola),
    casa: room('casa', sam, lucia),
  }
  return { sam, mei, chen, lucia, ola, rooms }
}

/** The suppliers of that shop, as Slack knows them. */
export const placesOf = ({ mei, chen, lucia, rooms }: Shop): Places => {
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name })
  return {
    chat: 'slack',
    lumen: { room: named(rooms.lumen), contacts: [mei, chen].map(named) },
    casa: { room: named(rooms.casa), contacts: [named(lucia)] },
  }
}
