import { words } from './reader.ts'

/** The token of a button in markup, by its label. */
export function tokenOf(markup: string, label: string): string {
  const buttons = [...markup.matchAll(/<button name="token" value="([^"]*)".*?<\/button>/gs)]
  const token = buttons.find(([button]) => words(button) === label)?.[1]
  if (!token)
    throw new Error(`no button ${label} in the console, only ${buttons.map(([one]) => words(one)).join(', ')}`)
  return token
}

/** What a browser sends of the form in markup once it is filled in, by the labels of its fields. */
export function formIn(markup: string, filled: Readonly<Record<string, string>>): Record<string, string> {
  const token = /<input type="hidden" name="token" value="([^"]*)"/.exec(markup)?.[1]
  if (!token) throw new Error(`no form in the console, but: ${words(markup)}`)
  const fields = markup.split('<div class="field">').slice(1).map(readField)
  const unknown = Object.keys(filled).filter(label => !fields.some(field => field.label === label))
  if (unknown.length > 0)
    throw new Error(`the form has no ${unknown.join(', ')}, only ${fields.map(({ label }) => label).join(', ')}`)
  const sent = fields.map(({ label, name, value, choices }) => [name, choose(filled[label] ?? value, choices)] as const)
  return { token, ...Object.fromEntries(sent) }
}

function readField(markup: string) {
  const label = /<label[^>]*>(.*?)(?:<span|\s*<\/label>)/s.exec(markup)?.[1] ?? ''
  const choices = [...markup.matchAll(/<option value="([^"]*)"( selected)?>(.*?)<\/option>/gs)]
  const preset = choices.find(([, , selected]) => selected)?.[1] ?? /<input[^>]* value="([^"]*)"/.exec(markup)?.[1]
  return {
    label: words(label).trim(),
    name: /name="([^"]*)"/.exec(markup)?.[1] ?? '',
    value: words(preset ?? ''),
    choices: choices.map(([, value = '', , shown = '']) => ({ value: words(value), label: words(shown) })),
  }
}

type Choices = readonly { value: string; label: string }[]

function choose(wanted: string, choices: Choices): string {
  if (choices.length === 0 || wanted === '') return wanted
  const found = choices.find(({ value, label }) => value === wanted || label === wanted)
  if (!found) throw new Error(`no choice ${wanted}, only ${choices.map(({ label }) => label).join(', ')}`)
  return found.value
}
