import { html } from 'hono/html'
import { drawField, type Errors, formEncoding } from '../../../kernel/pages/field.ts'
import { drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import type { Field, Form } from '../../../kernel/shapes/form.ts'
import type { ConsolePerson } from '../people.ts'

/** The same form, in which staff are chosen among those who are here. */
export function withStaff(form: Form, people: readonly ConsolePerson[]): Form {
  const choices = people.filter(({ staff }) => staff).map(({ user, name }) => ({ value: user, label: name }))
  const listed = (field: Field): Field =>
    field.kind === 'person' && field.staff ? { ...field, kind: 'select', choices } : field
  return { ...form, fields: form.fields.map(listed) }
}

/**
 * A form as the inside of the dialog.
 * @param send where it is sent.
 */
export function drawForm(form: Form, send: string, errors: Errors = {}): Html {
  const known = new Set(form.fields.map(({ name }) => name))
  const elsewhere = Object.entries(errors).filter(([name]) => !known.has(name))
  const encoding = formEncoding(form.fields)
  return html`<form method="post" action="${send}" enctype="${encoding}" hx-encoding="${encoding}" hx-post="${send}" hx-target="#form" hx-sync="this:drop" novalidate>
    <header><h2 id="form-title" tabindex="-1">${drawText(form.title, 200)}</h2></header>
    <div class="form-alert" role="alert">${elsewhere.map(([, sentence]) => html`<p>${drawText(sentence, 500)}</p>`)}</div>
    <input type="hidden" name="token" value="${form.token}">
    ${form.fields.map((field, position) => drawField(field, `field-${position}`, errors[field.name]))}
    <footer>
      <button type="button" class="plain" data-close>Cancel</button>
      <button class="primary"><bdi>${plainText(form.submit, 80)}</bdi></button>
    </footer>
  </form>`
}
