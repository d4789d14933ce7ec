import { setTimeout } from 'node:timers/promises'
import type { Database } from '../../src/kernel/ground/db.ts'
import type { Cast } from './cast.ts'
import { debtsOf } from './debts.ts'
import type { Ledger } from './ledger.ts'
import type { Look } from './look.ts'
import { deliver } from './storm.ts'
import type { Slot } from './waybill-process.ts'

/** For how long nothing may move while something is owed, ms: beyond what any lease and any pause after a failure lasts. */
const PATIENCE = 300_000
/** After how long staff look for what was given up, ms: a mail server may have broken off five times over one mail. */
const STUCK = 90_000
/** How long processes that nobody can look into are left alone between two counts, ms. */
const BETWEEN = 20_000

type Parts = {
  cast: Cast
  ledger: Ledger
  slots: readonly Slot[]
  look: Look | null
  open: () => Promise<Database>
  started: (slot: Slot) => Promise<void>
}

/**
 * All goes well from here on, until nothing more is owed: what was left by the dead is taken up by those that live. What
 * waits for its turn goes one a second in each room, so we wait for as long as it gets less.
 * @returns whether all of it was done; the processes have ended.
 */
export async function calm({ cast, ledger, slots, look, open, started }: Parts): Promise<boolean> {
  cast.slack.fake.faults.clear()
  cast.discord.fake.faults.clear()
  cast.mail.heal()
  for (const slot of slots) slot.isDown = false
  let least = Number.POSITIVE_INFINITY
  for (let moved = performance.now(); performance.now() - moved < PATIENCE; ) {
    await carryOn(look ? 1_000 : BETWEEN)
    const seen = await look?.owed()
    const owed = seen || (await endAndCount())
    if (owed === 0) return true
    if (owed < least) [least, moved] = [owed, performance.now()]
    else if (performance.now() - moved > STUCK) await pressTryAgain()
  }
  for (const slot of slots) await slot.stop()
  return false

  async function carryOn(ms: number): Promise<void> {
    for (const end = performance.now() + ms; performance.now() < end; await setTimeout(1_000)) {
      for (const slot of slots) if (!slot.lives) slot.start()
      for (const slot of slots) await deliver(cast, slot)
    }
  }

  /** As a card offers that says who is not reached. */
  async function pressTryAgain(): Promise<void> {
    const { sam, orders } = cast.slack
    const card = sam.sees(orders).findLast(one => one.buttons.includes('Try again'))
    if (!card) return
    ledger.count('tried again by staff')
    await sam.presses(card, 'Try again')
    await carryOn(BETWEEN)
  }

  /** Ends the processes as a host does, and counts what they left undone. Where something is, they go on. */
  async function endAndCount(): Promise<number> {
    for (const slot of slots) {
      const ended = await slot.stop()
      if (ended !== 0) ledger.wrongs.push(`on SIGTERM ${slot.name} ended with ${ended}`)
    }
    const opened = await open()
    const debts = await debtsOf(opened.db)
    await opened.close()
    if (debts.length === 0) return 0
    console.log(`  still owed: ${debts.map(({ what, n }) => `${n} ${what}`).join(', ')}`)
    for (const slot of slots) slot.start()
    for (const slot of slots) await started(slot)
    return debts.reduce((sum, { n }) => sum + n, 0)
  }
}
