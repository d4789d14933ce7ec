import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import type { Ask, OutsideSystems } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { type OutsideAnswer, postOutside } from '../kernel/ground/post-outside.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { Later } from '../kernel/shapes/chat.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { sealedFor, TEST } from './connect-webhook.ts'
import { type WebhookEndpoint, type WebhookMessage, webhookEndpoints, webhookMessages } from './tables.ts'

type Parts = { db: Db; ask: Ask; outside: OutsideSystems; now: () => Date; post?: typeof postOutside }

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]
/** As Standard Webhooks recommends: three days in all. */
const PAUSES = [5 * SECOND, 5 * MINUTE, ...[0.5, 2, 5, 10, 14, 20, 24].map(hours => hours * HOUR)]
/** The longest that an address may make us wait, ms; one that does so for a day is failing like any other. */
const MOST_WAIT = HOUR
const DAY = 24 * HOUR

/** Sends a store one message, and again under the same id until it arrives or is given up. */
export function sendWebhook({ db, ask, outside, now, post = postOutside }: Parts): TaskKind {
  const settle = (message: string, status: number | null, why: string | null) =>
    ask('webhook.settle', { message, status, why }, waybill)
  return {
    pauses: PAUSES,
    async run({ subject, attempt, mustHold, signal }) {
      const found = await load(db, subject)
      if (!found || found.endpoint.disabledAt) return
      const { message, endpoint } = found
      const { host } = new URL(endpoint.url)
      const headers = sign(message, secretsOf(outside, endpoint, now()), now())
      mustHold()
      const wanted = { url: endpoint.url, headers, body: message.body, allowed: outside.origins, signal }
      const answer = await post(wanted).catch((error: unknown) => {
        if (signal.aborted) throw error
        // What a network says of itself helps nobody; the address is the store's own.
        return error instanceof Refusal ? error : new Refusal(`${host} didn’t answer.`)
      })
      const why = answer instanceof Refusal ? answer.message : whyNot(answer, host)
      await settle(subject, answer instanceof Refusal ? null : answer.status, why)
      if (why === null || message.type === TEST) return
      const gone = !(answer instanceof Refusal) && answer.status === 410
      if (gone || attempt >= PAUSES.length)
        return void (await ask('webhook.give-up', { message: subject, why, gone }, waybill))
      const wait = answer instanceof Refusal ? null : waitOf(answer, now())
      const since = endpoint.failingSince?.getTime() ?? now().getTime()
      if (wait !== null && now().getTime() - since < DAY) throw new Later(wait)
      throw new Refusal(why)
    },
  }
}

async function load(db: Db, id: string): Promise<{ message: WebhookMessage; endpoint: WebhookEndpoint } | null> {
  const [found] = await db
    .select({ message: webhookMessages, endpoint: webhookEndpoints })
    .from(webhookMessages)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.ownerId, webhookMessages.ownerId))
    .where(eq(webhookMessages.id, id))
  return found ?? null
}

function secretsOf({ seal }: OutsideSystems, endpoint: WebhookEndpoint, now: Date): readonly string[] {
  const { secret, formerSecret, formerUntil, ownerId } = endpoint
  const live = formerSecret && formerUntil && formerUntil > now ? [secret, formerSecret] : [secret]
  return live.map(one => seal.open(one, sealedFor(ownerId)))
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
function sign({ id, body }: WebhookMessage, secrets: readonly string[], at: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Waybill',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / SECOND)),
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}

/** Why an answer means that it did not arrive; null where it did. Pure. */
function whyNot({ status }: OutsideAnswer, host: string): string | null {
  if (status >= 200 && status < 300) return null
  if (status === 410) return `${host} says that nothing is wanted there any more (410).`
  if (status >= 300 && status < 400)
    return `${host} sends me elsewhere (${status}), and I follow no redirects. Give me the new address.`
  return `${host} answered ${status}.`
}

/** How long it asks us to wait, ms; null where it doesn't. Pure. */
function waitOf({ status, retryAfter }: OutsideAnswer, now: Date): number | null {
  if (retryAfter === null || ![429, 502, 503, 504].includes(status)) return null
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * SECOND : Date.parse(retryAfter) - now.getTime()
  return Number.isFinite(wait) ? Math.min(Math.max(wait, SECOND), MOST_WAIT) : null
}
