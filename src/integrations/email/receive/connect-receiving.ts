import type { Connection, Offered } from '../../../kernel/connecting/integration.ts'
import { waybill } from '../../../kernel/shapes/actor.ts'
import type { Chat } from '../../../kernel/shapes/chat.ts'
import type { MailSettings } from '../mail-settings.ts'
import { forgetStrays } from './keep-mail.ts'
import { listenToMailbox } from './listen-to-mailbox.ts'
import { mailFiles } from './mail-files.ts'
import { mailboxAt } from './mailbox-at.ts'
import { openMailReceiver } from './open-mail-receiver.ts'
import type { ReceiveValues } from './receive-settings.ts'
import { doorsOf } from './webhooks/doors.ts'
import { inboundRoutes } from './webhooks/routes.ts'

type Parts = Offered & { settings: MailSettings; values: ReceiveValues }

/** What brings mail in, next to what sends it. Where nothing does, the chat is as it was: nobody’s answers are heard. */
export function connectReceiving(sending: Connection & { chat: Chat }, parts: Parts): Connection {
  const { db, ask, log, now, values, settings, isOpen, failed } = parts
  const doors = doorsOf(values)
  const at = values.IMAP_URL ? mailboxAt(values.IMAP_URL, settings.smtp.auth) : null
  const hears = at !== null || doors.length > 0
  const receiver = openMailReceiver({ ...parts, actsIn: parts.business.actsIn })
  let mailbox: ReturnType<typeof listenToMailbox> | null = null
  return {
    ...sending,
    chat: { ...sending.chat, files: mailFiles(db) },
    routes: [{ at: '/mail', app: inboundRoutes({ doors, receive: receiver.receive, ready: isOpen, failed }) }],
    jobs: [
      { name: 'mail.sweep', when: '* * * * *', atStart: true, run: () => receiver.sweep() },
      { name: 'mail.tidy', when: '17 4 * * *', run: () => tidy() },
    ],
    async start() {
      if (at) mailbox ??= listenToMailbox({ at, db, log, receive: receiver.receive, now })
      await ask('chat.hear', { chat: sending.chat.name, hears }, waybill)
      await sending.start?.()
    },
    trouble: () => sending.trouble?.() ?? mailbox?.trouble() ?? null,
    async stop() {
      await mailbox?.stop()
      await receiver.idle()
      await sending.stop?.()
    },
  }

  async function tidy() {
    await forgetStrays(db, now())
    await ask('mail.forget', {}, waybill)
  }
}
