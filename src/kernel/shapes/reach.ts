/**
 * How a supplier is reached that is in none of our chats: by e-mail, a portal, an API or files. It is a room of that
 * supplier all the same: cards are posted to it, and its people act from it.
 */
export type Reach = {
  /** As people call it: `E-mail`. */
  title: string
  /** What staff enter to switch it on; null where there is nothing to enter. */
  asks: { label: string; help: string } | null
  /**
   * Where it leads, read from what staff entered; the same twice is the same place.
   * @param secret a password or key, where staff entered one.
   * @throws Refusal in words for staff
   */
  read(entered: string, supplier: { id: string; name: string }, secret?: string): ReachedPlace
  /** Its people come by a link that staff hand to them: staff are shown one once it is on. */
  handsOutLinks?: true
  /** Each card that is posted there brings a link of its own for the person it goes to. */
  postsLinks?: true
  /** What staff do where nothing gets there, in a sentence without its full stop. */
  remedy: string
  /** What staff should do next, in a sentence, once it is on. */
  next?: string
}

/** `channel` and each `user` are the medium's own names, and `name` is what people call them. */
export type ReachedPlace = {
  channel: string
  name: string
  people: readonly { user: string; name: string }[]
  /** What the medium needs besides to get there, as its own text: kept sealed. */
  access?: string
}

/** What a medium needs to get to a place of its own, as staff entered it; null for a place that needs nothing. */
export type OpenPlace = (chat: string, channel: string) => Promise<string | null>

/** Who came by a link, and for what: one card with all that is under it, or all of its room (`about` is null). */
export type SupplierAccess = {
  link: string
  room: { id: string; chat: string; channel: string; name: string; supplierId: string }
  person: { user: string; name: string }
  supplier: { name: string /** IANA zone, in which its people read times. */; zone: string }
  about: { kind: string; subject: string } | null
}

/** Links by which a supplier's people act without an account. Only their hashes are kept. */
export type AccessLinks = {
  /** Makes a link for somebody in a supplier's room. Answers its secret, 43 characters. */
  make(whom: { roomId: string; user: string; about?: SupplierAccess['about'] }): Promise<string>
  /** Null for a link that never was, has expired or was ended, or whose person or room is no longer the supplier's. */
  open(secret: string): Promise<SupplierAccess | null>
  /** Has a new link sent to the address of one that has expired, if that can be. Doesn’t say whether it was. */
  renew(secret: string): Promise<void>
  /** Whether that link still lasts: asked again by a session that began with it. */
  lasts(link: string): Promise<SupplierAccess | null>
}
