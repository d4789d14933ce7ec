import type { Answer } from '../../src/kernel/shapes/answer.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { type Bot, system } from './bot.ts'
import { type MemoryChat, memoryChat } from './memory-chat.ts'

/** Two suppliers: Lumen (Mei, Chen; LAMP, BULB) in `lumen`, Casa (Lucía; BOWL) in `casa`. */
export async function openShop(bot: Pick<Bot, 'ask' | 'chats'>): Promise<void> {
  const [chat = 'memory'] = bot.chats.keys()
  for (const [name, zone, channel, people, skus] of [
    ['Lumen', 'Asia/Shanghai', 'lumen', ['Mei', 'Chen'], 'LAMP, BULB'],
    ['Casa', 'Europe/Madrid', 'casa', ['Lucía'], 'BOWL'],
  ] as const) {
    await bot.ask('supplier.add', { name, zone, instructions: 'Neutral box.' }, system)
    await bot.ask('supplier.room', { supplier: name, room: { chat, id: channel, name: channel } }, system)
    for (const person of people)
      await bot.ask(
        'supplier.contact',
        { supplier: name, person: { chat, id: person.toLowerCase(), name: person } },
        system,
      )
    await bot.ask('supplier.sku', { supplier: name, skus }, system)
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
