import { integration } from '../../../src/kernel/connecting/integration.ts'
import { address, matching, textSetting } from '../../../src/kernel/connecting/setting-checks.ts'
import { listNamedRooms } from '../../../src/kernel/connecting/staff-rooms.ts'
import type { Post } from '../../../src/kernel/shapes/chat.ts'

/** The other side, as a test sees it. */
export const tower = { isUp: true, channels: ['shop'], posts: [] as Post[], stopped: 0 }

const directory = {
  findChannel: async (named: string) => {
    const channel = named.replace(/^#/, '')
    return tower.channels.includes(channel) ? { channel, name: channel } : null
  },
  findPerson: async () => null,
  isIn: async () => false,
  suggest: async () => [],
}

/** A chat that can do little: it posts and knows its channels; nothing is edited, found again, threaded or sent as a file. */
export const pager = integration({
  name: 'pager',
  title: 'Pager',
  isChat: true,
  settings: {
    PAGER_TOKEN: { check: matching(/^pg-/, 'must begin with pg-'), means: 'Connects the pager.' },
    PAGER_ROOM: { check: textSetting, means: 'Where staff are paged.' },
    PAGER_API_URL: { check: address('https://pager.example'), means: 'Another tower.', default: 'the nearest' },
  },
  isWanted: has => has('PAGER_TOKEN'),
  lacks: has => (has('PAGER_TOKEN') && !has('PAGER_ROOM') ? ['PAGER_ROOM must name where staff are paged'] : []),
  plan({ PAGER_ROOM: orders }) {
    if (!orders) return null
    const rooms = { orders, alerts: null, support: null }
    return {
      connect({ db, now }) {
        const post = async (sent: Post) => String(tower.posts.push(sent))
        return {
          chat: { name: 'pager', pace: 0, post, directory },
          async start() {
            if (!tower.isUp) throw new Error('no signal')
            const missing = (purpose: string, named: string) => `PAGER_ROOM: no ${purpose} room called “${named}”`
            await listNamedRooms(db, { name: 'pager', directory }, rooms, missing, now())
          },
          trouble: () => (tower.isUp ? null : 'The pager has no signal.'),
          stop() {
            tower.stopped += 1
          },
        }
      },
      async doctor({ rooms: bound }) {
        const well = (await directory.findChannel(orders)) !== null
        const known = bound.map(({ name }) => `#${name}`).join(', ') || 'none'
        return [
          { well, what: `Pager: ${orders} is ${well ? 'there' : 'missing'}; rooms in use: ${known}.`, fix: 'Open it.' },
        ]
      },
    }
  },
})
