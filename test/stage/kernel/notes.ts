import { z } from 'zod'
import { command, type Verb } from '../../../src/kernel/asking/command.ts'
import type { Reaction } from '../../../src/kernel/asking/reaction.ts'
import { rooms } from '../../../src/kernel/ground/tables.ts'
import type { Actor } from '../../../src/kernel/shapes/actor.ts'
import { Refusal } from '../../../src/kernel/words/refusal.ts'
import { aCard, key } from './small-house.ts'

export const LUMEN = '00000000-0000-0000-0000-00000000000a'

export const sam: Actor = { side: 'staff', chat: 'memory', user: 'sam', name: 'Sam', roomId: null }
export const mei: Actor = { ...sam, side: 'supplier', supplierId: 'a', user: 'mei', name: 'Mei' }
export const nobody: Actor = { ...sam, side: 'stranger', user: 'x', name: 'X' }

const Note = z.object({
  order: z.string().min(1),
  note: z.string().min(1).max(40),
  weight: z.coerce.number().max(9).optional(),
  side: z.enum(['left', 'right']).optional(),
  person: z.object({ id: z.string() }).optional(),
})

/** Writes a row of its own, then says so; a note of `bug` or `no` goes wrong after the row, and one that is `twice` there while it is recorded. */
async function write(verb: Verb, { order, note }: z.infer<typeof Note>) {
  const row = { chat: 'memory', channel: `${order}/${note}`, name: note, side: 'staff' as const, listedAt: verb.now }
  await verb.db.insert(rooms).values(row)
  await verb.record('order.noted', order, { note })
  if (note.includes('twice')) verb.meanwhile(verb.db.insert(rooms).values(row))
  if (note === 'twice and read') await verb.db.$count(rooms)
  if (note === 'bug') throw new Error('a verb broke')
  if (note === 'no') throw new Refusal('Not today.')
  return { text: `Noted ${note}.`, outcome: 'noted' }
}

const label = (text: string) => ({ kind: 'text' as const, label: text, help: '' })
export const notes = {
  'order.note': command({
    input: Note,
    who: ['staff', 'system'],
    title: 'Note',
    does: 'Note.',
    args: { order: label('Order'), note: label('Note'), weight: label('Weight'), person: label('Person') },
    examples: [],
    run: write,
  }),
}

/** Posts a card of the order, and goes on as the note says. */
export const follow: Reaction<'order.noted'> = async (speech, { about, data }) => {
  const orders = await speech.staffRooms('orders')
  const button = { label: 'Forward', command: 'order.forward', input: {} }
  await speech.post(key(about), orders, aCard({ summary: data.note, buttons: [button] }))
  if (data.note === 'reaction breaks') throw new Error('a reaction broke')
  if (data.note === 'wrong room') await speech.post(key(about, 'secret'), await speech.supplierRooms(LUMEN), aCard())
  if (data.note === 'loop') await speech.ask('order.note', { order: `${about}.`, note: 'loop' })
  const [, then] = data.note.split(' then ')
  if (then) await speech.ask('order.note', { order: `${about}-2`, note: then })
}
