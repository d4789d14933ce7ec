import type { FulfilmentSteps, OrderToFulfil, WantedParcel } from '../../../kernel/shapes/storefront.ts'
import { Missing } from '../trouble.ts'
import { type Book, type BookEntry, isSameNumber, piecesKey } from './book.ts'

/** Begins what we note of an entry that others wrote: it is never rewritten, and never taken away. */
const THEIRS = 'theirs'

/** The page of one order in its book, while it is brought up to date. */
export class OrderPage {
  readonly #claimed = new Set<string>()
  readonly #removed = new Set<string>()
  readonly #book: Book
  readonly #entries: readonly BookEntry[]
  readonly #order: OrderToFulfil
  readonly #steps: FulfilmentSteps

  constructor(book: Book, entries: readonly BookEntry[], order: OrderToFulfil, steps: FulfilmentSteps) {
    this.#book = book
    this.#entries = entries
    this.#order = order
    this.#steps = steps
  }

  /** Brings one parcel there. @param write writes its customer, where the book does not. */
  async settle(parcel: WantedParcel, write: ((parcel: WantedParcel) => Promise<void>) | null): Promise<void> {
    const held = this.#order.held.find(one => one.parcels.includes(parcel.id))?.id
    const kind = held?.split(':')[0]
    if (held && kind !== this.#book.kind && kind !== THEIRS) return
    const own = this.#entries.find(({ id }) => id === this.#own(held))
    if (own && this.#isDone(own, parcel)) return void this.#claimed.add(own.id)
    const isOurs = (held !== undefined && kind !== THEIRS) || this.#order.intended.includes(parcel.id)
    const there = own && this.#book.rewrite ? own : this.#find(parcel)
    await this.#steps.intend([parcel.id])
    const id = there?.id ?? (await this.#book.add(parcel))
    this.#claimed.add(id)
    // Before it is noted that the shop has it: killed in between, the next run looks for the note.
    if (write && (isOurs || !there)) await write(parcel)
    if (there && !this.#isDone(there, parcel)) await this.#book.rewrite?.(there, parcel)
    if (own && own.id !== id) await this.#remove(own.id)
    if (isOurs) for (const former of this.#unknown(parcel.former)) await this.#remove(former.id)
    const isTheirs = there?.number && !isOurs
    await this.#steps.holds({ id: `${isTheirs ? THEIRS : this.#book.kind}:${id}`, parcels: [parcel.id] })
  }

  /** Takes away what we wrote for parcels that are no more. */
  async removeUnwanted(): Promise<void> {
    const wanted = new Set(this.#order.parcels.map(({ id }) => id))
    for (const { id, parcels } of this.#order.held) {
      if (parcels.some(parcel => wanted.has(parcel))) continue
      const own = this.#entries.find(entry => entry.id === this.#own(id) && !this.#claimed.has(entry.id))
      if (own) await this.#remove(own.id)
      await this.#steps.ended(id)
    }
    for (const { id, numbers } of this.#order.gone)
      if (this.#order.intended.includes(id)) for (const one of this.#unknown(numbers)) await this.#remove(one.id)
  }

  /** What others wrote there, a sentence each. */
  elsewhere(): readonly string[] {
    return this.#entries
      .filter(({ id }) => !this.#claimed.has(id) && !this.#removed.has(id))
      .map(({ carrier, number }) =>
        number
          ? `The store also has ${[carrier, number].filter(Boolean).join(' ')}, which isn’t recorded here.`
          : 'Somebody fulfilled a part of it in the store, without a tracking number.',
      )
  }

  async #remove(id: string): Promise<void> {
    this.#removed.add(id)
    try {
      await this.#book.remove(id)
    } catch (error) {
      // Somebody was faster.
      if (!(error instanceof Missing && error.code.endsWith('tracking_invalid_id'))) throw error
    }
  }

  /** The book's own id of what we hold; null for an entry of another book and for what others wrote. */
  #own(held: string | undefined): string | null {
    const [kind, id = null] = held?.split(':') ?? []
    return kind === this.#book.kind ? id : null
  }

  /** Entries that nobody is known to have. */
  #free(): readonly BookEntry[] {
    const held = new Set(this.#order.held.map(({ id }) => this.#own(id)))
    return this.#entries.filter(({ id }) => !this.#claimed.has(id) && !this.#removed.has(id) && !held.has(id))
  }

  /** What a run that was killed left behind, by the numbers that the parcel had. */
  #unknown(numbers: readonly string[]): readonly BookEntry[] {
    return this.#free().filter(entry => numbers.some(number => isSameNumber(entry.number, number)))
  }

  /** An entry with that number; else what somebody fulfilled by hand, of just these pieces. */
  #find(parcel: WantedParcel): BookEntry | undefined {
    const free = this.#free()
    const byHand = ({ number, pieces }: BookEntry) => number === null && pieces === piecesKey(parcel.pieces)
    return free.find(one => isSameNumber(one.number, parcel.number)) ?? free.find(byHand)
  }

  #isDone({ number, pieces }: BookEntry, parcel: WantedParcel): boolean {
    return isSameNumber(number, parcel.number) && (pieces === undefined || pieces === piecesKey(parcel.pieces))
  }
}
