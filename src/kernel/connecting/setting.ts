import { z } from 'zod'

/** One setting, declared once: its check, what the docs say of it, and its default as the docs show it. */
export type Setting = { check: z.ZodType; means: string; default?: string }
export type Settings = Readonly<Record<string, Setting>>
export type Environment = Readonly<Record<string, string | undefined>>

/** The values of settings, each as its check answers it. */
export type SettingValues<S extends Settings> = { [Name in keyof S]: z.output<S[Name]['check']> }

const unlessEmpty = <Check extends z.ZodType>(check: Check) =>
  z.preprocess(value => (typeof value === 'string' && value.trim() === '' ? undefined : value), check)

/** The checks that settings share. A setting left empty, as .env files and compose do, is one that is not set. */
export const textSetting = unlessEmpty(z.string().trim().optional())
export const textOr = (usual: string) => unlessEmpty(z.string().trim().default(usual))
export const beginning = (start: string) =>
  unlessEmpty(z.string().trim().startsWith(start, `must begin with ${start}`).optional())
export const matching = (pattern: RegExp, error: string) =>
  unlessEmpty(z.string().trim().regex(pattern, error).optional())
export const atLeast = (characters: number) =>
  unlessEmpty(z.string().min(characters, `must have at least ${characters} characters`).optional())
export const address = (example: string, protocol = /^https?$/) =>
  unlessEmpty(z.url({ protocol, error: `must be an address such as ${example}` }).optional())
export const onOrOff = { error: 'must be on or off' }
export const isOn = unlessEmpty(z.enum(['on', 'off'], onOrOff).default('off'))
export const mayBeOn = unlessEmpty(z.enum(['on', 'off'], onOrOff).optional())
export { unlessEmpty }

/** Whether a setting is there, with any value; or whether it is that. */
export function isSet(environment: Environment, name: string, value?: string): boolean {
  const given = environment[name]?.trim()
  return value === undefined ? Boolean(given) : given === value
}

/** Checks each setting by itself. `wrong` holds a sentence for each that is not as it must be, and never its value. */
export function readSettings<S extends Settings>(
  settings: S,
  environment: Environment,
): { values: Partial<SettingValues<S>>; wrong: readonly string[] } {
  const values: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const [name, { check }] of Object.entries(settings)) {
    const read = check.safeParse(environment[name])
    if (read.success) values[name] = read.data
    else wrong.push(`${name} ${read.error.issues[0]?.message}`)
  }
  return { values: values as Partial<SettingValues<S>>, wrong }
}
