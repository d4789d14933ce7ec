import type { AddressInfo, Socket } from 'node:net'
import hoodiecrow, { type FetchHandler, type Hoodiecrow } from 'hoodiecrow-imap'
import handlers from 'hoodiecrow-imap/lib/commands/handlers/fetch.js'
import { until } from '../until.ts'

export type ImapServer = {
  port: number
  /** Puts a mail into the inbox. */
  add(raw: Uint8Array): void
  /** Gone in the middle of it: no goodbye, and nobody listens. */
  breakOff(): Promise<void>
}

type Given = {
  port?: number
  /** What is in the inbox already. */
  mails?: readonly Uint8Array[]
  /** Its numbers count within this one. */
  uidValidity?: number
  /** Takes the user `testuser` by this token, and by no password. */
  token?: string
}

/** A mailbox server on a real socket: `testuser`, `testpass`. */
export async function imapServer({ port = 0, mails = [], uidValidity = 1, token }: Given = {}): Promise<ImapServer> {
  const messages = mails.map(raw => ({ raw: Buffer.from(raw).toString('latin1') }))
  const server = hoodiecrow({
    plugins: ['IDLE', 'ID', wholePartials, ...(token ? ['SASL-IR', 'XOAUTH2'] : [])],
    storage: { INBOX: { messages, uidvalidity: uidValidity } },
    ...(token && { users: { testuser: { xoauth2: { accessToken: token, sessionTimeout: 3_600_000 } } } }),
  })
  const sockets = new Set<Socket>()
  server.listen(port)
  server.server.on('connection', (socket: Socket) => void sockets.add(socket))
  await until(() => server.server.address() !== null)
  return {
    port: (server.server.address() as AddressInfo).port,
    add: raw => server.appendMessage('INBOX', [], false, Buffer.from(raw).toString('latin1')),
    async breakOff() {
      const closed = new Promise<void>(resolve => server.server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** It forgets after the first mail how much of each was asked for, and sends nothing of the others. */
function wholePartials({ fetchHandlers }: Hoodiecrow): void {
  const asked = new WeakMap<object, readonly number[]>()
  const body: FetchHandler = (connection, message, query) => {
    const { partial = [] } = query
    if (!asked.has(query)) asked.set(query, [...partial])
    if (partial.length > 0) query.partial = [...(asked.get(query) ?? [])]
    return handlers.BODY(connection, message, query)
  }
  Object.assign(fetchHandlers, { BODY: body, 'BODY.PEEK': body })
}
