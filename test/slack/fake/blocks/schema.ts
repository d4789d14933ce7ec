import { isObject } from '../json.ts'

/**
 * What is wrong, in the sentences of the real Slack: `must be less than 76 characters
 * [json-pointer:/blocks/1/elements/0/text/text]`. The wording was taken from refusals quoted in public issues.
 */
export class Findings {
  readonly messages: string[] = []

  add(message: string, pointer: string): void {
    this.messages.push(`${message} [json-pointer:${pointer}]`)
  }
}

export type Rule = (value: unknown, at: string, to: Findings) => void

export function string({ min = 0, max = 3000, like }: { min?: number; max?: number; like?: RegExp } = {}): Rule {
  return (value, at, to) => {
    if (typeof value !== 'string') return to.add('must provide a string', at)
    if (value.length < min) to.add(`must be more than ${min - 1} characters`, at)
    if (value.length > max) to.add(`must be less than ${max + 1} characters`, at)
    if (like && !like.test(value)) to.add('must match the required format', at)
  }
}

/** An address that a client can open: http or https, of bounded length. */
export function url(max = 3000, https = false): Rule {
  return (value, at, to) => {
    string({ min: 1, max })(value, at, to)
    const parsed = typeof value === 'string' ? URL.parse(value) : null
    if (!parsed || !(https ? ['https:'] : ['http:', 'https:', 'mailto:']).includes(parsed.protocol))
      to.add('must be a valid URL', at)
  }
}

export function number({ min = -Infinity, max = Infinity } = {}): Rule {
  return (value, at, to) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return to.add('must provide a number', at)
    if (value < min) to.add(`must be at least ${min}`, at)
    if (value > max) to.add(`must be at most ${max}`, at)
  }
}

export const boolean: Rule = (value, at, to) => {
  if (typeof value !== 'boolean') to.add('must provide a boolean', at)
}

export function oneOf(...allowed: string[]): Rule {
  return (value, at, to) => {
    if (!allowed.includes(String(value))) to.add('must be a valid enum value', at)
  }
}

export function list(of: Rule, { min = 0, max = Infinity } = {}): Rule {
  return (value, at, to) => {
    if (!Array.isArray(value)) return to.add('must provide an array', at)
    if (value.length < min) to.add(`must provide at least ${min} items`, at)
    if (value.length > max) to.add(`no more than ${max} items allowed`, at)
    for (const [index, item] of value.entries()) of(item, `${at}/${index}`, to)
  }
}

/** An object with these fields, and no others: Slack refuses what it does not know. */
export function object(required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule {
  return (value, at, to) => {
    if (!isObject(value)) return to.add('must provide an object', at)
    for (const name of Object.keys(required))
      if (value[name] === undefined || value[name] === null) to.add(`missing required field: ${name}`, at)
    for (const [name, given] of Object.entries(value)) {
      const rule = required[name] ?? optional[name]
      if (!rule) to.add(`invalid additional property: ${name}`, at)
      else if (given !== undefined && given !== null) rule(given, `${at}/${name}`, to)
    }
  }
}

/** Objects told apart by their `type`. */
export function byType(rules: Record<string, Rule>): Rule {
  return (value, at, to) => {
    if (!isObject(value)) return to.add('must provide an object', at)
    if (typeof value.type !== 'string') return to.add('missing required field: type', at)
    const rule = rules[value.type]
    if (rule) rule(value, at, to)
    else to.add(`unsupported type: ${value.type}`, `${at}/type`)
  }
}

export const anything: Rule = () => {}

export function all(...rules: Rule[]): Rule {
  return (value, at, to) => {
    for (const rule of rules) rule(value, at, to)
  }
}
