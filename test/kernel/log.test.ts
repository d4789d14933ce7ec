import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Arg, command, type Verb } from '../../src/kernel/asking/command.ts'
import { findRoom } from '../../src/kernel/asking/room.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { openLog, recordable } from '../../src/kernel/ground/log.ts'
import { events, rooms, tokens } from '../../src/kernel/ground/tables.ts'
import { openDesk } from '../../src/kernel/hearing/open-desk.ts'
import type { Speaker } from '../../src/kernel/shapes/actor.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { room, smallHouse } from '../stage/kernel/small-house.ts'
import { said } from '../stage/shop.ts'

/** What a customer is and where they live, over several lines, one of which looks like a place in a program. */
const PRIVATE = 'Zoë Lindqvist\n    at Västra Hamngatan 5 (port:4:11)\n at the back door, +46 31 711'
const WORDS = ['Zoë', 'Lindqvist', 'Västra', 'Hamngatan', 'back door', '31 711']

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(async () => {
  await database.empty()
  await room(db, 'orders')
})
afterAll(() => database.close())

function lines() {
  const written: string[] = []
  return { log: openLog('debug', { write: line => void written.push(line) }), written }
}

async function failing(work: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('it went well')
}

const twice = (at: Db) => {
  const row = { chat: PRIVATE, channel: PRIVATE, name: PRIVATE, side: 'staff' as const, listedAt: new Date() }
  return at.insert(rooms).values([row, row])
}

describe('a database error is logged by code and statement, without what people typed', () => {
  test.each<[string, string, (at: Db) => PromiseLike<unknown>]>([
    ['a value that is there already', '23505', twice],
    ['the same within a transaction', '23505', at => at.transaction(async tx => void (await twice(tx)))],
    ['a value that is no id', '22P02', at => at.select().from(rooms).where(sql`${rooms.id} = ${PRIVATE}::uuid`)],
    ['a statement of one’s own', '22P02', at => at.execute(sql`select ${PRIVATE}::integer`)],
    ['a missing value', '23502', at => at.insert(events).values({ name: PRIVATE } as never)],
  ])('%s', async (_, code, work) => {
    const { log, written } = lines()
    log.error({ err: await failing(() => work(db)), report: 'ABC123' }, 'a bug')
    expect(written).toHaveLength(1)
    for (const word of WORDS) expect(written[0]).not.toContain(word)
    const { err, report } = JSON.parse(written[0] ?? '')
    expect([err.code, report]).toEqual([code, 'ABC123'])
    expect(err.query).toMatch(/insert into|select/)
    expect(err.stack).toMatch(/^ {4}at /)
  })
})

test('an error of ours is logged by its message and the places it came through', () => {
  const { message, stack } = recordable(new TypeError('cannot read x')) as { message: string; stack: string }
  expect(message).toBe('cannot read x')
  expect(stack.split('\n').every(line => line.startsWith('    at '))).toBe(true)
  expect(stack).toContain('log.test.ts')
})

test.each([undefined, null, 'text', 7, {}, Object.create(null)])('%j thrown is logged, not thrown again', thrown => {
  const { log, written } = lines()
  log.error({ err: thrown }, 'odd')
  expect(written).toHaveLength(1)
})

describe('a bug behind the desk', () => {
  const speaker: Speaker = { chat: 'memory', user: 'sam', name: 'Sam', channel: 'orders', roles: [] }
  const note: Arg = { kind: 'long', label: 'Note', help: '' }

  function desk() {
    const { log, written } = lines()
    let bugs = 0
    const clash = async ({ db: tx, record }: Verb, input: { note: string }) => {
      await record('order.noted', '1', { note: input.note })
      await tx
        .insert(rooms)
        .values({ chat: 'memory', channel: 'orders', name: input.note, side: 'staff', listedAt: new Date() })
      return { text: '' }
    }
    const broken = command({
      input: z.object({ note: z.string() }),
      who: ['staff'],
      title: 'Note',
      does: 'Break.',
      args: { note },
      examples: [],
      run: clash,
    })
    const house = smallHouse(db, { commands: { 'order.note': broken } })
    const opened = openDesk({
      ...house,
      log,
      chats: new Map(),
      whoSpeaks: async () => {
        const roomId = (await findRoom(db, 'memory', 'orders'))?.id ?? null
        return { side: 'staff', chat: 'memory', user: 'sam', name: 'Sam', roomId }
      },
      greeting: null,
      threadMessages: { said: '', edited: '', deleted: '', shared: async () => false, open: async () => [] },
      counted: () => {
        bugs += 1
      },
    })
    return { desk: opened, written, bugs: () => bugs }
  }

  test('is told as recorded, under a number found in the log, without what was typed; and changes nothing', async () => {
    const { desk: front, written, bugs } = desk()
    const sentence = said(await front.typed(speaker, `/order note "${PRIVATE}"`))
    const [, number] = /recorded as ([\dA-F]{6})/.exec(sentence) ?? []
    expect(number).toBeDefined()
    expect(written).toHaveLength(1)
    expect(JSON.parse(written[0] ?? '')).toMatchObject({ report: number, msg: 'a bug', err: { code: '23505' } })
    for (const word of WORDS) expect(sentence + written[0]).not.toContain(word)
    expect(bugs()).toBe(1)
    expect([await db.$count(events), await db.$count(rooms), await db.$count(tokens)]).toEqual([0, 1, 0])
  })

  test('does not take autocomplete down with it', async () => {
    const { log, written } = lines()
    const front = openDesk({
      ...smallHouse(db, {}),
      log,
      chats: new Map(),
      whoSpeaks: () => Promise.reject(new Error('no answer')),
      greeting: null,
      threadMessages: { said: '', edited: '', deleted: '', shared: async () => false, open: async () => [] },
      counted: () => {},
    })
    expect(await front.suggest(speaker, '/order ')).toEqual([])
    expect(said(await front.typed(speaker, '/order list'))).toContain('went wrong on our side')
    expect(written).toHaveLength(2)
  })
})
