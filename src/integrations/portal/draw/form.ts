import { html } from 'hono/html'
import { drawField, type Errors, formEncoding } from '../../../kernel/pages/field.ts'
import { drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import type { Form } from '../../../kernel/shapes/form.ts'
import { along, type Visit } from '../receive/visit.ts'
import { portalWords as words } from '../words.ts'

/** A form with nothing of it refilled in but what is known; `back` is the address that one came from. */
export function drawForm(visit: Visit, form: Form, { back, about, errors = {} }: Filling): Html {
  const known = new Set(form.fields.map(({ name }) => name))
  const elsewhere = Object.entries(errors).filter(([name]) => !known.has(name))
  const isWrong = Object.keys(errors).length > 0
  const hasFiles = form.fields.some(({ kind }) => kind === 'file')
  return html`<form class="panel" method="post" action="${visit.base}/submit" enctype="${formEncoding(form.fields)}" novalidate>
    <h1>${drawText(form.title, 200)}</h1>
    ${
      isWrong &&
      html`<div class="notice bad" role="alert"><p>${words.form.problem}${hasFiles && html` ${words.form.filesAgain}`}</p>
      ${elsewhere.map(([, sentence]) => html`<p>${drawText(sentence, 500)}</p>`)}</div>`
    }
    ${along(visit, { token: form.token, ...(about && { about }) })}
    ${form.fields.map((field, position) => drawField(field, `field-${position}`, errors[field.name], words.form.camera))}
    <footer>
      <a class="button" href="${back}">${words.form.cancel}</a>
      <button class="primary"><bdi>${plainText(form.submit, 80)}</bdi></button>
    </footer>
  </form>`
}

type Filling = { back: string; about: string | null; errors?: Errors }

/** The same form with what was typed, so that nothing has to be typed twice. */
export function refilled(form: Form, values: Readonly<Record<string, string>>): Form {
  const fields = form.fields.map(field =>
    field.kind === 'secret' ? field : { ...field, value: values[field.name] ?? field.value ?? '' },
  )
  return { ...form, fields }
}
