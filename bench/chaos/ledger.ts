import type { FakeOrder } from '../../test/shopify/fake/order.ts'
import type { Silence } from './silence.ts'

/** What somebody wrote in a shared thread, in the order in which the chat took it. */
export type Word = {
  text: string
  supplier: string
  by: 'staff' | 'supplier'
  chat: 'slack' | 'discord'
  /** When, ms. */
  at: number
  edited?: string
}

/** A note that Sam typed, and when Waybill had acknowledged it, ms. */
export type Note = { text: string; typed: number; acknowledged: number }

/** All that the outside world did and was promised, to be compared with what Waybill made of it. */
export class Ledger {
  readonly orders: FakeOrder[] = []
  readonly words: Word[] = []
  /** Notes on orders that Waybill acknowledged to have. */
  readonly notes: Note[] = []
  /** Purchase orders whose supplier was shown that the press arrived. */
  readonly acknowledged = new Set<string>()
  /** Scans that the door answered 200: the number, and what was said of it. */
  readonly scans: { number: string; words: string }[] = []
  /** Presses of somebody who acts for nobody. */
  trespasses = 0
  /** What befell the processes and the world, counted by its name. */
  readonly troubles = new Map<string, number>()
  /** Messages of ours that somebody deleted, by chat and id, as they read then. */
  readonly deleted = new Map<string, string>()
  /** For how long what a killed process was at stood still. */
  readonly silences: Silence[] = []
  /** What the people and the driver saw go wrong that should not. */
  readonly wrongs: string[] = []

  count(trouble: string, times = 1): void {
    this.troubles.set(trouble, (this.troubles.get(trouble) ?? 0) + times)
  }

  total(...troubles: readonly string[]): number {
    return troubles.reduce((sum, one) => sum + (this.troubles.get(one) ?? 0), 0)
  }
}
