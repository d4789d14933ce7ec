import { ComponentType } from 'discord.js'
import { CannotDo } from './cannot-do.ts'
import { type Entries, type Field, fieldsOf, isRequired, preset } from './form.ts'
import type { Modal } from './modal.ts'
import type { Piece, Upload } from './shapes.ts'

const Type = ComponentType

/** What is sent, and the ids among it that must be resolved. */
export type Filled = { components: Piece[]; chosen: string[] }

/** Fills in a modal as a person does and sends it; what the client would not let them send is refused here. */
export function fill(modal: Modal, entries: Entries, keepFiles: (files: readonly Upload[]) => string[]): Filled {
  const fields = fieldsOf(modal)
  for (const name of Object.keys(entries))
    if (!fields.some(field => isNamed(field, name)))
      throw new CannotDo(`fill in "${name}": the modal has ${fields.map(({ label }) => `"${label}"`).join(', ')}`)
  const chosen: string[] = []
  const submitted = (piece: Piece): Piece => {
    const { type, id = 0 } = piece
    if (piece.components) return { type, id, components: piece.components.map(submitted) }
    if (piece.component) return { type, id, component: submitted(piece.component) }
    const field = fields.find(one => one.piece === piece)
    if (!field) return { type, id }
    const name = Object.keys(entries).find(one => isNamed(field, one))
    const entered = name === undefined ? preset(piece) : entries[name]
    const answer = enter(field, entered ?? null, keepFiles)
    chosen.push(...(answer.values ?? []))
    return { type, id, ...(piece.custom_id ? { custom_id: piece.custom_id } : {}), ...answer }
  }
  return { components: modal.components.map(submitted), chosen }
}

const isNamed = ({ piece, label }: Field, name: string) => name === piece.custom_id || name === label

type Entered = Entries[string] | null

function enter(field: Field, entered: Entered, keepFiles: (files: readonly Upload[]) => string[]): Partial<Piece> {
  const { piece, label } = field
  switch (piece.type) {
    case Type.TextInput:
      return { value: text(field, typeof entered === 'string' ? entered : '') }
    case Type.Checkbox:
      if (isRequired(piece) && entered !== true) throw new CannotDo(`send the modal: "${label}" must be ticked`)
      return { value: entered === true }
    case Type.RadioGroup: {
      const [value] = options(field, entered === null ? [] : [String(entered)])
      if (value === undefined && isRequired(piece)) throw new CannotDo(`send the modal: "${label}" is required`)
      return { value: value ?? null }
    }
    case Type.FileUpload: {
      const files = Array.isArray(entered) ? (entered as Upload[]).filter(one => typeof one === 'object') : []
      count(field, files.length)
      return { values: keepFiles(files) }
    }
    default: {
      const values = Array.isArray(entered)
        ? entered.map(String)
        : entered === null || entered === ''
          ? []
          : [String(entered)]
      const valid = piece.options ? options(field, values) : values
      count(field, valid.length)
      return { values: valid }
    }
  }
}

function text({ piece, label }: Field, value: string): string {
  const { min_length: min = 0, max_length: max = 4_000 } = piece
  if (!value && isRequired(piece)) throw new CannotDo(`send the modal: "${label}" is required`)
  if (value && value.length < min) throw new CannotDo(`send the modal: "${label}" needs ${min} characters`)
  if (value.length > max) throw new CannotDo(`type more than ${max} characters into "${label}"`)
  return value
}

function options({ piece, label }: Field, wanted: readonly string[]): string[] {
  return wanted.map(want => {
    const option = piece.options?.find(one => one.value === want || one.label === want)
    if (!option)
      throw new CannotDo(`choose "${want}" in "${label}": ${piece.options?.map(one => one.label).join(', ')}`)
    return option.value
  })
}

function count({ piece, label }: Field, chosen: number): void {
  const min = piece.min_values ?? (isRequired(piece) ? 1 : 0)
  const max = piece.max_values ?? (piece.type === Type.CheckboxGroup ? (piece.options?.length ?? 10) : 1)
  if (chosen === 0 && !isRequired(piece)) return
  if (chosen < Math.max(min, 1)) throw new CannotDo(`send the modal: "${label}" needs ${Math.max(min, 1)}`)
  if (chosen > max) throw new CannotDo(`choose more than ${max} in "${label}"`)
}
