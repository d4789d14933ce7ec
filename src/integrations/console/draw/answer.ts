import { html } from 'hono/html'
import { type Addresses, drawPageCard, type Files } from '../../../kernel/pages/card.ts'
import { drawText, type Html } from '../../../kernel/pages/phrase.ts'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import type { Form } from '../../../kernel/shapes/form.ts'
import { productsIn } from '../paths.ts'
import { drawForm } from './form.ts'

/** What the page does with an answer: open (or redraw) the dialog, or show a note only its reader sees. */
export type Shape = 'form' | 'note' | 'refused'

type Given = {
  answer: Answer
  /** The room's address, to which presses and forms are sent. */
  room: string
  /** The command this answers, as it was typed. */
  asked?: string
  /** What was typed into the form this answers, so that nothing has to be typed twice. */
  values?: Readonly<Record<string, string>>
  /** Where its reader alone finds the files of the answer. */
  files: Files
}

/** An answer as markup, and where it belongs. */
export function drawAnswer({ answer, room, asked, values = {}, files }: Given): { shape: Shape; body: Html } {
  const send = `${room}/submit`
  if (answer.kind === 'form') return { shape: 'form', body: drawForm(answer.form, send) }
  if (answer.kind === 'errors')
    return { shape: 'form', body: drawForm(filled(answer.form, values), send, answer.errors) }
  const shape = answer.kind === 'refused' ? 'refused' : 'note'
  const shown = answer.kind === 'refused' && answer.hides ? undefined : asked
  return {
    shape,
    body: drawNote(shape, shown, inside(answer, { press: `${room}/press`, product: productsIn(room), ...files })),
  }
}

function inside(answer: Exclude<Answer, { form: Form }>, addresses: Addresses): Html {
  if (answer.kind === 'shown')
    return html`${drawPageCard(answer.card, addresses)}<div class="answers" aria-live="polite"></div>`
  return html`<p class="said" dir="auto">${drawText(answer.text, 6_000)}</p>`
}

function drawNote(shape: Shape, asked: string | undefined, body: Html): Html {
  return html`<section class="answer ${shape}" aria-label="Private answer">
    <header>
      <span class="only-you">${shape === 'refused' && html`<strong>Not done</strong> · `}Only you see this</span>
      <button type="button" class="dismiss" data-dismiss aria-label="Dismiss this answer">✕</button>
    </header>
    ${asked && html`<p class="asked">${drawText(asked, 300)}</p>`}
    ${body}
  </section>`
}

function filled(form: Form, values: Readonly<Record<string, string>>): Form {
  return {
    ...form,
    fields: form.fields.map(field =>
      field.kind === 'secret' ? field : { ...field, value: values[field.name] ?? field.value ?? '' },
    ),
  }
}
