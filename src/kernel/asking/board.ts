import type { Reads } from '../ground/db.ts'
import type { Room } from '../ground/tables.ts'
import type { CardKey, Speech } from './reaction.ts'
import { allSupplierRooms, servingRooms, staffRooms } from './room.ts'
import { findStanding } from './standing.ts'
import { isTaken, keyName, messageId, mustBeForRoom, type Wish } from './wish.ts'

type Spoken = Pick<Speech, 'post' | 'redraw' | 'call' | 'closeThread' | 'openThread'>
type Asked = Pick<Speech, 'staffRooms' | 'supplierRooms' | 'standing'>

/**
 * What one ask wants cards to show, in the order in which it was said. Nothing is written before `putUp` has all of it, so
 * that what was wished for since a refused follow-up began can be dropped.
 */
export type Board = Spoken & Asked & { readonly wishes: Wish[] }

/** Where cards are put up, once a room, and redrawn. What the chats then show is the outbox's business. */
export function board(read: Reads, once: Speech['once']): Board {
  const wishes: Wish[] = []
  const standing: Speech['standing'] = async keys => {
    const found = (await findStanding(read, keys)).map(({ message: { kind, subject }, room }) => ({
      ...{ key: { kind, subject }, room },
    }))
    const names = new Set(keys.map(keyName))
    for (const wish of wishes)
      if (wish.does === 'post' && isTaken(wish) && names.has(keyName(wish.key))) found.push(wish)
    const unique = new Map(found.map(({ key, room }) => [messageId(key, room.id), { key, room }]))
    return [...unique].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  }
  const stands = async (key: CardKey, room: Room) => (await standing([key])).some(one => one.room.id === room.id)
  return {
    wishes,
    staffRooms: async purpose => servingRooms(await once('staff rooms', () => staffRooms(read)), purpose),
    // All of them: an order goes to several suppliers, and hundreds of orders to most.
    supplierRooms: async id => {
      const all = await once('supplier rooms', () => allSupplierRooms(read))
      return all.filter(({ supplierId }) => supplierId === id)
    },
    standing,
    async post(key, at, card, under) {
      for (const room of at) {
        if (card !== 'later') mustBeForRoom(card, room)
        if (under && room.quietAt && !(await stands(under, room))) continue
        wishes.push({ does: 'post', key, room, card, under: under && messageId(under, room.id) })
      }
    },
    async redraw(key, card) {
      wishes.push({ does: 'redraw', key, card })
    },
    call(key, pings) {
      wishes.push({ does: 'call', key, pings })
    },
    async closeThread(key) {
      wishes.push({ does: 'set thread', key, closed: true })
    },
    async openThread(key) {
      wishes.push({ does: 'set thread', key, closed: false })
    },
  }
}
