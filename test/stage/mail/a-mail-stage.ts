import { connectEmail } from '../../../src/integrations/email/connect.ts'
import { type MailSettings, readMailSettings } from '../../../src/integrations/email/mail-settings.ts'
import { settings } from '../../../src/integrations/email/settings.ts'
import type { Connection } from '../../../src/kernel/connecting/integration.ts'
import { readSettings } from '../../../src/kernel/connecting/setting.ts'
import type { Drawn } from '../../../src/kernel/shapes/chat.ts'
import { enclosing } from '../../../src/papers/enclose.ts'
import { openAccess } from '../../../src/reaches/access-links.ts'
import type { Shop } from '../a-shop.ts'
import { until } from '../until.ts'
import { type MailServer, mailServer, type TakenMail } from './mail-server.ts'

export type MailStage = {
  server: MailServer
  /** The card of each mail, as it was handed over, by the id of its message. */
  cards: ReadonlyMap<string, Drawn>
  /** All that was taken, once it is so many. */
  taken(many: number): Promise<readonly TakenMail[]>
  /** As another process: nothing of what was sent is remembered. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Where North is reached. */
export const NORTH = 'orders@north.example'

/** A mail server, and a supplier North (CHAIR, TABLE) that is reached by it alone. */
export async function openMailStage(shop: Shop): Promise<MailStage> {
  const server = await mailServer()
  const { db } = shop.database
  const now = () => shop.bot.now()
  const parts = {
    ...{ settings: mailSettings(server.port), db, now, ownUrl: () => 'https://w.example' },
    access: openAccess(db, now, shop.bot.ask),
    enclose: enclosing(db, shop.bot.ask, now),
  }
  const cards = new Map<string, Drawn>()
  let connection: Connection | null = null
  const start = async () => {
    await connection?.stop?.()
    const opened = connectEmail(parts, { address: 0, all: 1_000 })
    connection = opened
    const { chat } = opened
    const post: typeof chat.post = one => {
      cards.set(one.key, one.card)
      return chat.post(one)
    }
    shop.bot.chats.set('email', { ...chat, post })
  }
  await start()
  await shop.ask('supplier.add', { name: 'North', zone: 'Asia/Shanghai', instructions: 'No invoice in the parcel.' })
  await shop.ask('supplier.sku', { supplier: 'North', skus: 'CHAIR, TABLE' })
  await shop.ask('supplier.reach', { supplier: 'North', kind: 'email', what: NORTH })
  return {
    server,
    cards,
    taken: many =>
      until(
        () => server.taken.length >= many && server.taken,
        () => `${many} mails; ${server.taken.length} came`,
      ),
    restart: start,
    async close() {
      await connection?.stop?.()
      await server.close()
    },
  }
}

/** Settings of a shop whose mail goes to a server on this machine. */
export function mailSettings(port: number): MailSettings {
  const { values } = readSettings(settings, {
    MAIL_FROM: 'Shop orders <orders@shop.example>',
    MAIL_SECRET: 's'.repeat(32),
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(port),
  })
  const read = readMailSettings(values as Parameters<typeof readMailSettings>[0])
  if (!read) throw new Error('the settings were not read')
  return read
}
