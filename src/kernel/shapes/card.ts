/** A moment; each chat draws it in the reader's zone, or in `zone` (IANA) where one is given. */
export type Moment = { at: string; zone?: string }

/** A link of ours, https, and what it is called; where nothing can be followed its name alone is shown. */
export type Link = { text: string; to: string }

/** A link to another card of ours, in the same chat; until that stands there, its words alone are shown. */
export type CardLink = { text: string; card: { kind: string; subject: string } }

/** Text is always shown as text: no chat may read markup, mentions or links in it. */
export type PhrasePart = string | Moment | Link | CardLink

export const isCardLink = (part: PhrasePart): part is CardLink => typeof part !== 'string' && 'card' in part
export type Phrase = PhrasePart | readonly PhrasePart[]

/** The parts of a phrase, in their order. */
export const phraseParts = (phrase: Phrase): readonly PhrasePart[] => [phrase].flat() as readonly PhrasePart[]

/** A phrase in plain text, for what draws no moments: those are ISO 8601 in UTC. Pure. */
export const plainPhrase = (phrase: Phrase): string =>
  phraseParts(phrase)
    .map(part => (typeof part === 'string' ? part : 'at' in part ? part.at : part.text))
    .join('')

/** Phrases as one, with words between them. */
export function joined(phrases: readonly Phrase[], between: string): readonly PhrasePart[] {
  return phrases.flatMap((phrase, at) => [...(at > 0 ? [between] : []), ...phraseParts(phrase)])
}

/** How long its words are, in UTF-16 units; moments are drawn by each chat in its own way, and are not counted. */
export function lengthOf(phrase: Phrase): number {
  const words = (part: PhrasePart) => (typeof part === 'string' ? part : 'at' in part ? '' : part.text)
  return phraseParts(phrase).reduce((sum, part) => sum + words(part).length, 0)
}

/** `over`: decided, and nothing more is asked of anybody. */
export type Tone = 'neutral' | 'waiting' | 'good' | 'warning' | 'bad' | 'over'

/** Where what a card is about stands, in words of at most 20 characters, for a chat that sorts its cards by them. */
export const CARD_STATES = {
  draft: { words: 'Draft', isOver: false },
  sent: { words: 'New', isOver: false },
  acknowledged: { words: 'Acknowledged', isOver: false },
  partly_shipped: { words: 'Partly shipped', isOver: false },
  shipped: { words: 'Shipped', isOver: false },
  delivered: { words: 'Delivered', isOver: true },
  declined: { words: 'Declined', isOver: true },
  cancelled: { words: 'Cancelled', isOver: true },
  open: { words: 'Open', isOver: false },
  with_supplier: { words: 'With the supplier', isOver: false },
  answered: { words: 'Answered', isOver: false },
  closed: { words: 'Closed', isOver: true },
} as const
export type CardState = keyof typeof CARD_STATES

/** Whether what a card is about is done: nothing more is asked of anybody. */
export function isOver({ state, tone }: Pick<Card, 'state' | 'tone'>): boolean {
  return state ? CARD_STATES[state].isOver : tone === 'over'
}

/** Whether anything is still asked by a card that has these buttons. */
export function asksSomething(card: Pick<Card, 'state' | 'tone'> & { presses: readonly unknown[] }): boolean {
  return card.presses.length > 0 && !isOver(card)
}

export type CardLine = {
  text: string
  quantity?: number
  /** Options, SKU and the like, in smaller print. */
  detail?: Phrase
  /** The moment with which the detail ends. */
  when?: Moment
  /** An https address of a picture. */
  image?: string
  /** Struck through: shipped, cancelled, sent elsewhere. */
  done?: boolean
  /** All that it says as a row, a cell for each of the card's columns: for chats with tables. */
  cells?: readonly Phrase[]
}

/** The smaller print of a line. */
export function detailOf({ detail = '', when }: CardLine): Phrase {
  if (!when) return detail
  return typeof detail === 'string' ? [`${detail} `, when] : [...phraseParts(detail), ' ', when]
}

/** A file of ours, by the id under which it is kept. */
export type Attached = { file: string; name: string }

/** Whether a card shows that file. Pure. */
export function hasFile(card: Pick<Card, 'picture' | 'files'> | null | undefined, file: string): boolean {
  return card?.picture?.file === file || (card?.files ?? []).some(one => one.file === file)
}

/** A button asks a command. `input` is what is known; `asks` are the arguments a form asks for first. */
export type Button = {
  label: string
  command: string
  input: Record<string, unknown>
  asks?: readonly string[]
  style?: 'primary' | 'danger'
}

/**
 * Somebody who is called by a card when it is posted; each chat calls its own people only, and nobody more often in a
 * day than the limit. `zone` (IANA) is where their day begins and ends; none for the machine's.
 */
export type Ping = { chat: string; user: string; name: string; zone?: string }

/** Whom a card may be shown to. The board refuses to post it anywhere else. */
export type Audience = 'staff' | { supplierId: string }

/** Everything a person can be shown in a room, on any chat. One renderer per chat draws it. */
export type Card = {
  audience: Audience
  tone: Tone
  /**
   * The card that it belongs to where it is posted by itself: a medium whose messages stay as they are, such as e-mail,
   * sends it in that one's thread.
   */
  follows?: CardLink['card']
  /** It only says how its thread works: left out of media that show no threads, such as e-mail. */
  onThread?: true
  /** Only of a card that shows a purchase order or a case. */
  state?: CardState
  /**
   * Somebody's words rather than a card of ours: the title says whose, the body what; the summary is only read aloud.
   */
  isMessage?: true
  /**
   * When a message was written, ISO 8601 in UTC, and which piece of it this is: those that wait in a thread go in this
   * order.
   */
  written?: { at: string; piece: number }
  title: string
  /** One sentence of full meaning: the notification, and what a screen reader says. */
  summary: string
  facts?: readonly { label: string; value: Phrase }[]
  lines?: readonly CardLine[]
  /** What the cells of its lines are called, where each line has them. */
  columns?: readonly string[]
  body?: Phrase
  /** A PNG, JPEG or GIF of ours. `alt` says all that it shows: who cannot see it reads that. */
  picture?: { file: string; alt: string }
  /** To be opened or downloaded: at most ten. Slack shows them in the thread under the card. */
  files?: readonly Attached[]
  /** At most five, so that one row holds them everywhere. */
  buttons?: readonly Button[]
  /** Opens all of it: offered where a chat has no room for some of the card. */
  rest?: Button
  context?: Phrase
  /** Who is called by it: the only mentions that a chat may make. */
  pings?: readonly Ping[]
  /** Whom it calls it calls at once, however often they were called today. */
  urgent?: true
  /** Somebody waits to know whether its chat has it: the journal notes that. */
  watched?: true
  /** One of many alike, as new orders come: where its room is behind, what is none goes first. */
  oneOfMany?: true
}

/** A card that one person is shown, whose lines can be opened: a button for each, in their order. */
export type OpenableCard = Card & { opens?: readonly Button[] }

/** Most files of a card: Discord's and Slack's limit for a message. */
export const MOST_ATTACHED = 10

/** Most people who are called by one card. */
export const MOST_CALLED = 5

/** Most buttons of a card: Discord's action row holds five. */
export const MOST_BUTTONS = 5
