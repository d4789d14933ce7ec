import { afterEach, beforeEach } from 'vitest'
import type { Dispatcher } from '../../../src/kernel/carrying/dispatcher.ts'
import type { Database } from '../../../src/kernel/ground/db.ts'
import type { Heart } from '../../../src/kernel/ground/heart.ts'
import type { Room } from '../../../src/kernel/ground/tables.ts'
import type { Chat } from '../../../src/kernel/shapes/chat.ts'
import { aLane } from './a-lane.ts'
import { pumping } from './pumping.ts'
import { room } from './small-house.ts'

type PumpedLane = ReturnType<typeof aLane> & {
  alerts: Room
  /** Starts a pump, which stops when the test ends. */
  start(at?: Database, to?: Chat, over?: { width?: number; heart?: Heart }): Promise<Dispatcher>
}

/** That lane beside the staff's room `alerts`, carried by pumps. */
export function aPumpedLane(): PumpedLane {
  const lane = Object.create(aLane()) as PumpedLane
  let pumps: Dispatcher[]
  beforeEach(async () => {
    lane.alerts = await room(lane.db, 'alerts', { purpose: 'alerts' })
    pumps = []
  })
  afterEach(async () => {
    lane.chat.release()
    await Promise.all(pumps.map(pump => pump.stop()))
  })
  lane.start = async (at = lane.database, to = lane.chat, over = {}) => {
    const pump = await pumping(at, to, lane.time, over)
    pumps.push(pump)
    return pump
  }
  return lane
}
