import type { Chat } from '../../src/kernel/shapes/chat.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { type MemoryChat, memoryChat } from './memory-chat.ts'

/** A way to reach suppliers by an address, as e-mail is; what was sent there stays as it is. */
export function plantedMail(name = 'post'): { chat: Chat; sent: MemoryChat } {
  const sent = memoryChat({ name, channels: ['orders@lumen.example', 'night@lumen.example'] })
  const { edit: _, find: __, directory: ___, threads: ____, ...medium } = sent
  const reach: Chat['reach'] = {
    title: 'Post',
    asks: { label: 'Address', help: 'Where its purchase orders go.' },
    read(entered) {
      const address = entered.toLowerCase()
      if (!address.includes('@')) throw new Refusal(`“${entered}” isn’t an address.`, 'what')
      return { channel: address, name: address, people: [{ user: address, name: address }] }
    },
    remedy: 'Ask them for another address',
    next: 'Ask them whether it arrived.',
  }
  return { chat: { ...medium, reach }, sent }
}

/** A way that has nothing to enter, and whose people come by links. */
export function plantedDoor(name = 'door'): { chat: Chat; sent: MemoryChat } {
  const sent = memoryChat({ name, channels: [] })
  const reach: Chat['reach'] = {
    title: 'Door',
    asks: null,
    handsOutLinks: true,
    remedy: 'Hand out another link',
    read(_entered, { id, name: supplier }) {
      sent.openRoom(id)
      return { channel: id, name: `${supplier}’s door`, people: [{ user: id, name: supplier }] }
    },
  }
  return { chat: { ...sent, reach }, sent }
}
