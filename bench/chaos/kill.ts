import { setTimeout } from 'node:timers/promises'
import type { Dice } from './dice.ts'
import type { Ledger } from './ledger.ts'
import type { Look } from './look.ts'
import { measureSilence } from './silence.ts'
import type { Slot } from './waybill-process.ts'

type Parts = { ledger: Ledger; dice: Dice; slots: readonly Slot[]; look: Look | null }

/** What makes things stand still on purpose. */
const STILL = ['frozen', 'frozen in a transaction', 'frozen after a claim', 'database restarted', 'all sessions ended']

/** Kills a process and starts it again soon, as a supervisor does. */
export function openKill({ ledger, dice, slots, look }: Parts): (slot: Slot) => Promise<void> {
  const isStill = () => ledger.total(...STILL)
  const kills = () => ledger.total('killed')

  /** Where nothing was frozen meanwhile, nor the database gone. */
  async function measure(from: Look, pid: number): Promise<void> {
    const before = isStill()
    const silence = await measureSilence({ look: from, slots, kills }, pid)
    if (silence && isStill() === before) ledger.silences.push(silence)
  }

  return async slot => {
    if (!slot.lives || slot.isDown) return
    const isAnyFrozen = slots.some(one => one.lives && one.frozen)
    const { pid } = slot
    slot.isDown = true
    await slot.kill()
    ledger.count('killed')
    if (look && pid && !isAnyFrozen) void measure(look, pid)
    await setTimeout(dice.pick(1_500))
    slot.isDown = false
    slot.start()
  }
}
