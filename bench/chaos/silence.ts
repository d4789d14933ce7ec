import { setTimeout } from 'node:timers/promises'
import type { Look } from './look.ts'
import type { Slot } from './waybill-process.ts'

/** How long we look before we give up, ms. */
const PATIENCE = 40_000

/** Of what it was, and for how long. */
export type Silence = { ms: number; of: string }

type Parts = { look: Look; slots: readonly Slot[]; kills: () => number }

/**
 * For how long what a killed process was at stands still although another is there that could go on, in one go: with each
 * further kill, and with nobody there, it begins anew.
 */
export async function measureSilence({ look, slots, kills }: Parts, pid: number): Promise<Silence | null> {
  let longest: Silence | null = null
  let [since, killed] = [performance.now(), kills()]
  for (const began = since; performance.now() - began < PATIENCE; await setTimeout(50)) {
    const left = await look.held(pid)
    if (left?.length === 0) break
    if (kills() !== killed || !slots.some(one => one.isThere)) [since, killed] = [performance.now(), kills()]
    const ms = Math.round(performance.now() - since)
    if (left?.[0] && ms > (longest?.ms ?? 0)) longest = { ms, of: kindsOf(left) }
  }
  return longest
}

/** `2 room, 1 act` */
function kindsOf(held: readonly string[]): string {
  const kinds = Map.groupBy(held, one => one.slice(0, one.indexOf(' ')))
  return [...kinds].map(([kind, all]) => `${all.length} ${kind}`).join(', ')
}
