import type { APIMessageTopLevelComponent } from 'discord.js'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import type { Names } from '../files.ts'
import { drawPress, row } from './buttons.ts'
import { drawCard, text } from './card.ts'
import { shown } from './words.ts'

/** Room for the words of an answer, beside a button: docs, "Text Display". */
const MOST = 3_500
const MOST_OF_ERROR = 600

/** An answer as only its asker sees it. What needs a form is one press away: after "thinking…" none can be opened. */
export function drawAnswer(answer: Answer, names?: Names): APIMessageTopLevelComponent[] {
  switch (answer.kind) {
    case 'said':
      return [text(shown(answer.text, MOST))]
    case 'refused':
      return [text(`**Not done.** ${shown(answer.text, MOST)}`)]
    case 'shown':
      return [drawCard(answer.card, names ? { names } : {})]
    case 'form':
      return [
        text(`${shown(answer.form.title, MOST)} needs a few words more.`),
        row(drawPress({ label: 'Fill in', token: answer.form.token, style: 'primary' })),
      ]
    case 'errors':
      return [
        text(`**Not done yet.** What you wrote is kept.\n${drawErrors(answer)}`),
        row(drawPress({ label: 'Edit', token: answer.form.token, style: 'primary' })),
      ]
  }
}

function drawErrors({ form, errors }: Answer & { kind: 'errors' }): string {
  return Object.entries(errors)
    .map(([name, sentence]) => {
      const label = form.fields.find(field => field.name === name)?.label ?? name
      return `**${shown(label, 80)}** ${shown(sentence, MOST_OF_ERROR)}`
    })
    .slice(0, 5)
    .join('\n')
}
