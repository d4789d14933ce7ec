import type { Commands } from '../../kernel/asking/command.ts'

/** The values that an argument of a command may have. */
export type Choices = (command: string, arg: string) => [string, ...string[]]

/** They are the command's own, so that nobody keeps a second list. */
export function choicesOf(commands: Commands): Choices {
  return (command, arg) => {
    const [first, ...rest] = (commands[command]?.args[arg]?.choices ?? []).map(({ value }) => value)
    if (first === undefined) throw new Error(`${command} has no choices for ${arg}`)
    return [first, ...rest]
  }
}
