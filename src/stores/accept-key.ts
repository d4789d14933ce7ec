import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { connectStore } from './connect-store.ts'
import { openTicket } from './hand-out.ts'

export const AcceptKey = z.object({
  ticket: z.string().min(1).max(2_000),
  key: z.string().min(1).max(500),
  secret: z.string().min(1).max(500),
})

/** Connects a store by the key that its owner handed out. */
export async function acceptKey(verb: Verb, { ticket, key, secret }: z.infer<typeof AcceptKey>): Promise<Outcome> {
  const { kind, address, name } = openTicket(verb, ticket)
  return connectStore(verb, { kind, address, name, key, secret })
}
