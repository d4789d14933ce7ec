import { ComponentType, TextInputStyle } from 'discord.js'
import { walk } from './components.ts'
import type { Modal } from './modal.ts'
import type { Option, Piece, Upload } from './shapes.ts'

const Type = ComponentType

/** A field of an open modal, as the person sees it. */
type SeenField = {
  id: string
  label: string
  description: string
  kind: string
  required: boolean
  placeholder: string
  options: readonly Option[]
  /** What stands in it: a text, a choice, choices, or a tick. */
  value: string | readonly string[] | boolean | null
}

export type SeenModal = { title: string; id: string; texts: readonly string[]; fields: readonly SeenField[] }

/** What a person enters: by the label or the id of the field. Options go by label or value. */
export type Entries = Record<string, string | readonly string[] | boolean | readonly Upload[]>

const KINDS: Record<number, string> = {
  [Type.StringSelect]: 'select',
  [Type.UserSelect]: 'people',
  [Type.RoleSelect]: 'roles',
  [Type.MentionableSelect]: 'mentionables',
  [Type.ChannelSelect]: 'channels',
  [Type.FileUpload]: 'files',
  [Type.RadioGroup]: 'radio',
  [Type.CheckboxGroup]: 'checkboxes',
  [Type.Checkbox]: 'checkbox',
}

export function seeModal(modal: Modal): SeenModal {
  return {
    title: modal.title,
    id: modal.custom_id,
    texts: modal.components.flatMap(({ content }) => (content ? [content] : [])),
    fields: fieldsOf(modal).map(({ piece, label, description }) => ({
      id: piece.custom_id ?? '',
      label,
      description,
      kind: kindOf(piece),
      required: isRequired(piece),
      placeholder: piece.placeholder ?? '',
      options: piece.options ?? [],
      value: preset(piece),
    })),
  }
}

export type Field = { piece: Piece; label: string; description: string }

export function fieldsOf(modal: Modal): Field[] {
  const labels = new Map(modal.components.map(outer => [outer.component ?? outer.components?.[0], outer]))
  return [...walk(modal.components, [])].flatMap(([piece]) => {
    if (!piece.custom_id) return []
    const outer = labels.get(piece)
    return [{ piece, label: outer?.label ?? piece.label ?? '', description: outer?.description ?? '' }]
  })
}

function kindOf(piece: Piece): string {
  if (piece.type === Type.TextInput) return piece.style === TextInputStyle.Paragraph ? 'long text' : 'text'
  return KINDS[piece.type] ?? String(piece.type)
}

/** In a modal all is required unless said otherwise; a lone checkbox is not. docs: components/reference. */
export function isRequired(piece: Piece): boolean {
  return piece.required ?? piece.type !== Type.Checkbox
}

/** What stands in a field when the modal opens. */
export function preset(piece: Piece): string | readonly string[] | boolean | null {
  const chosen = (piece.options ?? []).filter(option => option.default).map(({ value }) => value)
  if (piece.type === Type.TextInput) return typeof piece.value === 'string' ? piece.value : ''
  if (piece.type === Type.Checkbox) return piece.default ?? false
  if (piece.type === Type.RadioGroup) return chosen[0] ?? null
  return [...chosen, ...(piece.default_values ?? []).map(({ id }) => id)]
}
