import { html } from 'hono/html'
import type { Entries, SeenModal } from '../../test/discord/fake/form.ts'
import type { Html } from '../page.ts'

type Field = SeenModal['fields'][number]

const shown = ({ fields }: SeenModal) => fields.filter(({ kind }) => kind !== 'files')

/** The form before somebody’s eyes. */
export function drawModal(modal: SeenModal, at: string): Html {
  return html`<dialog data-open><h2>${modal.title}</h2>${modal.texts.map(text => html`<p>${text}</p>`)}
<form method="post" action="${at}/submit">${shown(modal).map(
    field => html`<label>${field.label} ${field.required ? '' : html`<small>(optional)</small>`}${input(field)}
${field.description ? html`<small>${field.description}</small>` : ''}</label>`,
  )}<button class="primary">Submit</button><button name="closes" value="yes" formnovalidate>Close</button></form></dialog>`
}

function input({ id, kind, options, value, required, placeholder }: Field): Html {
  const chosen = [value].flat().map(String)
  if (options.length > 0)
    return html`<select name="${id}" ${kind === 'checkboxes' ? html`multiple` : ''}>${required ? '' : html`<option value=""></option>`}${options.map(
      one =>
        html`<option value="${one.value}" ${chosen.includes(one.value) ? html`selected` : ''}>${one.label}</option>`,
    )}</select>`
  if (kind === 'checkbox')
    return html`<input type="checkbox" name="${id}" value="yes" ${value === true ? html`checked` : ''}>`
  if (kind === 'long text') return html`<textarea name="${id}" rows="3">${String(value ?? '')}</textarea>`
  return html`<input name="${id}" value="${typeof value === 'string' ? value : ''}" placeholder="${placeholder}">`
}

/** What was filled in. */
export function entriesOf(modal: SeenModal, sent: Readonly<Record<string, unknown>>): Entries {
  return Object.fromEntries(
    shown(modal).map(({ id, kind, options }) => {
      const given = [sent[id] ?? []].flat().map(String)
      if (kind === 'checkbox') return [id, given.length > 0]
      if (options.length > 0) return [id, given.filter(Boolean)]
      return [id, given[0] ?? '']
    }),
  )
}
