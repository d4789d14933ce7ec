import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { oweTask } from '../../src/kernel/asking/owe-task.ts'
import type { TaskKind, Work } from '../../src/kernel/carrying/task.ts'
import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { BURIED } from '../../src/kernel/ground/bury.ts'
import type { Heart } from '../../src/kernel/ground/heart.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { leases, taskQueues, tasks } from '../../src/kernel/ground/tables.ts'
import { Later } from '../../src/kernel/shapes/chat.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { type Clock, clock } from '../stage/kernel/small-house.ts'
import { until } from '../stage/until.ts'

let database: TestDatabase
let time: Clock
const running: Tasks[] = []
let bugs: string[] = []
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => {
  time = clock()
  bugs = []
})
afterEach(async () => {
  await Promise.all(running.splice(0).map(one => one.stop()))
  await database.empty()
})
afterAll(() => database.close())

const start = async (kinds: Record<string, TaskKind>, heart: Heart | null = null) => {
  const parts = { db: database.db, listen: database.listen, kinds, log: openLog('silent'), heart, now: time.now }
  const one = await startTasks({ ...parts, failed: (_, what) => bugs.push(what) })
  running.push(one)
  return one
}
const owe = (subject: string, queue = 'store 1', name = 'tell') =>
  database.db.transaction(tx => oweTask(tx, { name, subject, queue }))
const left = async () => (await database.db.select().from(tasks)).map(one => one.subject)

test('what is owed is done once, and nothing is left', async () => {
  const done: string[] = []
  const all = await start({ tell: { run: async ({ subject }) => void done.push(subject) } })
  await owe('1042')
  await owe('1043')
  await until(() => done.length === 2)
  await all.idle()
  expect([done, await left()]).toEqual([['1042', '1043'], []])
})

test('a store is asked one thing at a time, while another store goes on', async () => {
  const going = new Map<string, () => void>()
  const hang = ({ subject, signal }: Work) =>
    new Promise<void>(resolve => {
      going.set(subject, resolve)
      signal.addEventListener('abort', () => resolve())
    })
  await start({ tell: { run: hang } })
  await start({ tell: { run: hang } })
  await owe('1042')
  await owe('1043')
  await owe('7', 'store 2')
  await until(() => going.size === 2)
  expect([...going.keys()].sort()).toEqual(['1042', '7'])
  going.get('1042')?.()
  await until(() => going.has('1043'))
  for (const end of going.values()) end()
})

test('what changes while it is told is told again', async () => {
  const runs: (() => void)[] = []
  const all = await start({ tell: { run: () => new Promise<void>(resolve => runs.push(resolve)) } })
  await owe('1042')
  await until(() => runs.length === 1)
  await owe('1042')
  runs[0]?.()
  await until(() => runs.length === 2)
  runs[1]?.()
  await all.idle()
  expect([runs.length, await left()]).toEqual([2, []])
})

test('a failure is tried again after a pause, does not hold up others, and is counted', async () => {
  const tried: string[] = []
  const run = async ({ subject, attempt }: { subject: string; attempt: number }) => {
    tried.push(subject)
    if (subject === '1042' && attempt === 0) throw new Error('socket hang up')
  }
  const all = await start({ tell: { run, pauses: [60_000] } })
  await owe('1042')
  await owe('1043')
  await until(() => tried.length === 2)
  await all.idle()
  expect([tried, await left(), bugs.length]).toEqual([['1042', '1043'], ['1042'], 1])
  time.wait(60_000)
  await all.idle()
  expect([tried.length, await left()]).toEqual([3, []])
})

test('a store that asks to wait is left alone as a whole, and that is no failure', async () => {
  const tried: string[] = []
  const run = async ({ subject }: { subject: string }) => {
    tried.push(subject)
    if (tried.length === 1) throw new Later(30_000)
  }
  const all = await start({ tell: { run } })
  await owe('1042')
  await owe('1043')
  await until(() => tried.length === 1)
  await all.idle()
  expect(tried).toEqual(['1042'])
  time.wait(30_000)
  await all.idle()
  expect([tried, bugs, await left()]).toEqual([['1042', '1042', '1043'], [], []])
})

