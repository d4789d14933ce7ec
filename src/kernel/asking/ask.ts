import type { Event } from '../../events.ts'
import { type Db, readOnly, transact } from '../ground/db.ts'
import { type Fact, record } from '../ground/journal.ts'
import { inSpan } from '../ground/trace.ts'
import { type Actor, waybill } from '../shapes/actor.ts'
import { POWERS } from '../shapes/power.ts'
import { Refusal } from '../words/refusal.ts'
import { list } from '../words/text.ts'
import { type Board, board } from './board.ts'
import type { AnyCommand, Ask, Commands, Outcome, OutsideSystems, Verb } from './command.ts'
import { answeredBefore, areFirst, keepAnswer } from './deliveries.ts'
import { gathering } from './gather.ts'
import { oweTask } from './owe-task.ts'
import { parseInput } from './parse-input.ts'
import { type Last, putUp } from './put-up.ts'
import type { Reaction, Reactions, Speech } from './reaction.ts'

export type House = { db: Db; commands: Commands; reactions: Reactions; now: () => Date; outside: OutsideSystems }

/** How many follow-ups may lead to one another before we call it a loop. */
const MOST_DEEP = 30

/** The one door through which anything changes. See `Ask`. */
export function asker(house: House): Ask {
  const reading = readOnly(house.db)
  const askFor: Ask = async (name, input, actor, delivery, first) => {
    const command = find(house.commands, name)
    allow(command, actor)
    const parsed = parseInput(command, input)
    mayDo(command, actor, parsed)
    if (command.reads && !first) return runCommand(within(house, reading), command, parsed, actor)
    return transact(house.db, async (tx, leave) => {
      if (delivery && !(await areFirst(tx, [delivery], house.now()))[0]) return answeredBefore(tx, delivery)
      await first?.(tx)
      const inside = within(house, tx)
      const outcome = await runCommand(inside, command, parsed, actor)
      const { written } = await settle(inside, actor.side !== 'system' && !command.inBackground)
      if (delivery?.hash) {
        await written
        await keepAnswer(tx, delivery, outcome)
      }
      leave(written)
      return outcome
    })
  }
  return gathering(house.commands, (name, ...asked) => inSpan(`ask ${name}`, {}, () => askFor(name, ...asked)))
}

type Later = { what: string; about: string; alongside: boolean; work: (about: readonly string[]) => Promise<void> }

/** The house within one ask: how many follow-ups led here, and what all of them share. */
type Inside = House & {
  deep: number
  board: Board
  known: Map<string, Promise<unknown>>
  kept: Map<string, unknown>
  laters: Later[]
}

function within(house: House, db: Db): Inside {
  const known: Inside['known'] = new Map()
  const own = board(db, (name, read) => once(known, name, read))
  return { ...house, db, deep: 0, board: own, known, kept: new Map(), laters: [] }
}

function once<T>(known: Inside['known'], name: string, read: () => Promise<T>): Promise<T> {
  // A query is sent again by each who waits for it.
  const reading = known.get(name) ?? Promise.resolve(read())
  known.set(name, reading)
  return reading as Promise<T>
}

/** What was read or kept may be otherwise from here on. */
function forget({ known, kept }: Inside): void {
  known.clear()
  kept.clear()
}

/** Does what was left to the end, and puts up all cards. @param isAwaited whether a person is looking at them. */
async function settle(inside: Inside, isAwaited: boolean): Promise<Last> {
  await doLaters(inside)
  return putUp(inside.db, inside.now(), inside.board.wishes, isAwaited)
}

async function doLaters({ laters }: Inside): Promise<void> {
  for (let rounds = 0; laters.length > 0; rounds++) {
    if (rounds > MOST_DEEP) throw new Error(`${laters[0]?.what} follows itself without end`)
    const all = [...Map.groupBy(laters.splice(0), ({ what }) => what).values()]
    const alongside = all.filter(([first]) => first?.alongside)
    for (const one of all) {
      if (!alongside.includes(one)) await doLater(one)
      else if (one === alongside[0]) await atOnce(alongside.map(doLater))
    }
  }
}

const doLater = ([first, ...rest]: readonly Later[]) =>
  first?.work([...new Set([first, ...rest].map(({ about }) => about))])

