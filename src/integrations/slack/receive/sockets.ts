import { setTimeout as wait } from 'node:timers/promises'
import type { App, Receiver } from '@slack/bolt'
import type { Log } from '../../../kernel/ground/log.ts'
import type { Deduplication } from './deduplicate.ts'
import { keepOpen, openReceiver } from './socket.ts'

export type SocketSettings = {
  appToken: string
  api: string | null
  log: Log
  deduplicated: (app: App) => Deduplication
  /** Called when no socket has lived for `patience` ms: the process should restart. */
  dead: () => void
  patience?: number
  /** Ms between the two openings, so that Slack does not refresh both at once. */
  apart?: number
}

export type Sockets = Receiver & { alive(): boolean }

/** One socket is deaf while Slack refreshes it; of two, one hears. */
const SOCKETS = 2
const PATIENCE = 60_000
const APART = 5_000

/**
 * Socket Mode over two sockets. We open them again ourselves: left to itself the client waits five seconds each
 * time, and stays dead for ever after an HTTP error while it reconnects.
 */
export function socketReceiver(settings: SocketSettings): Sockets {
  const { appToken, api, log, dead, patience = PATIENCE, apart = APART } = settings
  const receivers = Array.from({ length: SOCKETS }, () => openReceiver(appToken, api, log))
  const alive = () => receivers.some(({ client }) => client.websocket?.isActive() === true)
  const stopping = new AbortController()
  let deduplicated: Deduplication | undefined
  let watch: NodeJS.Timeout | undefined

  return {
    alive,
    init(app) {
      deduplicated = settings.deduplicated(app)
      for (const receiver of receivers) receiver.init(deduplicated as unknown as App)
    },
    async start() {
      const opened = receivers.map((receiver, index) => keepOpen(receiver, index * apart, stopping.signal, log))
      watch = watchOver(alive, patience, dead)
      await Promise.race(opened)
    },
    async stop() {
      stopping.abort()
      clearInterval(watch)
      // What was heard is acknowledged over its own socket, so that goes first.
      await deduplicated?.idle(3_000)
      const closed = receivers.map(({ client }) => (client.websocket ? client.disconnect() : null))
      await Promise.race([Promise.allSettled(closed), wait(2_000, undefined, { ref: false })])
    },
  }
}

function watchOver(alive: () => boolean, patience: number, dead: () => void): NodeJS.Timeout {
  let last = performance.now()
  const look = () => {
    if (alive()) last = performance.now()
    else if (performance.now() - last > patience) dead()
  }
  return setInterval(look, Math.min(5_000, patience / 4)).unref()
}