test('people are told once of what fails for an hour, with the sentence, and of what is given up at once', async () => {
  const told: string[] = []
  const refuse = async () => {
    throw new Refusal('The store has closed this order.')
  }
  const report: TaskKind['report'] = async ({ subject, why, isFinal }) => void told.push(`${subject} ${why} ${isFinal}`)
  const forEver: TaskKind = { run: refuse, report, reportAfter: 3_600_000, pauses: [1_800_000] }
  const twice: TaskKind = { run: refuse, report, pauses: [1_000], givesUp: true, reportAfter: 3_600_000 }
  const all = await start({ tell: forEver, send: twice })
  await owe('1042')
  await owe('hook', 'hook', 'send')
  await until(async () => (await database.db.select().from(tasks)).every(one => one.attempts === 1))
  for (const wait of [1_000, 1_800_000, 1_800_000, 1_800_000, 1_800_000]) {
    time.wait(wait)
    await all.idle()
  }
  expect(told).toEqual(['hook The store has closed this order. true', '1042 The store has closed this order. false'])
  expect((await left()).sort()).toEqual(['1042', 'hook'])
})

test('people are told once of what is put off for an hour, and it is no failure', async () => {
  const told: string[] = []
  const run = async () => {
    throw new Later(1_200_000, 'The store asks me to wait.')
  }
  const report: TaskKind['report'] = async ({ subject, why, isFinal }) => void told.push(`${subject} ${why} ${isFinal}`)
  const all = await start({ tell: { run, report, reportAfter: 3_600_000 } })
  await owe('1042')
  await until(async () => (await database.db.select().from(tasks)).every(one => one.why))
  for (let waits = 0; waits < 5; waits++) {
    expect(told).toHaveLength(waits > 3 ? 1 : 0)
    await all.idle()
    time.wait(1_200_000)
  }
  expect(told).toEqual(['1042 The store asks me to wait. false'])
  expect((await database.db.select().from(tasks)).map(one => one.attempts)).toEqual([0])
  expect(bugs).toEqual([])
})

test('what a killed process had in hand is done by another, once its lease is over', async () => {
  await owe('1042')
  const leaseUntil = new Date(time.now().getTime() + 20_000)
  await database.db
    .insert(taskQueues)
    .values({ name: 'store 1', pausedUntil: new Date(0), leaseUntil, owner: 'a process that is gone' })
  const done: string[] = []
  const all = await start({ tell: { run: async ({ subject }) => void done.push(subject) } })
  await all.idle()
  expect(done).toEqual([])
  time.wait(21_000)
  await all.idle()
  expect(done).toEqual(['1042'])
})

test('what a process had in hand that was found dead is done by another at once', async () => {
  await owe('1042')
  const leaseUntil = new Date(time.now().getTime() + 20_000)
  const [name, pausedUntil] = ['process that was killed', new Date(0)]
  await database.db.insert(taskQueues).values({ name: 'store 1', pausedUntil, leaseUntil, owner: 'it', process: name })
  await database.db.insert(leases).values({ name, owner: BURIED, until: time.now() })
  const done: string[] = []
  const all = await start({ tell: { run: async ({ subject }) => void done.push(subject) } })
  await all.idle()
  expect(done).toEqual(['1042'])
})

test('a process that the others may hold for dead writes no more, which is no failure, and goes on once it is heard of', async () => {
  let isFresh = false
  const beat = { process: 'process here', isFresh: () => isFresh }
  const heart: Heart = { beat: () => beat, onDeath: () => {}, stop: async () => {} }
  const written: string[] = []
  const run = async ({ subject, mustHold }: Work) => {
    mustHold()
    written.push(subject)
  }
  const all = await start({ tell: { run } }, heart)
  await owe('1042')
  await all.idle()
  expect([written, bugs, (await database.db.select().from(tasks))[0]?.attempts]).toEqual([[], [], 0])
  isFresh = true
  time.wait(1_000)
  await all.idle()
  expect([written, await left()]).toEqual([['1042'], []])
})

test('what is owed by a transaction that fails is not owed', async () => {
  const failing = database.db.transaction(async tx => {
    await oweTask(tx, { name: 'tell', subject: '1042', queue: 'store 1' })
    throw new Error('something else went wrong')
  })
  await expect(failing).rejects.toThrow()
  expect(await left()).toEqual([])
})
