import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { useTicket } from './hand-out.ts'
import { linkStore } from './link-store.ts'

export const AcceptKey = z.object({
  ticket: z.string().min(1).max(200),
  /** As its storefront keeps them. */
  secrets: z.record(z.string(), z.string().max(5_000)),
})

/** Connects the store that staff asked for, by what its owner handed out. */
export async function acceptKey(verb: Verb, { ticket, secrets }: z.infer<typeof AcceptKey>): Promise<Outcome> {
  const { kind, address, name, askedBy } = await useTicket(verb, ticket)
  return linkStore(verb, { kind, address, name: name ?? undefined, secrets, by: askedBy })
}
