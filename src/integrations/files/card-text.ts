import { detailOf, plainPhrase } from '../../kernel/shapes/card.ts'
import type { Drawn } from '../../kernel/shapes/chat.ts'

/** A card as plain text, for a reader without any buttons. Pure. */
export function cardText({ title, summary, facts = [], lines = [], body = '', context = '' }: Drawn): string {
  return [
    title,
    '',
    summary,
    ...facts.map(({ label, value }) => `${label}: ${plainPhrase(value)}`),
    ...lines.map(line => `- ${line.quantity ? `${line.quantity} × ` : ''}${line.text} ${plainPhrase(detailOf(line))}`),
    plainPhrase(body),
    plainPhrase(context),
    '',
  ].join('\r\n')
}
