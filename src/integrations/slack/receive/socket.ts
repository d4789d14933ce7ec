import { setTimeout as wait } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import { WebAPIRateLimitedError } from '@slack/web-api'
import type { Log } from '../../../kernel/ground/log.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { slackError, webOptions } from '../client.ts'
import { boltLog } from '../log.ts'

/** A connection that lasted this long was well: the next is opened at once, ms. */
const HEALTHY = 10_000
const LONGEST_PAUSE = 10_000
/** From Slack's word to our leaving, ms: an acknowledgement takes a few. */
const PARTING = 500

/** One socket, which we open again ourselves. */
export function openReceiver(appToken: string, api: string | null, log: Log): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLog(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: webOptions({ api, log }) },
  })
  partGently(receiver.client)
  return receiver
}

/**
 * The client closes its socket at the first word of a refresh, and what was heard over it can be acknowledged no
 * more. Slack warns ten seconds ahead and still delivers; when it asks, what is under way gets its moment first.
 */
function partGently(client: SocketModeReceiver['client']): void {
  const listeners = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const pass = () => {
      for (const listener of listeners) listener(data, isBinary)
    }
    const reason = reasonToPart(data)
    if (reason === null) return pass()
    const socket = client.websocket
    // Slack may have closed it meanwhile, and the next one be open already.
    const part = () => client.websocket === socket && pass()
    if (reason !== 'warning') setTimeout(part, PARTING).unref()
  })
}

/** Why Slack takes the socket back; null when this is any other message. */
function reasonToPart(data: unknown): string | null {
  if (typeof data !== 'string' || data.length > 1_000 || !data.includes('"disconnect"')) return null
  const { type, reason } = JSON.parse(data) as { type?: string; reason?: string }
  return type === 'disconnect' ? (reason ?? '') : null
}

type Keeping = {
  /** How long to wait before the first try, ms. */
  after: number
  stop: AbortSignal
  log: Log
  opened: () => void
  /** Hears of what only people can set right. */
  refused: (error: Refusal) => void
}

/** Opens it again for ever, until it is stopped. */
export async function keepOpen(receiver: SocketModeReceiver, parts: Keeping): Promise<void> {
  const { after, stop, log } = parts
  const pause = (ms: number) => wait(ms, undefined, { signal: stop }).catch(() => {})
  await pause(after)
  for (let failures = 0; !stop.aborted; ) {
    const since = performance.now()
    let asked = 0
    try {
      const closed = new Promise(resolve => receiver.client.once('disconnected', resolve))
      await receiver.client.start()
      parts.opened()
      await closed
    } catch (error) {
      asked = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : 0
      if (slackError(error) && FIXED_BY_PEOPLE.test(String(slackError(error)))) parts.refused(refusal(error))
      if (!stop.aborted) log.warn({ err: error }, 'a socket to Slack could not be opened')
    }
    failures = performance.now() - since > HEALTHY ? 0 : failures + 1
    await pause(Math.max(asked, failures < 2 ? 0 : Math.min(LONGEST_PAUSE, 500 * 2 ** (failures - 2))))
  }
}

const FIXED_BY_PEOPLE = /auth|token|scope|inactive|removed|disabled/

function refusal(error: unknown): Refusal {
  const why = `Slack does not open Socket Mode (${slackError(error)})`
  return new Refusal(`SLACK_APP_TOKEN: ${why}. Run npm run doctor for more.`)
}
