import type { Server } from 'node:net'
import hoodiecrow from 'hoodiecrow-imap'
import { mailAddresses } from '../../../src/integrations/email/addresses.ts'
import { connectEmail } from '../../../src/integrations/email/connect.ts'
import { readMailSettings } from '../../../src/integrations/email/mail-settings.ts'
import { connectReceiving } from '../../../src/integrations/email/receive/connect-receiving.ts'
import { receiveSettings } from '../../../src/integrations/email/receive/receive-settings.ts'
import { mailboxes, receivedMails } from '../../../src/integrations/email/receive/tables.ts'
import { settings } from '../../../src/integrations/email/settings.ts'
import type { Offered } from '../../../src/kernel/connecting/integration.ts'
import { readSettings } from '../../../src/kernel/connecting/setting.ts'
import { openLog } from '../../../src/kernel/ground/log.ts'
import { enclosing } from '../../../src/papers/enclose.ts'
import { openAccess } from '../../../src/reaches/access-links.ts'
import { actsIn } from '../../../src/suppliers/acts-in.ts'
import type { Shop } from '../a-shop.ts'
import { doing } from '../doing-tasks.ts'
import { until } from '../until.ts'
import { type MailServer, mailServer, type TakenMail } from './mail-server.ts'

export const HELP = 'help@shop.example'
const SECRET = 's'.repeat(32)

export type CustomerStage = {
  server: MailServer
  failures: unknown[]
  /** A mail comes into the shop’s mailbox; resolves when all that it leads to is done. */
  comes(raw: Uint8Array): Promise<void>
  /** The same by a provider’s webhook. */
  posts(raw: Uint8Array): Promise<void>
  /** What was left behind is done. */
  sweep(): Promise<unknown>
  /** What it was, of each mail, in the order in which they came. */
  outcomes(): Promise<(string | null)[]>
  /** All that was taken, once it is so many. */
  taken(many: number): Promise<readonly TakenMail[]>
  /** Everything that is owed is done and shown. */
  idle(): Promise<void>
  /** An address for answers that another shop made. */
  othersReplyTo(id: string): string
  close(): Promise<void>
}

/** A mail server and a mailbox on real sockets; what is sent and received goes through them, as in the running bot. */
export async function openCustomerStage(shop: Shop): Promise<CustomerStage> {
  const server = await mailServer()
  const imap = hoodiecrow({ plugins: ['IDLE', 'ID'], storage: { INBOX: { messages: [] } } })
  const listening = imap.listen(0) as unknown as Server
  const socket = () => (listening ?? imap.server) as Server
  await until(() => socket().address() !== null)
  const { port } = socket().address() as { port: number }
  const { values } = readSettings(
    { ...settings, ...receiveSettings },
    {
      MAIL_FROM: 'Shop orders <orders@shop.example>',
      MAIL_SUPPORT: `Lamps <${HELP}>, other@bulbs.example`,
      MAIL_SECRET: SECRET,
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(server.port),
      POSTMARK_INBOUND_PASSWORD: 'pass',
      IMAP_URL: `imap://testuser:testpass@127.0.0.1:${port}/INBOX`,
    },
  )
  const read = readMailSettings(values as Parameters<typeof readMailSettings>[0])
  if (!read) throw new Error('the settings were not read')
  const { db } = shop.database
  const now = () => shop.bot.now()
  const failures: unknown[] = []
  const parts = {
    ...{ settings: read, db, now, ownUrl: () => 'https://w.example', ask: shop.bot.ask, log: openLog('silent') },
    access: openAccess(db, now, shop.bot.ask),
    enclose: enclosing(db, shop.bot.ask, now),
  }
  const sending = connectEmail(parts, { address: 0, all: 1_000 })
  const business = { actsIn: (chat: string, user: string) => actsIn(db, chat, user) }
  const connection = connectReceiving(sending, {
    ...({
      ...parts,
      business,
      desk: shop.bot.desk,
      inbox: () => {
        throw new Error('no supplier writes here')
      },
    } as unknown as Offered),
    ...{ isOpen: () => true, failed: (error: unknown) => failures.push(error), settings: read },
    values: values as Parameters<typeof connectReceiving>[1]['values'],
  })
  if (connection.chat) shop.bot.chats.set('email', connection.chat)
  if (sending.mailer) shop.bot.mailers.set('email', sending.mailer)
  const tasks = doing(() => shop)
  await tasks.start()
  await connection.start?.()
  await until(async () => (await db.$count(mailboxes)) === 1)
  const outcomes = async () => {
    const { outcome, position } = receivedMails
    return (await db.select({ outcome }).from(receivedMails).orderBy(position)).map(one => one.outcome)
  }
  const after = async (many: number) => {
    await until(async () => {
      const all = await outcomes()
      return all.length > many && all.at(-1) !== null
    })
    await tasks.idle()
  }
  return {
    server,
    failures,
    async comes(raw) {
      const before = (await outcomes()).length
      imap.appendMessage('INBOX', [], false, Buffer.from(raw).toString('latin1'))
      await after(before)
    },
    async posts(raw) {
      const before = (await outcomes()).length
      const headers = { authorization: `Basic ${Buffer.from('any:pass').toString('base64')}` }
      const body = JSON.stringify({ RawEmail: Buffer.from(raw).toString(), FromFull: { Email: 'a@b.example' } })
      const answer = await connection.routes?.[0]?.app.request('/postmark', { method: 'POST', body, headers })
      if (answer?.status !== 200) throw new Error(`the webhook was answered with ${answer?.status}`)
      await after(before)
    },
    sweep: async () => connection.jobs?.[0]?.run(new AbortController().signal),
    outcomes,
    taken: many =>
      until(
        () => server.taken.length >= many && server.taken,
        () => `${many} mails; ${server.taken.length} came`,
      ),
    idle: tasks.idle,
    othersReplyTo: id => mailAddresses('shop.example', ['o'.repeat(32)]).make('help', id),
    async close() {
      await connection.stop?.()
      await tasks.stop()
      await imap.close()
      await server.close()
    },
  }
}
