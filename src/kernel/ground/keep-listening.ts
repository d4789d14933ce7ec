import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import { openPresence, type SessionPresence } from './presence.ts'

/** First pause after a connection broke, ms; it doubles to the longest. */
const PAUSE = { first: 250, longest: 10_000 }

type Listening = {
  listen(heard: () => void, channel: string): Promise<void>
  presence: SessionPresence
  close(): Promise<void>
}

/**
 * LISTEN on a connection of its own, opened again whenever it breaks; everybody is called then too, for what was notified
 * meanwhile. The first `listen` resolves once the channels are heard.
 * @param channels plain identifiers.
 */
export function keepListening(make: () => pg.Client, channels: readonly string[]): Listening {
  const closing = new AbortController()
  const all = new Set<{ heard: () => void; on: string }>()
  let serving: Promise<void> | null = null
  const presence = openPresence(() => begin())
  const tell = (channel?: string) => {
    for (const { heard, on } of all) if (channel === undefined || channel === on) heard()
  }

  /** Resolves when the connection is gone. */
  const hold = async (up: () => void) => {
    const client = make()
    const { promise: gone, resolve } = Promise.withResolvers<void>()
    client.on('error', () => resolve())
    client.on('end', () => resolve())
    closing.signal.addEventListener('abort', () => resolve())
    try {
      await client.connect()
      client.on('notification', ({ channel }) => tell(channel))
      for (const channel of channels) await client.query(`listen ${channel}`)
      await presence.begin(client)
      up()
      tell()
      await gone
    } finally {
      presence.end()
      await client.end().catch(() => {})
    }
  }

  const serve = async (up: () => void) => {
    let pause = PAUSE.first
    while (!closing.signal.aborted) {
      await hold(() => {
        pause = PAUSE.first
        up()
      }).catch(() => {})
      await setTimeout(pause, undefined, { signal: closing.signal }).catch(() => {})
      pause = Math.min(pause * 2, PAUSE.longest)
    }
  }

  const first = Promise.withResolvers<void>()
  const begin = () => {
    serving ??= serve(first.resolve)
  }
  return {
    presence,
    async listen(heard, on) {
      all.add({ heard, on })
      begin()
      await first.promise
    },
    async close() {
      closing.abort()
      await serving
    },
  }
}
