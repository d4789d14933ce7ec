import { type CardLine, detailOf } from '../../../kernel/shapes/card.ts'
import type { Drawn } from '../../../kernel/shapes/chat.ts'
import { count, visible } from '../../../kernel/words/text.ts'
import { MOST_MAIL_LINES, mailPresses } from './mail-presses.ts'
import { phraseText } from './phrase.ts'

/** Where a mail leads: to the card as a whole, and to each of its buttons by its label. `zone`: the reader’s (IANA). */
export type MailPlace = { card: string; press(label: string): string; zone: string }

/** What a mail has besides its card: where to ship to, its picture in place, and a sentence for what was left out. */
export type MailExtra = { shipTo: readonly string[]; pictured: boolean; missing: readonly string[] }
export const NOTHING_MORE: MailExtra = { shipTo: [], pictured: false, missing: [] }

/** What is above this line is the answer, no matter how a mail program marks what it quotes. */
export const REPLY_LINE = '--- reply above this line ---'

/** A card as plain text: everything that it says, and a link for each of its buttons. */
export function mailText(card: Drawn, at: MailPlace, { missing, shipTo }: MailExtra = NOTHING_MORE): string {
  const { zone } = at
  const lines = card.lines ?? []
  const more = lines.length - MOST_MAIL_LINES
  const blocks = [
    visible(card.title),
    card.isMessage ? '' : visible(card.summary),
    (card.facts ?? []).map(({ label, value }) => `${visible(label)}: ${phraseText(value, zone)}`).join('\n'),
    [
      ...lines.slice(0, MOST_MAIL_LINES).map(line => lineText(line, zone)),
      ...(more > 0 ? [`and ${count(more, 'more line')}`] : []),
    ].join('\n'),
    card.body ? phraseText(card.body, zone) : '',
    shipTo.length > 0 ? ['Ship to:', ...shipTo.map(visible)].join('\n') : '',
    card.picture ? `[${visible(card.picture.alt)}]` : '',
    [...(card.files ?? []).map(({ name }) => `File: ${visible(name)}`), ...missing].join('\n'),
    mailPresses(card)
      .map(({ label }) => `${visible(label)}: ${at.press(label)}`)
      .join('\n'),
    card.context ? phraseText(card.context, zone) : '',
    `Everything about this, with its state now: ${at.card}`,
    FOOT,
  ]
  return `${REPLY_LINE}\n\n${blocks.filter(Boolean).join('\n\n')}\n`
}

/** What one can do with a mail besides its buttons. */
export const FOOT = 'You can also reply to this mail. The links are for you: don’t pass them on.'

function lineText(line: CardLine, zone: string): string {
  const { text, quantity, done } = line
  const detail = phraseText(detailOf(line), zone)
  const first = `${quantity === undefined ? '-' : `${quantity} ×`} ${visible(text)}${done ? ' (done)' : ''}`
  return detail ? `${first}\n    ${detail}` : first
}
