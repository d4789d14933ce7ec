import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../words/refusal.ts'
import type { AnyCommand, Ask, Commands, Delivered, Outcome } from './command.ts'

type Waiting = Delivered & { answer(outcome: Outcome): void; fail(error: unknown): void }

/** How many asks are under way: the other connections are for people. */
const MOST_UNDER_WAY = 2
/** How long what waits lets the one under way go first, ms: then it is asked all the same. */
const PATIENCE = 100
/** How long after several the next are gathered, ms: those who were just answered have more. */
const LINGER = 5
const MOST_TOGETHER = 100

/**
 * Lets machines wait for one another: of a command that can be asked `together`, what arrives while another is under way is
 * asked together, in its order, and what arrives alone is asked at once. So a burst is as fast as a batch, and a single
 * delivery no slower.
 */
export function gathering(commands: Commands, ask: Ask): Ask {
  const doors = new Map<string, ReturnType<typeof gather>>()
  for (const [name, { together }] of Object.entries(commands))
    if (together) doors.set(name, gather(ask, name, together))
  return (name, input, actor, delivery, first) => {
    const door = delivery && !first && doors.get(name)
    return door ? door({ input, actor, delivery }) : ask(name, input, actor, delivery, first)
  }
}

function gather(ask: Ask, name: string, many: NonNullable<AnyCommand['together']>) {
  const waiting: Waiting[] = []
  let underWay = 0

  async function work(): Promise<void> {
    if (underWay >= MOST_UNDER_WAY) return
    underWay++
    for (let some = next(); some.length > 0; some = next()) {
      const beside = setTimeout(work, PATIENCE)
      await askFor(some)
      clearTimeout(beside)
      if (some.length > 1) await pause(LINGER)
    }
    underWay--
  }

  function next(): readonly Waiting[] {
    const by = JSON.stringify(waiting[0]?.actor)
    const some = waiting.filter(({ actor }) => JSON.stringify(actor) === by).slice(0, MOST_TOGETHER)
    for (const one of some) waiting.splice(waiting.indexOf(one), 1)
    return some
  }

  async function askFor(some: readonly Waiting[]): Promise<void> {
    const all = some.length > 1 ? await together(some) : null
    if (all) for (const [at, one] of some.entries()) settle(one, all.each?.[at])
    // What breaks on one of them must not keep out the others.
    else for (const one of some) await ask(name, one.input, one.actor, one.delivery).then(one.answer, one.fail)
  }

  /** Null where it broke. */
  async function together(some: readonly Waiting[]): Promise<Outcome | null> {
    const { command, input } = many(some)
    const actor = some[0]?.actor
    return actor ? ask(command, input, actor).catch(() => null) : null
  }

  return (one: Delivered): Promise<Outcome> =>
    new Promise((answer, fail) => {
      waiting.push({ ...one, answer, fail })
      if (underWay === 0) void work()
    })
}

function settle({ answer, fail }: Waiting, said: { text: string; outcome: string } | undefined): void {
  if (!said) fail(new Error('one of many was not answered'))
  else if (said.outcome === 'refused') fail(new Refusal(said.text))
  else answer(said)
}
