import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { and, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { connectPortal } from '../../../src/integrations/portal/connect.ts'
import { portalChat } from '../../../src/integrations/portal/post.ts'
import type { FindPicture } from '../../../src/kernel/connecting/integration.ts'
import { rooms } from '../../../src/kernel/ground/tables.ts'
import type { SupplierAccess } from '../../../src/kernel/shapes/reach.ts'
import { openAccess } from '../../../src/reaches/access-links.ts'
import { whoSpeaks } from '../../../src/suppliers/who-speaks.ts'
import { workPage } from '../../../src/work/work-page.ts'
import { type Bot, system } from '../bot.ts'
import type { TestDatabase } from '../database.ts'
import { type Visitor, visitor } from './visitor.ts'

export type TestedPortal = {
  address: string
  /** What went wrong on our side. */
  mistakes: unknown[]
  /** The address of a new link for somebody of a supplier, whose room on the portal is made where there is none. */
  link(supplier: string, name: string, about?: SupplierAccess['about']): Promise<string>
  /** The address of a new link for somebody in any room of a supplier. */
  linkTo(chat: string, channel: string, user: string, about?: SupplierAccess['about']): Promise<string>
  /** Somebody who has opened a new link. */
  opens(supplier: string, name: string, about?: SupplierAccess['about']): Promise<Visitor>
  end(): void
}

/** The portal over the whole business and real HTTP. */
export async function aPortal(
  bot: Bot,
  { db }: TestDatabase,
  pictures: FindPicture = async () => null,
): Promise<TestedPortal> {
  const mistakes: unknown[] = []
  const access = openAccess(db, bot.now, bot.ask)
  bot.chats.set('portal', portalChat)
  const app = connectPortal({
    ...{ db, desk: bot.desk, access, pictures, now: bot.now, onError: error => mistakes.push(error) },
    work: async (speaker, table, asked) =>
      workPage({ db, actor: await whoSpeaks(db, bot.chats.get(speaker.chat), speaker), now: bot.now() }, table, asked),
  })
  const server = createServer(getRequestListener(new Hono().route('/s', app).fetch))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const linkTo: TestedPortal['linkTo'] = async (chat, channel, user, about = null) => {
    const here = and(eq(rooms.chat, chat), eq(rooms.channel, channel))
    const [room] = await db.select().from(rooms).where(here)
    if (!room) throw new Error(`there is no room ${chat} ${channel}`)
    return `${address}/s/${await access.make({ roomId: room.id, user, about })}`
  }
  const link: TestedPortal['link'] = async (supplier, name, about) => {
    const user = name.toLowerCase().replaceAll(' ', '-')
    const channel = `portal-${supplier.toLowerCase()}`
    await bot.ask('supplier.room', { supplier, room: { chat: 'portal', id: channel, name: 'portal' } }, system)
    await bot.ask('supplier.contact', { supplier, person: { chat: 'portal', id: user, name } }, system)
    return linkTo('portal', channel, user, about)
  }
  return {
    ...{ address, mistakes, link, linkTo },
    async opens(...whose) {
      const one = visitor()
      await one.goes(await link(...whose))
      return one
    },
    end() {
      server.closeAllConnections()
      server.close()
    },
  }
}
