import type { FulfilmentSteps, OrderToFulfil, WantedParcel } from '../../../kernel/shapes/storefront.ts'
import { Missing } from '../trouble.ts'
import { type Book, type BookEntry, isSameNumber, piecesKey } from './book.ts'

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

  async settle(parcel: WantedParcel, write: ((parcel: WantedParcel) => Promise<void>) | null): Promise<void> {
    const held = this.#order.held.find(one => one.parcels.includes(parcel.id))?.id
    if (held && this.#own(held) === null) return
    const own = this.#entries.find(({ id }) => id === this.#own(held))
    if (own && isSameNumber(own.number, parcel.number) && this.#isPacked(own, parcel))
      return void this.#claimed.add(own.id)
    const isOurs = held !== undefined || this.#order.intended.includes(parcel.id)
    const there = own && this.#book.rewrite ? own : this.#find(parcel)
    await this.#steps.intend([parcel.id])
    const id = there?.id ?? (await this.#book.add(parcel))
    this.#claimed.add(id)
    // Before it is noted that the shop has it: killed in between, the next run looks for the note.
    if (write && (isOurs || !there)) await write(parcel)
    if (there && !(isSameNumber(there.number, parcel.number) && this.#isPacked(there, parcel)) && this.#book.rewrite)
      await this.#book.rewrite(there, parcel)
    if (own && own.id !== id) await this.#remove(own.id)
    await this.#steps.holds({ id: `${this.#book.kind}:${id}`, parcels: [parcel.id] })
  }

  async removeUnwanted(): Promise<void> {
    const wanted = new Set(this.#order.parcels.map(({ id }) => id))
    for (const { id, parcels } of this.#order.held) {
      const own = this.#own(id)
      if (own === null || parcels.some(parcel => wanted.has(parcel))) continue
      if (this.#entries.some(entry => entry.id === own) && !this.#claimed.has(own)) await this.#remove(own)
      await this.#steps.ended(id)
    }
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

  /** The book's own id of what we hold; null for an entry of another book, which is left as it is. */
  #own(held: string | undefined): string | null {
    const [kind, id = ''] = held?.split(':') ?? []
    return kind === this.#book.kind ? id : null
  }

  /** An entry with that number that no other parcel of ours has; else what somebody fulfilled by hand, of just these pieces. */
  #find(parcel: WantedParcel): BookEntry | undefined {
    const others = new Set(
      this.#order.held.flatMap(({ id, parcels }) => (parcels.includes(parcel.id) ? [] : [this.#own(id)])),
    )
    const free = this.#entries.filter(({ id }) => !this.#claimed.has(id) && !others.has(id))
    const byHand = ({ number, pieces }: BookEntry) => number === null && pieces === piecesKey(parcel.pieces)
    return free.find(one => isSameNumber(one.number, parcel.number)) ?? free.find(byHand)
  }

  #isPacked({ pieces }: BookEntry, parcel: WantedParcel): boolean {
    return pieces === undefined || pieces === piecesKey(parcel.pieces)
  }
}
