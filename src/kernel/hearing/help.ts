import type { Commands } from '../asking/command.ts'
import type { Side } from '../shapes/actor.ts'
import type { Card } from '../shapes/card.ts'
import { list } from '../words/text.ts'
import { usage, vocabulary } from './grammar.ts'

/** Help as a card: the nouns with their verbs, or one noun with usage and examples. Generated from the command table. */
export function helpCard(commands: Commands, side: Side, noun: string | null): Card {
  const nouns = vocabulary(commands, side)
  const verbs = noun ? nouns.get(noun) : undefined
  const card = { audience: 'staff' as const, tone: 'neutral' as const }
  if (noun && verbs) {
    const lines = [...verbs.values()].flatMap(name => {
      const command = commands[name]
      return command
        ? [{ text: usage(name, command), detail: `${command.does} Such as ${list(command.examples, 'or')}` }]
        : []
    })
    return { ...card, title: `/${noun}`, summary: `What can be done with /${noun}.`, lines }
  }
  const lines = [...nouns].map(([key, words]) => ({ text: `/${key} ${[...words.keys()].join(' | ')}` }))
  const summary =
    nouns.size > 0 ? 'Type a command, or press the buttons on the cards.' : 'Press the buttons on the cards.'
  const context = 'Type a noun alone for its examples, such as /order. Missing words open a form.'
  return { ...card, title: 'What you can ask', summary, lines, context }
}
