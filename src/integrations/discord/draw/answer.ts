import type { APIMessageTopLevelComponent } from 'discord.js'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import type { FileNames } from '../files.ts'
import { drawButton, row } from './buttons.ts'
import { drawCard, textDisplay } from './card.ts'
import { escapeMarkdown } from './words.ts'

/** Room for the words of an answer next to a button: docs, "Text Display". */
const MOST = 3_500
const MOST_OF_ERROR = 600

/** An answer as only its asker sees it. What needs a form is one press away: after "thinking…" none can be opened. */
export function drawAnswer(answer: Answer, names?: FileNames): APIMessageTopLevelComponent[] {
  switch (answer.kind) {
    case 'said':
      return [textDisplay(escapeMarkdown(answer.text, MOST))]
    case 'refused':
      return [textDisplay(`**Not done.** ${escapeMarkdown(answer.text, MOST)}`)]
    case 'shown':
      return [drawCard(answer.card, names ? { names } : {})]
    case 'form':
      return [
        textDisplay(`${escapeMarkdown(answer.form.title, MOST)} needs a few words more.`),
        row(drawButton({ label: 'Fill in', token: answer.form.token, style: 'primary' })),
      ]
    case 'errors':
      return [
        textDisplay(`**Not done yet.** What you wrote is kept.\n${drawErrors(answer)}`),
        row(drawButton({ label: 'Edit', token: answer.form.token, style: 'primary' })),
      ]
  }
}

function drawErrors({ form, errors }: Answer & { kind: 'errors' }): string {
  return Object.entries(errors)
    .map(([name, sentence]) => {
      const label = form.fields.find(field => field.name === name)?.label ?? name
      return `**${escapeMarkdown(label, 80)}** ${escapeMarkdown(sentence, MOST_OF_ERROR)}`
    })
    .slice(0, 5)
    .join('\n')
}
