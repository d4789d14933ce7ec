import type { OutsideSystems } from '../kernel/asking/command.ts'
import { calledRoom, helpFor } from '../kernel/asking/room.ts'
import { type CardLine, joined, type Phrase } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import type { Health } from './find-health.ts'

/** How one way to a supplier does, for staff: trouble first, with what to do. Pure. */
export function healthLine(health: Health, reaches: OutsideSystems['reaches']): CardLine {
  const { room, sentAt, answered, waiting, refused } = health
  const says: readonly (Phrase | null)[] = [
    trouble(health, reaches),
    room.quietAt ? 'gets nothing new' : null,
    waiting > 0 ? `${count(waiting, 'message waits', 'messages wait')}` : null,
    refused > 0 ? `${count(refused, 'message was refused', 'messages were refused')}` : null,
    sentAt ? ['last sent ', { at: sentAt.toISOString() }] : 'nothing sent yet',
    answered
      ? ['last answered ', { at: new Date(answered.at).toISOString() }, ` by ${answered.name}`]
      : 'no answer yet',
  ]
  const detail = joined(
    says.filter(one => one !== null),
    ' · ',
  )
  const called = calledRoom(room)
  return { text: called === room.chat ? called : `${called} (${room.chat})`, detail }
}

function trouble({ room, parkedAt, why }: Health, reaches: OutsideSystems['reaches']): Phrase | null {
  if (!parkedAt) return null
  const help = helpFor(room, { reaches })
  return ['nothing gets there since ', { at: parkedAt.toISOString() }, `: ${why}. ${help}, or use another way`]
}
