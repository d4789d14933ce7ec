import type { Event } from '../events.ts'
import { type Actor, waybill } from './actor.ts'
import { board } from './board.ts'
import { clean } from './clean.ts'
import type { AnyCommand, Ask, Commands, Delivery, Outcome, Verb } from './command.ts'
import type { Db } from './db.ts'
import { record } from './journal.ts'
import type { Reaction, Reactions, Speech } from './reaction.ts'
import { Refusal } from './refusal.ts'
import { deliveries } from './tables.ts'

export type House = { db: Db; commands: Commands; reactions: Reactions; now: () => Date }

/** How many facts one ask may lead to before we call it a loop. */
const MOST_FACTS = 5_000

/** The one door through which anything changes. See `Ask`. */
export function asker(house: House): Ask {
  return async (name, input, actor, delivery) => {
    const command = find(house.commands, name)
    const parsed = parse(command, input)
    allow(command, actor)
    return house.db.transaction(async tx => {
      if (delivery && !(await firstTime(tx, delivery, house.now()))) return { text: 'Already done.', outcome: 'again' }
      return carryOut({ ...house, db: tx }, command, parsed, actor)
    })
  }
}

async function carryOut(house: House, command: AnyCommand, input: unknown, actor: Actor): Promise<Outcome> {
  const now = house.now()
  const facts: Event[] = []
  const verb: Verb = {
    db: house.db,
    actor,
    now,
    record: async (name, about, data) => {
      facts.push(await record(house.db, name, about, data, { actor, now }))
    },
  }
  const outcome = await command.run(verb, input)
  for (const fact of facts) await react(house, fact, actor, now)
  if (facts.length > MOST_FACTS) throw new Error(`one ask led to ${facts.length} facts`)
  return outcome
}

async function react(house: House, fact: Event, actor: Actor, now: Date): Promise<void> {
  const speech: Speech = {
    read: house.db,
    now,
    actor,
    ...board(house.db, now),
    ask: (name, input) => followUp(house, fact, name, input),
  }
  const follow = house.reactions[fact.name] as readonly Reaction<typeof fact.name>[]
  for (const reaction of follow) await reaction(speech, fact as never)
}

async function followUp(house: House, cause: Event, name: string, input: Record<string, unknown>): Promise<void> {
  const command = find(house.commands, name)
  try {
    await house.db.transaction(tx => carryOut({ ...house, db: tx }, command, parse(command, input), waybill))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const by = { actor: waybill, now: house.now() }
    const data = { command: name, sentence: error.message }
    await react(house, await record(house.db, 'follow_up.refused', cause.about, data, by), waybill, by.now)
  }
}

function find(commands: Commands, name: string): AnyCommand {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new Error(`no command is called ${name}`)
  return command
}

/** @throws Refusal naming the first field that does not fit, in words. */
export function parse(command: AnyCommand, input: unknown): unknown {
  const parsed = command.input.safeParse(clean(input))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.map(String).join('.')
  const label = field && command.args[field]?.label
  throw new Refusal(`${label ?? field ?? 'That'}: ${issue?.message ?? 'not understood'}.`, field)
}

function allow(command: AnyCommand, actor: Actor): void {
  if (command.who.includes(actor.side)) return
  if (actor.side === 'supplier') throw new Refusal('That is for the shop’s staff. Use the buttons on your order cards.')
  if (actor.side === 'staff') throw new Refusal('That is for the supplier’s contacts, from the supplier’s room.')
  throw new Refusal('I don’t know you here yet. Ask the shop’s staff to add you as a contact of this room.')
}

async function firstTime(db: Db, { source, key }: Delivery, now: Date): Promise<boolean> {
  const rows = await db.insert(deliveries).values({ source, key, heardAt: now }).onConflictDoNothing().returning()
  return rows.length > 0
}
