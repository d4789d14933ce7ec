/** A moment; each chat draws it in the reader's zone, or in `zone` (IANA) where one is given. */
export type Moment = { at: string; zone?: string }

/** Text is always shown as text: no chat may read markup, mentions or links in it. */
export type Phrase = string | Moment | readonly (string | Moment)[]

export type Tone = 'neutral' | 'waiting' | 'good' | 'warning' | 'bad'

export type CardLine = {
  text: string
  quantity?: number
  /** Options, SKU and the like, in smaller print. */
  detail?: string
  /** An https address of a picture. */
  image?: string
  /** Struck through: shipped, cancelled, sent elsewhere. */
  done?: boolean
}

/** A button asks a command. `input` is what is known; `asks` are the arguments a form asks for first. */
export type Button = {
  label: string
  command: string
  input: Record<string, unknown>
  asks?: readonly string[]
  style?: 'primary' | 'danger'
}

/** Whom a card may be shown to. The board refuses to post it anywhere else. */
export type Audience = 'staff' | { supplierId: string }

/** Everything a person can be shown in a room, on any chat. One renderer per chat draws it. */
export type Card = {
  audience: Audience
  tone: Tone
  title: string
  /** One sentence of full meaning: the notification, and what a screen reader says. */
  summary: string
  facts?: readonly { label: string; value: Phrase }[]
  lines?: readonly CardLine[]
  body?: Phrase
  /** At most five, so that one row holds them everywhere. */
  buttons?: readonly Button[]
  context?: Phrase
}

/** Most buttons of a card: Discord's action row holds five. */
export const MOST_BUTTONS = 5
