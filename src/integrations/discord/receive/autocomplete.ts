import type { APIApplicationCommandOptionChoice } from 'discord.js'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import { MOST_CHOICES } from '../../../kernel/shapes/form.ts'
import { label } from '../draw/words.ts'
import { within } from '../within.ts'
import type { Done } from './read.ts'

/** People type on: a list that comes later than this is of no use, ms. */
const BUDGET = 300
/** docs: interactions/application-commands, "Application Command Option Choice". */
const LONGEST = 100

type Typing = Done & { kind: 'typing' }

/** Suggestions for the option being typed. Never fails and never waits: an empty list is answered instead. */
export function completing(desk: Desk) {
  return async (
    speaker: Speaker,
    { command, arg, typed, known }: Typing,
  ): Promise<APIApplicationCommandOptionChoice[]> => {
    const found = desk.complete(speaker, command, arg, typed, known).catch(() => [])
    const choices = await within(BUDGET, found, [])
    return choices
      .filter(({ value }) => value.length <= LONGEST)
      .slice(0, MOST_CHOICES)
      .map(choice => ({
        name: label([choice.label, choice.detail].filter(Boolean).join(' · '), LONGEST),
        value: choice.value,
      }))
  }
}
