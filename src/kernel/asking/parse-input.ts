import type { z } from 'zod'
import { clean } from '../words/clean.ts'
import { Refusal } from '../words/refusal.ts'
import { zodMessage } from '../words/zod-messages.ts'
import type { Command } from './command.ts'

/** @throws Refusal naming the first field that does not fit, in words. */
export function parseInput<S extends z.ZodObject>(
  command: Pick<Command<S>, 'input' | 'args'>,
  input: unknown,
): z.output<S> {
  return parseClean(command, clean(input))
}

/** The same of what is part of an input that was parsed: of one of many. */
export function parseClean<S extends z.ZodObject>(
  command: Pick<Command<S>, 'input' | 'args'>,
  input: unknown,
): z.output<S> {
  const parsed = command.input.safeParse(input, { error: zodMessage })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.map(String).join('.')
  const args: Readonly<Record<string, { label: string } | undefined>> = command.args
  const label = args[String(issue?.path[0])]?.label || field || 'That'
  const message = issue?.message ?? 'not understood'
  throw new Refusal(`${label}: ${message}${/[.?!]$/.test(message) ? '' : '.'}`, field || undefined)
}
