import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { sure } from '../kernel/asking/preview.ts'
import { calledRoom } from '../kernel/asking/room.ts'
import type { Button, OpenableCard } from '../kernel/shapes/card.ts'
import type { Reach, ReachedPlace } from '../kernel/shapes/reach.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { addContact } from '../suppliers/add-contact.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import type { Supplier } from '../suppliers/tables.ts'
import { takeRoom } from '../suppliers/take-room.ts'
import { findReach } from './find-reach.ts'
import { handOutLink } from './hand-out-link.ts'
import { keepAccess } from './place-access.ts'

export const ReachSupplier = z.object({
  supplier: z.string().min(1),
  kind: z.string().min(1),
  /** What that way asks for, such as an address. */
  what: z.string().trim().max(2_000).optional(),
  /** A password or key, for a way that needs one. */
  secret: z.string().trim().max(20_000).optional(),
  /** Where the supplier has other rooms: all of them get what is new, or this way alone. */
  gets: z.enum(['both', 'alone']).optional(),
  sure,
})

/** Reaches a supplier outside chats: its purchase orders go there, and its people act from there. */
export async function reachSupplier(verb: Verb, input: z.infer<typeof ReachSupplier>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const { chat, reach } = findReach(verb.outside, input.kind)
  const place = readPlace(reach, input, supplier)
  const again = { command: 'supplier.reach', input: { supplier: supplier.id, kind: chat, what: input.what } }
  const room = { chat, id: place.channel, name: place.name }
  const taken = await takeRoom(verb, { ...input, supplier, room, reached: true, again })
  if ('asks' in taken) {
    // A button keeps no secret.
    if (input.secret) throw new Refusal(`${taken.asks.text} Choose it here, and enter the secret again.`, 'gets')
    return taken.asks
  }
  if (place.access) await keepAccess(verb, { chat, channel: place.channel }, place.access)
  for (const { user, name } of place.people)
    await addContact(verb, { supplier: supplier.id, person: { chat, id: user, name }, sure: 'yes' })
  const [first] = place.people
  const whom = { roomId: taken.room.id, user: first?.user ?? '', name: first?.name ?? '' }
  const link = reach.handsOutLinks && taken.isNew && first ? await handOutLink(verb, supplier, whom) : null
  const quiet = input.gets === 'alone' ? taken.others.map(calledRoom) : []
  return answer(supplier, { reach, place, roomId: taken.room.id, isNew: taken.isNew, quiet, link })
}

type Entered = { what?: string | undefined; secret?: string | undefined }

function readPlace(reach: Reach, { what, secret }: Entered, supplier: Supplier): ReachedPlace {
  if (reach.asks && !what) throw new Refusal(`Enter this too: ${reach.asks.label}. ${reach.asks.help}`, 'what')
  return reach.read(what ?? '', supplier, secret)
}

type Reached = {
  reach: Reach
  place: ReachedPlace
  roomId: string
  isNew: boolean
  quiet: readonly string[]
  link: { facts: OpenableCard['facts']; body: string; context: string } | null
}

function answer({ id, name }: Supplier, { reach, place, roomId, isNew, quiet, link }: Reached): Outcome {
  const summary = `${name} is reached by ${place.name} ${isNew ? 'now' : 'already'}. Its purchase orders go there.`
  const people = list(place.people.map(one => one.name))
  const buttons: readonly Button[] = [
    { label: 'Send a test', command: 'supplier.test-reach', input: { supplier: id, room: roomId }, style: 'primary' },
    { label: `Show ${name}`.slice(0, 40), command: 'supplier.show', input: { supplier: id } },
  ]
  return {
    text: summary,
    card: {
      ...{ audience: 'staff', tone: 'good', title: `${reach.title} for ${name}`, summary },
      facts: [...(people ? [{ label: 'May act there', value: people }] : []), ...(link?.facts ?? [])],
      lines: [
        ...(reach.next ? [{ text: reach.next }] : []),
        ...(quiet.length > 0 ? [{ text: `${list(quiet)} keeps what it shows, and gets nothing new.` }] : []),
      ],
      buttons,
      ...(link && { body: link.body, context: link.context }),
    },
  }
}
