import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import { keepLease } from '../../../kernel/carrying/lease.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Log } from '../../../kernel/ground/log.ts'
import type { Incoming } from './keep-mail.ts'
import { readNew } from './mailbox.ts'

export type MailboxAt = {
  /** As it is written down: its user, server and folder. */
  name: string
  folder: string
  options(): Promise<ImapFlowOptions>
}

type Parts = {
  at: MailboxAt
  db: Db
  log: Log
  receive(mail: Incoming): Promise<void>
  now: () => Date
  /** How often the mailbox is read even where it says nothing, ms. */
  pollInterval?: number
}

const POLL_INTERVAL = 60_000
/** Pauses before it is tried again, ms: doubled each time. */
const PAUSE = 1_000
const LONGEST_PAUSE = 5 * 60_000

/** Reads a mailbox as mails come (IDLE), and now and then anyway. Of several processes one reads. */
export function listenToMailbox(parts: Parts): { trouble(): string | null; stop(): Promise<void> } {
  const { at, db, log, pollInterval = POLL_INTERVAL } = parts
  let trouble: string | null = null
  let turn: AbortController | null = null
  let listening: Promise<void> = Promise.resolve()

  const read = async (signal: AbortSignal, worked: () => void) => {
    const client = new ImapFlow({ ...(await at.options()), logger: false })
    client.on('error', error => log.warn({ err: error }, 'the mailbox broke off'))
    const closed = once(client, 'close').then(() => {})
    const end = () => client.close()
    signal.addEventListener('abort', end, { once: true })
    try {
      await client.connect()
      await client.mailboxOpen(at.folder, { readOnly: true })
      while (!signal.aborted && client.usable) {
        const more = once(client, 'exists', { signal }).catch(() => {})
        await readNew(client, at.name, parts)
        worked()
        void client.idle().catch(() => {})
        await Promise.race([more, closed, setTimeout(pollInterval, null, { signal }).catch(() => {})])
      }
    } finally {
      signal.removeEventListener('abort', end)
      client.close()
    }
  }
  const listen = async (signal: AbortSignal) => {
    for (let pause = PAUSE; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const worked = () => {
        trouble = null
        pause = PAUSE
      }
      await read(signal, worked).catch(error => {
        trouble = `The mailbox can’t be read: ${wordsOf(error)}`
        log.warn({ err: error }, 'the mailbox could not be read')
      })
      await setTimeout(pause, null, { signal }).catch(() => {})
    }
  }
  const turns = (ours: boolean) => {
    turn?.abort()
    turn = ours ? new AbortController() : null
    const { signal } = turn ?? {}
    if (signal) listening = listening.then(() => listen(signal))
  }
  const lease = keepLease({ db, log, name: `mailbox ${at.name}`, turns })
  return {
    trouble: () => trouble,
    async stop() {
      await lease.release()
      await listening
    },
  }
}

/** What a server said of a command that it refused, else what happened: never what was sent. */
function wordsOf(error: unknown): string {
  const { responseText, message } = error as { responseText?: string; message?: string }
  return (responseText ?? message ?? 'it does not answer').slice(0, 200)
}
