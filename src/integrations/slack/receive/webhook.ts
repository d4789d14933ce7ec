import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type App, HTTPReceiver, isValidSlackRequest, type Receiver } from '@slack/bolt'
import type { Log } from '../../../kernel/ground/log.ts'
import { boltLog } from '../log.ts'
import type { Deduplication } from './deduplicate.ts'

export type WebhookSettings = { signingSecret: string; log: Log; deduplicated: (app: App) => Deduplication }
export type Webhook = Receiver & { listener: RequestListener; trouble(): null }

/** Where Slack sends events, commands and interactions. */
export const SLACK_PATH = '/slack/events'

/** Slack's largest deliveries are modals with their state; none comes near this, bytes. */
const LARGEST = 512 * 1_024
/** How far Slack's clock and ours may be apart, either way, seconds: Slack's own advice. */
const SKEW = 300

/**
 * HTTP mode, on the server that listens anyway. Bolt takes the same bytes twice, timestamps of the future and
 * large bodies; this runs before Bolt does.
 */
export function webhookReceiver({ signingSecret, log, deduplicated }: WebhookSettings): Webhook {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: [SLACK_PATH], logger: boltLog(log) })
  const seen = new Map<string, number>()
  let way: Deduplication | undefined
  let open = false

  const enter = async (request: IncomingMessage & { rawBody?: Buffer }, response: ServerResponse) => {
    if (request.method !== 'POST') return end(response, 405)
    if (!open) return end(response, 503)
    const body = await readBody(request)
    if (!body) return end(response.setHeader('connection', 'close'), 413)
    request.rawBody = body
    const signature = String(request.headers['x-slack-signature'] ?? '')
    const at = Number(request.headers['x-slack-request-timestamp'])
    if (isSigned(signingSecret, body, signature, at)) {
      sweep(seen)
      if (seen.has(signature)) return end(response, 200)
      seen.set(signature, performance.now())
      // What failed may be delivered again, to the letter.
      response.once('finish', () => response.statusCode >= 400 && seen.delete(signature))
    } else if (!isProbe(body)) return end(response, 401)
    receiver.requestListener(request, response)
  }

  return {
    init(app) {
      way = deduplicated(app)
      receiver.init(way as unknown as App)
    },
    async start() {
      open = true
    },
    // Whether Slack reaches us cannot be seen from here.
    trouble: () => null,
    async stop() {
      open = false
      await way?.idle(3_000)
    },
    listener: (request, response) => {
      enter(request, response).catch(error => {
        log.error({ err: error }, 'a delivery of Slack was not taken')
        end(response, 500)
      })
    },
  }
}

function isSigned(signingSecret: string, body: Buffer, signature: string, at: number): boolean {
  if (!signature || !(Math.abs(Date.now() / 1_000 - at) <= SKEW)) return false
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': at }
  return isValidSlackRequest({ signingSecret, body: body.toString(), headers })
}

/** Slack's unsigned look at our certificate; Bolt answers it with nothing but 200. */
function isProbe(body: Buffer): boolean {
  return body.length < 1_024 && new URLSearchParams(body.toString()).get('ssl_check') === '1'
}

/** The body as it came; null when it is larger than anything Slack sends. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    request.on('data', (part: Buffer) => {
      size += part.length
      // The rest is let go by, unkept, so that the answer can still be read.
      if (size > LARGEST) resolve(null)
      else parts.push(part)
    })
    request.once('end', () => resolve(Buffer.concat(parts)))
    request.once('error', reject)
  })
}

/** A signature is good for five minutes either way; beyond that its timestamp is refused. */
function sweep(seen: Map<string, number>): void {
  for (const [signature, at] of seen) {
    if (performance.now() - at < 2 * SKEW * 1_000) return
    seen.delete(signature)
  }
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status)
  response.end()
}
