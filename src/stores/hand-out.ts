import { addMinutes } from 'date-fns/addMinutes'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Storefront } from '../kernel/shapes/storefront.ts'
import { Refusal } from '../kernel/words/refusal.ts'

/** How long an owner may take to approve, minutes. */
const MOST_MINUTES = 30
/** What a ticket is sealed for, so that it opens for nothing else. */
const ABOUT = 'a key that is handed out'

const Ticket = z.object({
  kind: z.string(),
  address: z.string().optional(),
  name: z.string().optional(),
  until: z.coerce.date(),
})
export type Ticket = z.infer<typeof Ticket>

/** Says where the owner hands out a key. The ticket is sealed, so that nobody can connect a store that staff did not ask for. */
export async function askForKey(
  { outside: { seal, publicUrl }, now }: Verb,
  {
    kind,
    address,
    name,
  }: Omit<Ticket, 'until' | 'address' | 'name'> & { address?: string | undefined; name?: string | undefined },
  handOut: NonNullable<Storefront['handOut']>,
): Promise<Outcome> {
  if (!publicUrl)
    throw new Refusal('Enter the key and the secret, or set `PUBLIC_URL` so that the store can send them to me.', 'key')
  const ticket = seal.seal(JSON.stringify({ kind, address, name, until: addMinutes(now, MOST_MINUTES) }), ABOUT)
  const page = handOut({ address }, publicUrl, ticket)
  return {
    text: `Open this page within ${MOST_MINUTES} minutes, log in and press *Approve*: ${page}\nThe store is connected then.`,
  }
}

/** @throws Refusal for a ticket that isn't ours or came too late. */
export function openTicket({ outside: { seal }, now }: Verb, written: string): Ticket {
  const ticket = Ticket.parse(JSON.parse(unsealed(() => seal.open(written, ABOUT))))
  if (ticket.until < now) throw new Refusal('That took more than half an hour. Type /store connect again.')
  return ticket
}

function unsealed(open: () => string): string {
  try {
    return open()
  } catch {
    throw new Refusal('Nobody here asked for that key. Type /store connect again.')
  }
}
