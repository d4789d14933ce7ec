import type { Answer } from '../../src/kernel/shapes/answer.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { type Bot, system } from './bot.ts'
import { type MemoryChat, memoryChat } from './memory-chat.ts'

type Named = { id: string; name: string }

type Place = { room: Named; contacts: readonly Named[] }

/** Where a chat has the shop's suppliers: the room of each, and who speaks for them there. */
export type Places = { chat: string; lumen: Place; casa: Place }

const named = (name: string): Named => ({ id: name.toLowerCase(), name })
const IN_MEMORY = {
  lumen: { room: named('lumen'), contacts: ['Mei', 'Chen'].map(named) },
  casa: { room: named('casa'), contacts: [named('Lucía')] },
}

/** Two suppliers: Lumen (LAMP, BULB) and Casa (BOWL), each with a room and its people. */
export async function openShop(
  { ask, chats }: Pick<Bot, 'ask'> & Partial<Pick<Bot, 'chats'>>,
  places: Places = { chat: chats?.keys().next().value ?? 'memory', ...IN_MEMORY },
): Promise<void> {
  const { chat } = places
  for (const [name, zone, skus, { room, contacts }] of [
    ['Lumen', 'Asia/Shanghai', 'LAMP, BULB', places.lumen],
    ['Casa', 'Europe/Madrid', 'BOWL', places.casa],
  ] as const) {
    await ask('supplier.add', { name, zone, instructions: 'Neutral box.' }, system)
    await ask('supplier.room', { supplier: name, room: { chat, ...room } }, system)
    for (const person of contacts)
      await ask('supplier.contact', { supplier: name, person: { chat, ...person } }, system)
    await ask('supplier.sku', { supplier: name, skus }, system)
  }
}

/** A chat in memory with the rooms of that shop. */
export function shopChat(name = 'memory'): MemoryChat {
  return memoryChat({ name, channels: ['orders', 'alerts', 'support', 'lumen', 'casa'] })
}

/** The sentence of an answer, whatever its kind. */
export function said(answer: Answer): string {
  if (answer.kind === 'said' || answer.kind === 'refused') return answer.text
  if (answer.kind === 'shown') return answer.card.summary
  if (answer.kind === 'errors') return Object.values(answer.errors).join(' ')
  throw new Error(`a form “${answer.form.title}” opened instead of an answer`)
}

/** The card of an answer. */
export function card(answer: Answer): Drawn {
  if (answer.kind !== 'shown') throw new Error(`no card, but ${JSON.stringify(answer)}`)
  return answer.card
}

/** The card of that title in a channel, as it stands now. */
export function cardIn(chat: MemoryChat, channel: string, title: string): Drawn {
  const cards = chat.messages.filter(one => one.channel === channel).map(one => one.card)
  const found = cards.find(one => one.title === title)
  if (!found) throw new Error(`no “${title}” in ${channel}, only ${cards.map(one => `“${one.title}”`).join(', ')}`)
  return found
}
