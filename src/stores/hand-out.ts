import { createHash, randomBytes } from 'node:crypto'
import { addMinutes } from 'date-fns/addMinutes'
import { and, eq, gte, lt } from 'drizzle-orm'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Storefront } from '../kernel/shapes/storefront.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type StoreTicket, storeTickets } from './tables.ts'

/** How long an owner may take to approve, minutes. */
const MOST_MINUTES = 30

type Asked = { kind: string; address: string | undefined; name: string | undefined }

/** Says where the owner lets us in: by a link for that store alone, which works once. Only its hash is kept. */
export async function askForKey(
  { db, now, actor, outside: { seal, publicUrl } }: Verb,
  { kind, address, name }: Asked,
  handOut: NonNullable<Storefront['handOut']>,
): Promise<Outcome> {
  if (!publicUrl)
    throw new Refusal('Enter the key and the secret, or set `PUBLIC_URL` so that the store can send them to me.', 'key')
  // Where nothing can be sealed, what the store hands out could not be kept.
  seal.seal('', kind)
  const ticket = randomBytes(24).toString('base64url')
  const asked = handOut({ address }, publicUrl, ticket)
  await db.delete(storeTickets).where(lt(storeTickets.until, now))
  await db.insert(storeTickets).values({
    ...{ id: idOf(ticket), kind, address: asked.address, name, askedBy: actor.name },
    until: addMinutes(now, MOST_MINUTES),
  })
  return {
    text: `Open this page within ${MOST_MINUTES} minutes, log in to ${asked.address} and approve: ${asked.page}\nThe store is connected then. The link works once; if the store is another person’s, send it to them alone.`,
  }
}

/** What staff asked for by a link. @throws Refusal for one that isn't ours, came too late or was used. */
export async function findTicket(db: Reads, now: Date, kind: string, ticket: string): Promise<StoreTicket> {
  const [found] = await db
    .select()
    .from(storeTickets)
    .where(and(fits(now, ticket), eq(storeTickets.kind, kind)))
  return found ?? refuse()
}

/** The same, and it is used up. */
export async function useTicket({ db, now }: Verb, ticket: string): Promise<StoreTicket> {
  const [used] = await db.delete(storeTickets).where(fits(now, ticket)).returning()
  return used ?? refuse()
}

const idOf = (ticket: string) => createHash('sha256').update(ticket).digest('base64url')
const fits = (now: Date, ticket: string) => and(eq(storeTickets.id, idOf(ticket)), gte(storeTickets.until, now))

function refuse(): never {
  throw new Refusal('This link is not valid. It works once, for half an hour. Type /store connect for another.')
}
