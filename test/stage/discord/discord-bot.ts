import { inArray } from 'drizzle-orm'
import { commands } from '../../../src/commands.ts'
import { openHouse } from '../../../src/house.ts'
import { connectDiscord, type Discord } from '../../../src/integrations/discord/connect.ts'
import { type Dispatcher, startDispatcher } from '../../../src/kernel/carrying/dispatcher.ts'
import { startInBackground } from '../../../src/kernel/connecting/start-in-background.ts'
import { type Log, openLog } from '../../../src/kernel/ground/log.ts'
import { openSeal } from '../../../src/kernel/ground/seal.ts'
import { outbox } from '../../../src/kernel/ground/tables.ts'
import { type Inbox, type SendAnswer, startInbox } from '../../../src/kernel/hearing/inbox.ts'
import { trackingInMessage as trackingIn } from '../../../src/tracking-imports/tracking-in-message.ts'
import { FakeDiscord } from '../../discord/fake/fake-discord.ts'
import type { Reply as Came } from '../../discord/fake/reply.ts'
import type { SeenMessage } from '../../discord/fake/seen.ts'
import type { Channel, Role } from '../../discord/fake/world.ts'
import type { TestDatabase } from '../database.ts'
import { KEY } from '../outside.ts'
import type { Places } from '../shop.ts'
import { until } from '../until.ts'

/** A server with the staff's three rooms, a room and a role for each of two suppliers, and their people. */
export async function aServer() {
  const discord = await FakeDiscord.start()
  discord.gateway.identifyEvery = 0
  const staff = discord.addRole('Staff')
  const roles = { lumen: discord.addRole('Lumen Works'), casa: discord.addRole('Casa') }
  const rooms = {
    orders: discord.addPrivateChannel('orders', staff.id),
    alerts: discord.addPrivateChannel('alerts', staff.id),
    lumen: discord.addPrivateChannel('lumen', staff.id, roles.lumen.id),
    casa: discord.addPrivateChannel('casa', staff.id, roles.casa.id),
  }
  const people = {
    sam: discord.addUser('Sam', { roles: [staff] }),
    tess: discord.addUser('Tess', { roles: [staff] }),
    mei: discord.addUser('Mei', { roles: [roles.lumen] }),
    chen: discord.addUser('Chen', { roles: [roles.lumen] }),
    lucia: discord.addUser('Lucía', { roles: [roles.casa] }),
  }
  return { discord, staff, roles, rooms, people }
}
export type Server = Awaited<ReturnType<typeof aServer>>

/** One process of Waybill over a database, listening to that server. */
export type Process = Awaited<ReturnType<typeof aProcess>>

export async function aProcess(
  database: TestDatabase,
  { discord }: Pick<Server, 'discord'>,
  log: Log = openLog('silent'),
  bridge = false,
) {
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  const house = openHouse({ database, log, counted: () => {}, seal: openSeal(KEY), now })
  const rooms = { orders: 'orders', alerts: 'alerts', support: null }
  const settings = { token: discord.token, guild: null, api: discord.api, rooms, bridge }
  const { ask, desk, chats } = house
  const parts = { db: database.db, ask, desk, inbox: (): Inbox => inbox, commands, trackingIn, log, now }
  const connected: Discord = connectDiscord({ settings, ...parts })
  chats.set('discord', connected.chat)
  const replies = new Map<string, SendAnswer>([['discord', connected.reply]])
  const inbox: Inbox = startInbox({ db: database.db, desk, replies, log, now })
  const pump: Dispatcher = await startDispatcher({ database, chats, ask, log, now })
  // Where Discord is away, as Waybill itself does: in the background.
  const outside = await connected.start().then(
    () => connected,
    () => startInBackground({ title: 'Discord', connection: connected, log, notify: () => {} }),
  )
  return {
    ...house,
    parts,
    replies,
    connected,
    inbox,
    pump,
    now,
    /** Moves our clock on, ms. */
    wait(ms: number) {
      ahead += ms
    },
    /** Lets time pass for the outbox, six seconds at a time, until nothing is owed to a room. */
    async settled(most = 100) {
      for (let turn = 0; turn < 5 * most; turn++) {
        await pump.idle()
        if ((await database.db.$count(outbox, inArray(outbox.state, ['queued', 'sending']))) === 0) return
        // discord.js keeps its limits by the real clock: five messages in five seconds, which are waited for at the end.
        if (turn < most) ahead += 6_000
        await new Promise(resolve => setTimeout(resolve, turn < most ? 20 : 50))
      }
      throw new Error('the outbox never emptied')
    },
    /** Resolves when Discord tells us what happens. */
    heard: () => until(() => connected.trouble() === null),
    async close() {
      await outside.stop()
      await inbox.stop()
      await pump.stop()
    },
  }
}

/** The suppliers of that shop, as Discord knows them: everybody with Casa's role speaks for Casa. */
export const placesOf = ({ rooms, roles, people }: Server): Places => {
  const named = ({ id, name }: Channel | Role) => ({ id, name })
  return {
    chat: 'discord',
    lumen: { room: named(rooms.lumen), contacts: [{ id: people.mei.id, name: 'Mei' }] },
    casa: { room: named(rooms.casa), contacts: [named(roles.casa)] },
  }
}

/** The message in a channel whose heading is that title, once it stands there. */
export async function cardIn(discord: FakeDiscord, channel: Channel, title: string): Promise<SeenMessage> {
  const find = () => discord.seen(channel).find(({ text }) => text.split('\n')[0] === title)
  await until(() => find() !== undefined).catch(() => {
    const titles = discord.seen(channel).map(({ text }) => text.split('\n')[0])
    throw new Error(`no “${title}” in #${channel.name}, only ${titles.join(', ')}`)
  })
  return find() as SeenMessage
}

/** What a card's buttons are, those that can be pressed. */
export function live({ buttons }: SeenMessage): readonly string[] {
  return buttons.filter(({ disabled }) => !disabled).map(({ label }) => label)
}

/** A private answer, once it took the place of "thinking…". */
export async function answered(reply: Pick<Came, 'text' | 'message' | 'failed'>): Promise<string> {
  await until(() => reply.failed !== null || reply.message?.thinking === false)
  if (reply.failed !== null) throw new Error(`Discord told them: ${reply.failed}`)
  if (!reply.message?.ephemeral) throw new Error('everybody could read the answer')
  return reply.text
}
