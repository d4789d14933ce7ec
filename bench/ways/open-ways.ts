import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { and, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { commands } from '../../src/commands.ts'
import { openApp } from '../../src/integrations/api/app.ts'
import { apiChat } from '../../src/integrations/api/chat.ts'
import { choicesOf } from '../../src/integrations/api/choices.ts'
import { apiRoutes } from '../../src/integrations/api/routes/all-routes.ts'
import { connectEmail } from '../../src/integrations/email/connect.ts'
import { rooms } from '../../src/kernel/ground/tables.ts'
import { enclosing } from '../../src/papers/enclose.ts'
import { openAccess } from '../../src/reaches/access-links.ts'
import { openKeys } from '../../src/reaches/open-keys.ts'
import { openResources } from '../../src/resources/read-resources.ts'
import { contacts, suppliers } from '../../src/suppliers/tables.ts'
import { openFolderStage } from '../../test/stage/a-folder.ts'
import { openBot, system } from '../../test/stage/bot.ts'
import { doing } from '../../test/stage/doing-tasks.ts'
import { mailSettings } from '../../test/stage/mail/a-mail-stage.ts'
import { mailServer } from '../../test/stage/mail/mail-server.ts'
import { memoryChat } from '../../test/stage/memory-chat.ts'
import { aPortal } from '../../test/stage/portal/a-portal.ts'
import { ownDatabase } from '../own-database.ts'

type Told = { rows?: { number: string }[]; next?: string | null; results?: { outcome: string }[] }

/** A shop whose staff are in a chat in memory and whose suppliers are in none, with real SMTP, HTTP and folders. */
export async function openWays() {
  const database = await ownDatabase()
  const { db } = database
  const bot = await openBot(database, memoryChat({ channels: ['orders', 'alerts', 'support'] }))
  const shop = { bot, database } as never
  const { now } = bot
  const ask = (name: string, input: object) => bot.ask(name, input, system)
  const portal = await aPortal(bot, database as never)
  const access = openAccess(db, now, bot.ask)
  const server = await mailServer()
  const mail = connectEmail(
    {
      ...{ settings: mailSettings(server.port), db, now, ownUrl: () => portal.address, access },
      enclose: enclosing(db, bot.ask, now),
    },
    { address: 0, all: 1_000 },
  )
  bot.chats.set('email', mail.chat)
  const folder = await openFolderStage(shop)
  const owed = doing(() => shop)
  await owed.start()
  const mistakes: unknown[] = []
  const resources = openResources(db, now)
  bot.chats.set('api', apiChat({ db, ask: bot.ask, resources, now }))
  const app = openApp({
    ...{ ask: bot.ask, db, now, keys: openKeys(db, now), resources, routes: apiRoutes(choicesOf(commands)) },
    ...{ ready: () => true, failed: (error: unknown) => void mistakes.push(error) },
  })
  const api = serve({ fetch: new Hono().route('/api/v1', app).fetch, port: 0, hostname: '127.0.0.1' })
  const at = () => `http://127.0.0.1:${(api.address() as AddressInfo).port}/api/v1`
  return {
    ...{ bot, database, ask, portal, folder },
    mails: server.taken,
    get mistakes() {
      return [...mistakes, ...portal.mistakes]
    },
    settled: owed.idle,
    /** The address of a new link to the pages of a supplier. */
    async link(supplier: string): Promise<string> {
      const [found] = await db
        .select({ room: rooms.id, user: contacts.user })
        .from(suppliers)
        .innerJoin(rooms, and(eq(rooms.supplierId, suppliers.id), eq(rooms.chat, 'portal')))
        .innerJoin(contacts, and(eq(contacts.supplierId, suppliers.id), eq(contacts.chat, 'portal')))
        .where(eq(suppliers.name, supplier))
      return `${portal.address}/s/${await access.make({ roomId: found?.room ?? '', user: found?.user ?? '', about: null })}`
    },
    async key(supplier: string): Promise<string> {
      const { text } = await ask('api.key', { name: 'ERP', supplier })
      return /wb_[\w-]{43}/.exec(text)?.[0] ?? ''
    },
    async call(key: string, method: string, path: string, body?: object) {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
      const answer = await fetch(at() + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
      return { status: answer.status, json: (await answer.json()) as Told }
    },
    async close() {
      await owed.stop()
      await bot.close()
      await mail.stop?.()
      await server.close()
      portal.end()
      api.close()
      await folder.close()
      await database.close()
    },
  }
}
