import type { AnyCommand, Arg } from './command.ts'
import { type Field, type FieldKind, type Form, MOST_CHOICES, MOST_FIELDS } from './form.ts'
import { argsOf, isRequired } from './grammar.ts'
import type { Complete } from './suggest.ts'

const KINDS: Partial<Record<Arg['kind'], FieldKind>> = {
  long: 'long',
  number: 'number',
  date: 'date',
  channel: 'channel',
  person: 'person',
}

/** Kinds with few enough values to choose from a list. */
const LISTED = new Set<Arg['kind']>(['choice', 'supplier', 'store', 'shipment'])

/** What a form asks for: what the button says, else every argument that is not known yet. */
export function fieldsAsked(command: AnyCommand, known: Readonly<Record<string, unknown>>, asks: readonly string[]) {
  const args = argsOf(command)
  if (asks.length > 0) return asks.flatMap(key => args.filter(([name]) => name === key)).slice(0, MOST_FIELDS)
  const open = args.filter(([key]) => !(key in known))
  const required = open.filter(([key]) => isRequired(command, key))
  const optional = open.filter(([key]) => !isRequired(command, key))
  return [...required, ...optional].slice(0, MOST_FIELDS)
}

/** The form of a command, generated from its arguments. `token` names the command when it is sent. */
export async function formFor(
  token: string,
  command: AnyCommand,
  fields: readonly (readonly [string, Arg])[],
  values: Readonly<Record<string, unknown>>,
  complete: Complete,
): Promise<Form> {
  const drawn = fields.map(([key, arg]) => field(key, arg, isRequired(command, key), values, complete))
  return { token, title: command.title, submit: command.title, fields: await Promise.all(drawn) }
}

async function field(
  name: string,
  arg: Arg,
  required: boolean,
  known: Readonly<Record<string, unknown>>,
  complete: Complete,
): Promise<Field> {
  const value = known[name]
  const shared = { name, label: arg.label, hint: arg.help, required, ...(typeof value === 'string' && { value }) }
  const kind = KINDS[arg.kind]
  if (kind) return { ...shared, kind }
  const choices = LISTED.has(arg.kind) ? await complete(arg, '', known) : []
  const listed = choices.length > 0 && choices.length <= MOST_CHOICES
  return listed ? { ...shared, kind: 'select', choices } : { ...shared, kind: 'text' }
}
