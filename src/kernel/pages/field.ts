import { html } from 'hono/html'
import { type Field, hintOfList, isDay } from '../shapes/form.ts'
import { drawText, type Html, plainText } from './phrase.ts'

/** What is wrong with fields, by their names. */
export type Errors = Readonly<Record<string, string>>

/** What a form's fields are called in a request, apart from the names we need ourselves. */
export const FIELD_PREFIX = 'value:'

/** Those of a form's own fields, under the names that it gave them. */
export function fieldValues<T>(entered: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(entered).flatMap(([name, value]) =>
      name.startsWith(FIELD_PREFIX) ? [[name.slice(FIELD_PREFIX.length), value] as const] : [],
    ),
  )
}

/** How a form is sent: files go in parts; words alone need not. */
export function formEncoding(fields: readonly Field[]): 'multipart/form-data' | 'application/x-www-form-urlencoded' {
  return fields.some(({ kind }) => kind === 'file') ? 'multipart/form-data' : 'application/x-www-form-urlencoded'
}

/** A field with its label, its hint and what is wrong with it. `camera` is what a phone's camera is offered with. */
export function drawField(field: Field, id: string, error: string | undefined, camera?: string): Html {
  if (field.kind === 'many') return drawMany(field, id, error)
  return html`<div class="field">
    <label for="${id}">${drawText(field.label, 100)}${field.required ? html`<span class="required" aria-hidden="true"> *</span>` : html` <span class="optional">optional</span>`}</label>
    ${drawControl(field, id, describedBy(field, id, error), error !== undefined)}
    ${field.photos && camera && html`<label class="camera" for="${id}-camera">${camera}<input id="${id}-camera" name="${FIELD_PREFIX}${field.name}" type="file" accept="image/*" capture="environment"></label>`}
    ${field.hint && html`<p class="hint" id="${id}-hint">${drawText(field.hint, 300)}</p>`}
    ${error !== undefined && html`<p class="error" id="${id}-error" role="alert">${drawText(error, 500)}</p>`}
  </div>`
}

/** A box for each choice, under what they are for. */
function drawMany(field: Field, id: string, error: string | undefined): Html {
  const hint = hintOfList(field)
  const before = field.value?.split(' ') ?? []
  const name = `${FIELD_PREFIX}${field.name}`
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
  const name = `${FIELD_PREFIX}${field.name}`
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
