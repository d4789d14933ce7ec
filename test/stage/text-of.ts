import type { Answer } from '../../src/kernel/shapes/answer.ts'
import { detailOf, type Moment, type Phrase, type PhrasePart, phraseParts } from '../../src/kernel/shapes/card.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import type { Form } from '../../src/kernel/shapes/form.ts'
import type { MemoryChat } from './memory-chat.ts'

/** All the words of a card or an answer as people read them, a line each; a moment as its ISO text, with its zone. */
export function textOf(shown: Drawn | Answer): string {
  if (!('kind' in shown)) return cardText(shown)
  if (shown.kind === 'shown') return cardText(shown.card)
  if (shown.kind === 'form') return formText(shown.form)
  if (shown.kind === 'errors') return lines(formText(shown.form), ...Object.values(shown.errors))
  return shown.text
}

/** The words of everything in a channel as it is now, threads too; of all channels, if none is named. */
export function textIn(chat: MemoryChat, channel?: string): string {
  const here = chat.messages.filter(one => channel === undefined || one.channel === channel)
  return lines(...here.map(one => textOf(one.card)))
}

/** The facts of a card, a line each: `Total: EUR 89.00`. */
export function factsOf({ facts = [] }: Drawn): string {
  return lines(...facts.map(({ label, value }) => `${label}: ${phraseText(value)}`))
}

export function phraseText(phrase: Phrase = ''): string {
  const words = (part: PhrasePart) => (typeof part === 'string' ? part : 'at' in part ? momentText(part) : part.text)
  return phraseParts(phrase).map(words).join('')
}

function momentText({ at, zone }: Moment): string {
  return zone ? `${at} (${zone})` : at
}

function cardText(card: Drawn): string {
  return lines(
    card.title,
    card.summary,
    factsOf(card),
    ...(card.lines ?? []).map(line => lines(`${line.quantity ?? ''} ${line.text}`.trim(), phraseText(detailOf(line)))),
    phraseText(card.body),
    card.picture?.alt,
    ...(card.files ?? []).map(({ name }) => name),
    ...card.presses.map(({ label }) => label),
    ...(card.usedLabels ?? []),
    phraseText(card.context),
    ...(card.pings ?? []).map(({ name }) => `@${name}`),
    card.unpinged,
  )
}

function formText({ title, fields, submit }: Form): string {
  const said = fields.map(({ label, hint, value, choices = [] }) =>
    lines(label, hint, value, ...choices.map(one => `${one.label} ${one.detail ?? ''}`)),
  )
  return lines(title, ...said, submit)
}

function lines(...all: readonly (string | undefined)[]): string {
  return all.filter(Boolean).join('\n')
}
