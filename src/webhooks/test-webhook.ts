import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { writeTest } from './connect-webhook.ts'
import { findEndpoint } from './find-endpoint.ts'

export const TestWebhook = z.object({ store: z.string().min(1) })

/** Sends a store a test, on the way that everything else takes. */
export async function testWebhook(verb: Verb, input: z.infer<typeof TestWebhook>): Promise<Outcome> {
  const { owner, endpoint } = await findEndpoint(verb, input.store)
  if (endpoint.disabledAt)
    throw new Refusal(
      `Nothing is sent to ${owner.name} since it was switched off. Turn it on with /webhook replay.`,
      'store',
    )
  await writeTest(verb, owner.id)
  return { text: `A test is on its way to ${new URL(endpoint.url).host}. How it went is posted in the alerts room.` }
}
