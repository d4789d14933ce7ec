declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net'

  export type FetchHandler = (connection: object, message: object, query: { partial?: number[] }) => unknown
  export type Hoodiecrow = {
    server: Server
    fetchHandlers: Record<string, FetchHandler>
    listen(port: number, done?: () => void): void
    close(done?: () => void): void
    appendMessage(mailbox: string, flags: readonly string[], date: string | false, raw: string): void
  }
  export default function hoodiecrow(options: object): Hoodiecrow
}

declare module 'hoodiecrow-imap/lib/commands/handlers/fetch.js' {
  import type { FetchHandler } from 'hoodiecrow-imap'

  const handlers: { BODY: FetchHandler }
  export default handlers
}
