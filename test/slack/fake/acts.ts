import type { Answer, Delivery, DeliveryKind } from './deliveries.ts'
import type { Failure } from './journal.ts'
import type { Json } from './json.ts'
import type { User } from './users.ts'
import type { World } from './world.ts'

/** What came of a person's act, from where they sit. */
export type Outcome = {
  /** Slack's own words when it did not let them: nothing was sent to the app. */
  refused: string | null
  /** What went wrong before their eyes. */
  failure: Failure | null
  delivery: Delivery | null
  /** From the act to the acknowledgement. */
  ms: number | null
  /** What came with the acknowledgement. */
  answer: unknown
}

export const refusal = (text: string): Outcome => ({
  refused: text,
  failure: null,
  delivery: null,
  ms: null,
  answer: undefined,
})

/** How a failure reads, by what was done. */
const words: Record<string, (act: string, code: string) => string> = {
  slash_commands: (act, code) => `${act.split(' ')[0]} failed with the error "${code}"`,
  view_submission: () => 'We had some trouble connecting. Try again?',
  block_suggestion: () => 'No results',
}

const codeOf = (answer: Answer): string => (answer.outcome === 'timeout' ? 'operation_timeout' : 'dispatch_failed')

/** Hands an act to the app and tells the person when nobody takes it within three seconds. */
export async function perform(
  world: World,
  user: User,
  act: string,
  kind: DeliveryKind,
  what: string,
  payload: Json,
): Promise<Outcome> {
  const delivery = world.deliveries.make(kind, what, payload)
  const answer = await world.deliveries.attempt(delivery)
  const ms = delivery.ackedAfter
  if (answer.outcome === 'acked') return { refused: null, failure: null, delivery, ms, answer: answer.payload }
  return {
    refused: null,
    failure: failed(world, user, act, codeOf(answer), words[kind] ?? words[what]),
    delivery,
    ms,
    answer: undefined,
  }
}

export function failed(
  world: World,
  user: User,
  act: string,
  code: string,
  say: (act: string, code: string) => string = () => 'This app did not respond',
): Failure {
  return world.journal.fail(user.id, act, code, say(act, code))
}
