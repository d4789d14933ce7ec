import { addDays } from 'date-fns/addDays'
import type { Verb } from '../kernel/asking/command.ts'
import type { Supplier } from '../suppliers/tables.ts'
import { LINK_DAYS, makeLink } from './access-links.ts'

type Whom = { roomId: string; user: string; name: string }

/** A new link for somebody at a supplier, as a card shows it to staff once: who has the link acts as that person. */
export async function handOutLink(verb: Verb, { id, name: supplier }: Supplier, { roomId, user, name }: Whom) {
  const { db, now, outside } = verb
  const secret = await makeLink(db, now, { roomId, user })
  await verb.record('supplier.link_made', id, { name, user, roomId })
  const local = outside.publicUrl ? '' : ' Set PUBLIC_URL: so far this address works on your own network only.'
  return {
    facts: [{ label: `Link for ${name}`, value: ['works until ', { at: addDays(now, LINK_DAYS).toISOString() }] }],
    // In one piece, to be copied.
    body: `${outside.ownUrl()}/s/${secret}`,
    context: `Anybody who has this link acts for ${supplier} as ${name}. It is shown once: send it to them now.${local}`,
  }
}
