import { html } from 'hono/html'
import { type Field, type Form, hintOfList, isDay } from '../../../kernel/shapes/form.ts'
import type { ConsolePerson } from '../people.ts'
import { drawText, type Html, plainText } from './phrase.ts'

/** The same form, in which staff are chosen among those who are here. */
export function withStaff(form: Form, people: readonly ConsolePerson[]): Form {
  const choices = people.filter(({ staff }) => staff).map(({ user, name }) => ({ value: user, label: name }))
  const listed = (field: Field): Field =>
    field.kind === 'person' && field.staff ? { ...field, kind: 'select', choices } : field
  return { ...form, fields: form.fields.map(listed) }
}

type Errors = Readonly<Record<string, string>>

/** What a form's fields are called in a request, apart from the names we need ourselves. */
export const VALUE = 'value:'

/**
 * A form as the inside of the dialog.
 * @param send where it is sent.
 */
export function drawForm(form: Form, send: string, errors: Errors = {}): Html {
  const known = new Set(form.fields.map(({ name }) => name))
  const elsewhere = Object.entries(errors).filter(([name]) => !known.has(name))
  // Files go in parts; words alone need not.
  const encoding = form.fields.some(({ kind }) => kind === 'file')
    ? 'multipart/form-data'
    : 'application/x-www-form-urlencoded'
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

function drawField(field: Field, id: string, error: string | undefined): Html {
  if (field.kind === 'many') return drawMany(field, id, error)
  return html`<div class="field">
    <label for="${id}">${drawText(field.label, 100)}${field.required ? html`<span class="required" aria-hidden="true"> *</span>` : html` <span class="optional">optional</span>`}</label>
    ${drawControl(field, id, describedBy(field, id, error), error !== undefined)}
    ${field.hint && html`<p class="hint" id="${id}-hint">${drawText(field.hint, 300)}</p>`}
    ${error !== undefined && html`<p class="error" id="${id}-error" role="alert">${drawText(error, 500)}</p>`}
  </div>`
}

/** A box for each choice, under what they are for. */
function drawMany(field: Field, id: string, error: string | undefined): Html {
  const hint = hintOfList(field)
  const before = field.value?.split(' ') ?? []
  const name = `${VALUE}${field.name}`
  return html`<fieldset class="field many" aria-describedby="${describedBy(field, id, error)}">
    <legend>${drawText(field.label, 100)}${field.required ? html`<span class="required" aria-hidden="true"> *</span>` : html` <span class="optional">optional</span>`}</legend>
    ${field.choices?.map((choice, position) => {
      const words = plainText([choice.label, choice.detail].filter(Boolean).join(' · '), 150)
      const checked = before.includes(choice.value) ? html`checked` : ''
      return html`<label><input type="checkbox" id="${position === 0 ? id : `${id}-${position}`}" name="${name}" value="${choice.value}" ${checked}> <bdi>${words}</bdi></label>`
    })}
    ${hint && html`<p class="hint" id="${id}-hint">${drawText(hint, 300)}</p>`}
    ${error !== undefined && html`<p class="error" id="${id}-error" role="alert">${drawText(error, 500)}</p>`}
  </fieldset>`
}

function describedBy(field: Field, id: string, error: string | undefined): string {
  return [error !== undefined && `${id}-error`, hintOfList(field) && `${id}-hint`].filter(Boolean).join(' ')
}

function drawControl(field: Field, id: string, described: string, wrong: boolean): Html {
  const value = field.value ?? ''
  const name = `${VALUE}${field.name}`
  const [required, invalid] = [String(field.required), String(wrong)]
  if (field.kind === 'long')
    return html`<textarea id="${id}" name="${name}" rows="4" dir="auto" aria-required="${required}" aria-invalid="${invalid}" aria-describedby="${described}">
${value}</textarea>`
  if (field.kind === 'select')
    return html`<select id="${id}" name="${name}" aria-required="${required}" aria-invalid="${invalid}" aria-describedby="${described}">
      ${field.choices?.some(choice => choice.value === value) || html`<option value="">Choose…</option>`}
      ${field.choices?.map(choice => {
        const words = plainText([choice.label, choice.detail].filter(Boolean).join(' · '), 150)
        return choice.value === value
          ? html`<option value="${choice.value}" selected>${words}</option>`
          : html`<option value="${choice.value}">${words}</option>`
      })}
    </select>`
  if (field.kind === 'file')
    return html`<input id="${id}" name="${name}" type="file" multiple aria-required="${required}" aria-invalid="${invalid}" aria-describedby="${described}">`
  if (field.kind === 'secret')
    return html`<input id="${id}" name="${name}" type="password" autocomplete="off" spellcheck="false" dir="auto" aria-required="${required}" aria-invalid="${invalid}" aria-describedby="${described}">`
  // Numbers are typed as text: a number field would send nothing at all for what it cannot read.
  const type = field.kind === 'date' && (!value || isDay(value)) ? 'date' : 'text'
  const mode = field.kind === 'number' ? 'decimal' : 'text'
  return html`<input id="${id}" name="${name}" type="${type}" inputmode="${mode}" dir="auto" autocomplete="off" value="${value}" aria-required="${required}" aria-invalid="${invalid}" aria-describedby="${described}">`
}
