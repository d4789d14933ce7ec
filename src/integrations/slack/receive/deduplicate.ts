import type { App, ReceiverEvent } from '@slack/bolt'
import type { Log } from '../../../kernel/ground/log.ts'

/** What we are in Slack: payloads of another workspace or app are none of ours. */
export type Installation = { team: string; app: string | null; bot: string; user: string }

type Body = Record<string, unknown> & {
  api_app_id?: string
  team_id?: string
  team?: { id?: string } | null
  event_id?: string
  trigger_id?: string
  type?: string
  event?: unknown
  authorizations?: readonly { team_id?: string }[]
  view?: { app_installed_team_id?: string }
  message?: { app_id?: string }
}

/** Most deliveries remembered in memory; the inbox remembers for longer what has an effect. */
const MOST_REMEMBERED = 5_000

/**
 * The one way in, by socket or by HTTP. Everything of ours is acknowledged once: what Slack delivers again gets
 * the same acknowledgement and is not done again, and events are acknowledged when they are kept, not before.
 */
export function deduplicate(app: App, { log, ours }: { log: Log; ours: () => Installation }) {
  const remembered = new Map<string, Promise<unknown>>()
  const inFlight = new Set<Promise<void>>()

  const enter = async (event: ReceiverEvent): Promise<void> => {
    const body = event.body as Body
    if (!isOurs(body, ours())) {
      log.warn({ type: body.type, app: body.api_app_id }, 'a delivery for another workspace or app was dropped')
      return event.ack()
    }
    const key = body.event_id ?? body.trigger_id
    const before = key === undefined ? undefined : remembered.get(key)
    if (before) return event.ack(await before)
    const acknowledged = Promise.withResolvers<unknown>()
    acknowledged.promise.catch(() => {})
    if (key !== undefined) remember(remembered, key, acknowledged.promise)
    try {
      await process(app, event, acknowledged.resolve)
    } catch (error) {
      // Not acknowledged: Slack shows the person that it failed, and delivers events again.
      if (key !== undefined) remembered.delete(key)
      acknowledged.reject(error)
      throw error
    }
  }

  return {
    async processEvent(event: ReceiverEvent): Promise<void> {
      const entering = enter(event).finally(() => inFlight.delete(entering))
      inFlight.add(entering)
      return entering
    },
    /** Resolves when nothing is under way, or after `patience` ms. */
    async idle(patience: number): Promise<void> {
      const end = performance.now() + patience
      while (inFlight.size > 0 && performance.now() < end)
        await Promise.race([Promise.allSettled(inFlight), new Promise(resolve => setTimeout(resolve, 50))])
    },
  }
}

export type Deduplication = ReturnType<typeof deduplicate>

async function process(app: App, event: ReceiverEvent, told: (payload: unknown) => void): Promise<void> {
  let acknowledged = false
  const ack: ReceiverEvent['ack'] = async payload => {
    acknowledged = true
    told(payload)
    await event.ack(payload)
  }
  const isEvent = event.body.event !== undefined
  await app.processEvent({ ...event, ack: isEvent ? async () => {} : ack })
  // What nobody here knows is acknowledged too, or its sender would be shown an error.
  if (!acknowledged) await ack()
}

/** People of connected organisations press with their own team: there the message or modal must be ours. */
function isOurs(body: Body, { team, app }: Installation): boolean {
  if (app && body.api_app_id && body.api_app_id !== app) return false
  if (body.event) return (body.authorizations?.[0]?.team_id ?? body.team_id) === team
  if (body.view) return (body.view.app_installed_team_id ?? body.team?.id) === team
  if (body.type === 'block_actions')
    return body.team?.id === team || !app || !body.message?.app_id || body.message.app_id === app
  return (body.team_id ?? body.team?.id ?? team) === team
}

function remember(remembered: Map<string, Promise<unknown>>, key: string, answer: Promise<unknown>): void {
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value as string)
  remembered.set(key, answer)
}
