import type { Answer } from '../../src/kernel/shapes/answer.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import type { MemoryPerson } from './bot.ts'

/** Somebody accepts terms, and confirms it when asked; answers what they read last. */
export async function accepts(who: MemoryPerson, terms: Drawn): Promise<Answer> {
  const asked = await who.presses(terms, 'Accept')
  return asked.kind === 'shown' ? who.presses(asked.card, 'Accept these terms') : asked
}
