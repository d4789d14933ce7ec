import { setTimeout as wait } from 'node:timers/promises'
import type { App, Receiver } from '@slack/bolt'
import type { Log } from '../../../kernel/ground/log.ts'
import type { Refusal } from '../../../kernel/words/refusal.ts'
import type { Deduplication } from './deduplicate.ts'
import { keepOpen, openReceiver } from './socket.ts'

export type SocketSettings = {
  appToken: string
  api: string | null
  log: Log
  deduplicated: (app: App) => Deduplication
  /** Called when a socket is open and none was before. */
  reconnected?: () => void
  /** Ms between the two openings, so that Slack does not refresh both at once. */
  apart?: number
}

/** `trouble` is why nothing that people do reaches us, in words; null while a socket is open. */
export type Sockets = Receiver & { trouble(): string | null; listener: null }

/** One socket is deaf while Slack refreshes it; of two, one hears. */
const SOCKETS = 2
const APART = 5_000

/**
 * Socket Mode over two sockets. We open them again ourselves: left to itself the client waits five seconds each
 * time, and stays dead for ever after an HTTP error while it reconnects.
 */
export function socketReceiver(settings: SocketSettings): Sockets {
  const { appToken, api, log, apart = APART } = settings
  const receivers = Array.from({ length: SOCKETS }, () => openReceiver(appToken, api, log))
  const active = () => receivers.filter(({ client }) => client.websocket?.isActive() === true).length
  const alive = () => active() > 0
  const stopping = new AbortController()
  let deduplicated: Deduplication | undefined
  let isOpening = false
  let refusal: Refusal | null = null
  let first = Promise.withResolvers<void>()

  const open = () => {
    if (isOpening) return
    isOpening = true
    const told = {
      opened() {
        refusal = null
        first.resolve()
        if (active() <= 1) settings.reconnected?.()
      },
      refused(error: Refusal) {
        refusal = error
        first.reject(error)
      },
    }
    for (const [index, receiver] of receivers.entries())
      void keepOpen(receiver, { after: index * apart, stop: stopping.signal, log, ...told })
  }

  return {
    listener: null,
    trouble: () => (alive() ? null : (refusal?.message ?? 'Slack does not reach us.')),
    init(app) {
      deduplicated = settings.deduplicated(app)
      for (const receiver of receivers) receiver.init(deduplicated as unknown as App)
    },
    /**
     * @throws Refusal while Slack refuses the app token; the sockets are opened all the same once it no longer does.
     */
    async start() {
      first = Promise.withResolvers<void>()
      // Later refusals are reported by `trouble`.
      first.promise.catch(() => {})
      open()
      if (!alive()) await first.promise
    },
    async stop() {
      stopping.abort()
      // What was heard is acknowledged over its own socket, so that goes first.
      await deduplicated?.idle(3_000)
      const closed = receivers.map(({ client }) => (client.websocket ? client.disconnect() : null))
      await Promise.race([Promise.allSettled(closed), wait(2_000, undefined, { ref: false })])
    },
  }
}
