import type { AnyCommand, Commands } from '../asking/command.ts'
import type { Side } from '../shapes/actor.ts'
import type { Card } from '../shapes/card.ts'
import { list } from '../words/text.ts'
import { readLine, usage, vocabulary, written } from './grammar.ts'

/**
 * Help as a card: the nouns with their verbs, or one noun with usage and examples. Generated from the command table.
 * @param isNamed every argument is written with its name, as in a chat that takes it in no other way.
 */
export function helpCard(commands: Commands, side: Side, noun: string | null, isNamed = false): Card {
  const nouns = vocabulary(commands, side)
  const verbs = noun ? nouns.get(noun) : undefined
  const examples = (command: AnyCommand) =>
    isNamed ? command.examples.map(one => withNames(one, commands, side)) : command.examples
  const card = { audience: 'staff' as const, tone: 'neutral' as const }
  if (noun && verbs) {
    const lines = [...verbs.values()].flatMap(name => {
      const command = commands[name]
      return command
        ? [{ text: usage(name, command, isNamed), detail: `${command.does} Such as ${list(examples(command), 'or')}` }]
        : []
    })
    return { ...card, title: `/${noun}`, summary: `What can be done with /${noun}.`, lines }
  }
  const lines = [...nouns].map(([key, words]) => ({ text: `/${key} ${[...words.keys()].join(' | ')}` }))
  const summary =
    nouns.size > 0 ? 'Type a command, or press the buttons on the cards.' : 'Press the buttons on the cards.'
  const how = isNamed ? 'Examples are in /help about:order.' : 'Type a noun alone for its examples, such as /order.'
  const context = `${how} Missing words open a form.`
  return { ...card, title: 'What you can ask', summary, lines, context }
}

/** `/order show order:1042`, of `/order show 1042`. */
function withNames(example: string, commands: Commands, side: Side): string {
  const line = readLine(example, commands, side)
  if (line.kind === 'help') return example
  const named = Object.entries(line.input).map(([key, value]) => `${written(key)}:${value}`)
  return [`/${line.name.replace('.', ' ')}`, ...named].join(' ')
}
