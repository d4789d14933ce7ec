import type { z } from 'zod'

/** One setting, declared once: its check, what the docs say of it, and its default as the docs show it. */
export type Setting = { check: z.ZodType; means: string; default?: string }
export type Settings = Readonly<Record<string, Setting>>
export type Environment = Readonly<Record<string, string | undefined>>

/** The values of settings, each as its check answers it. */
export type SettingValues<S extends Settings> = { [Name in keyof S]: z.output<S[Name]['check']> }

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