/** Where one fails the others end first: nothing may be asked of a connection whose transaction is over. */
async function atOnce(all: readonly unknown[]): Promise<void> {
  await Promise.allSettled(all)
  await Promise.all(all)
}

async function runCommand(house: Inside, command: AnyCommand, input: unknown, actor: Actor): Promise<Outcome> {
  const now = house.now()
  const facts: Fact[] = []
  const keeps = new Map<string, unknown>()
  const writes: Promise<unknown>[] = []
  const tell = async () => {
    if (!command.aside) forget(house)
    for (const [name, known] of keeps) house.kept.set(name, known)
    keeps.clear()
    const told = record(house.db, facts.splice(0), { actor, now })
    told.catch(() => {})
    // First those: where one of them failed, it is why nothing could be recorded.
    await Promise.all(writes.splice(0))
    for (const fact of await told) await react(house, fact, actor, now)
  }
  const verb: Verb = {
    db: house.db,
    actor,
    now,
    outside: house.outside,
    owe: task => oweTask(house.db, task),
    record: async (name, about, data) => void facts.push({ name, about, data } as Fact),
    meanwhile(write) {
      const done = Promise.resolve(write)
      // It is heard with what is recorded.
      done.catch(() => {})
      writes.push(done)
    },
    keep: (name, known) => void keeps.set(name, known),
    async follow() {
      await tell()
      await doLaters(house)
    },
  }
  try {
    const outcome = await command.run(verb, input)
    await tell()
    return outcome
  } catch (error) {
    // What is asked after a write that failed is refused for that alone.
    await Promise.all(writes)
    throw error
  }
}

async function react(house: Inside, fact: Event, actor: Actor, now: Date): Promise<void> {
  const speech: Speech = {
    read: house.db,
    now,
    actor,
    ...house.board,
    owe: task => oweTask(house.db, task),
    once: (name, read) => once(house.known, name, read),
    kept: <T>(name: string) => (house.kept.get(name) as T | undefined) ?? null,
    later: (what, about, work, { alongside = false } = {}) =>
      house.laters.push({ what, about, alongside, work: all => work(speech, all) }),
    ask: (name, input) => followUp({ ...house, deep: house.deep + 1 }, fact, name, input),
  }
  const follow = house.reactions[fact.name] as readonly Reaction<typeof fact.name>[]
  for (const reaction of follow) await reaction(speech, fact as never)
}

async function followUp(house: Inside, cause: Event, name: string, input: Record<string, unknown>): Promise<void> {
  if (house.deep > MOST_DEEP) throw new Error(`${name} follows itself without end`)
  const command = find(house.commands, name)
  if (command.sure) return void (await runCommand(house, command, parseInput(command, input), waybill))
  const [wished, left] = [house.board.wishes.length, house.laters.length]
  try {
    await house.db.transaction(tx => runCommand({ ...house, db: tx }, command, parseInput(command, input), waybill))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    house.board.wishes.length = wished
    house.laters.length = left
    forget(house)
    const by = { actor: waybill, now: house.now() }
    const data = { command: name, sentence: error.message }
    const refused: Fact = { name: 'follow_up.refused', about: cause.about, data }
    for (const fact of await record(house.db, [refused], by)) await react(house, fact, waybill, by.now)
  }
}

function find(commands: Commands, name: string): AnyCommand {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new Error(`no command is called ${name}`)
  return command
}

/** @throws Refusal that says who may, where the shop keeps that to others of its staff */
export function mayDo(command: AnyCommand, actor: Actor, input: Readonly<Record<string, unknown>>): void {
  if (actor.side !== 'staff' || !actor.withheld) return
  for (const power of command.requires?.(input) ?? []) {
    const names = actor.withheld[power]
    if (names) throw new Refusal(`Only ${list(names)} may ${POWERS[power]} here.`)
  }
}

function allow(command: AnyCommand, actor: Actor): void {
  if (command.who.includes(actor.side)) return
  if (actor.side === 'supplier') throw new Refusal('That is for the shop’s staff. Use the buttons on your order cards.')
  if (actor.side === 'staff') throw new Refusal('That is for the supplier’s contacts, from the supplier’s room.')
  throw new Refusal('I don’t know you here yet. Ask the shop’s staff to add you as a contact of this room.')
}
