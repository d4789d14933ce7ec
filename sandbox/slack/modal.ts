import { html } from 'hono/html'
import type { SeenElement } from '../../test/slack/fake/reading-blocks.ts'
import type { SeenView } from '../../test/slack/fake/seen.ts'
import type { Html } from '../page.ts'

type Sent = Readonly<Record<string, unknown>>

const fieldsOf = (view: SeenView) => view.elements.filter(({ field, type }) => field !== null && type !== 'file_input')

/** The form before somebody’s eyes. */
export function drawModal(view: SeenView, at: string): Html {
  const wrong = (name: string) => view.errors[name] && html`<span class="wrong">${view.errors[name]}</span>`
  return html`<dialog data-open><h2>${view.title}</h2><form method="post" action="${at}/submit">
${fieldsOf(view).map(
  one => html`<label>${one.field} ${one.optional ? html`<small>(optional)</small>` : ''}${input(one, view.values[one.field ?? ''] ?? '')}
${one.hint ? html`<small>${one.hint}</small>` : ''}${wrong(one.field ?? '')}</label>`,
)}
${view.submit ? html`<button class="primary">${view.submit}</button>` : html`<p style="white-space:pre-wrap">${view.text}</p>`}
<button name="closes" value="yes" formnovalidate>Close</button></form></dialog>`
}

function input(one: SeenElement, value: string): Html {
  const { actionId: name, type, options, raw, optional } = one
  if (options.length > 0)
    return html`<select name="${name}" ${type.startsWith('multi') || type === 'checkboxes' ? html`multiple` : ''}>
${optional ? html`<option value=""></option>` : ''}${options.map(
  label => html`<option ${value.split(', ').includes(label) ? html`selected` : ''}>${label}</option>`,
)}</select>`
  if (raw.multiline) return html`<textarea name="${name}" rows="3">${value}</textarea>`
  return html`<input name="${name}" value="${value}" type="${type === 'datepicker' ? 'date' : 'text'}" placeholder="${one.label}">`
}

/** What was filled in, as a person types it: only what differs from what stands there. */
export function entriesOf(view: SeenView, sent: Sent): Record<string, string | readonly string[] | null> {
  return Object.fromEntries(
    fieldsOf(view).flatMap(({ field, actionId, type, optional }): [string, string | readonly string[] | null][] => {
      const given = sent[actionId]
      const many = type.startsWith('multi') || type === 'checkboxes'
      const typed = many ? [given ?? []].flat().map(String).filter(Boolean) : String(given ?? '')
      const stands = view.values[field ?? ''] ?? ''
      if (String(typed) === stands || (many && typed.length === 0 && stands === '')) return []
      return [[actionId, typed === '' && optional ? null : typed]]
    }),
  )
}
