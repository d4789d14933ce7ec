import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Delivery } from '../../src/kernel/asking/command.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { BEAT_LASTS, type Heart } from '../../src/kernel/ground/heart.ts'
import { instant } from '../../src/kernel/ground/instant.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { inbox } from '../../src/kernel/ground/tables.ts'
import type { Desk } from '../../src/kernel/hearing/desk.ts'
import { type Inbox, startInbox } from '../../src/kernel/hearing/inbox.ts'
import { ITEM_LEASE, isAbandoned } from '../../src/kernel/hearing/process-item.ts'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import type { Payload } from '../../src/kernel/shapes/payload.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { type Clock, clock } from '../stage/kernel/small-house.ts'
import { until } from '../stage/until.ts'

const DAY = 24 * 3_600_000
let database: TestDatabase
let db: Db
let time: Clock
let done: string[]
let keys: (Delivery | undefined)[]
let answered: string[]
let hanging: (() => void)[]
let open: Inbox[]

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
beforeEach(async () => {
  await database.empty()
  time = clock()
  done = []
  keys = []
  answered = []
  hanging = []
  open = []
})
afterEach(async () => {
  for (const end of hanging) end()
  await Promise.all(open.map(one => one.stop()))
})
afterAll(() => database.close())

/** A desk that does what it is told, in its time: `hang` waits until it is let go. */
function aDesk(): Desk {
  const hear = async (text: string, delivery?: Delivery): Promise<Answer> => {
    if (text === 'hang') await new Promise<void>(resolve => hanging.push(resolve))
    done.push(text)
    keys.push(delivery)
    return { kind: 'said', text: `${text}!` }
  }
  return {
    typed: (_, text, delivery) => hear(text, delivery),
    pressed: (_, token, delivery) => hear(token, delivery),
    submitted: (_, token, values, delivery) => hear(`${token} ${JSON.stringify(values)}`, delivery),
    opens: (_, command) => hear(command),
    asked: (_, command, __, delivery) => hear(command, delivery),
    complete: async () => [],
    completeField: async () => [],
    threadMessage: async (_, what, delivery) => hear('text' in what ? what.text : what.kind, delivery),
    opensForm: async () => null,
    openThreads: async () => [],
    suggest: async () => [],
  }
}

const says = async (_: Payload, answer: Answer) => void answered.push(JSON.stringify(answer))

function anInbox(reply = says, heart: Heart | null = null, to = db): Inbox {
  const replies = new Map([['memory', reply]])
  const started = startInbox({ db: to, desk: aDesk(), replies, log: openLog('silent'), heart, now: time.now })
  open.push(started)
  return started
}

/** A process that the others heard of long ago. */
function beatOf(process: string): Heart {
  return { beat: () => ({ process, isFresh: () => true }), onDeath: () => {}, stop: async () => {} }
}

/** It is in the midst of something, and looks no more for what others left. */
const kill = (one: Inbox) => void one.stop()

const typed = (text: string, user = 'sam'): Payload => ({
  speaker: { chat: 'memory', user, name: user, channel: 'orders', roles: [] },
  act: { kind: 'typed', text },
  reply: {},
})

test('what a chat delivers five times is done once and answered once', async () => {
  const one = anInbox()
  const heard = await Promise.all([1, 2, 3, 4, 5].map(() => one.receive('k1', typed('a'))))
  await one.idle()
  expect(await one.receive('k1', typed('a'))).toBe(false)
  await one.idle()
  expect(heard.filter(Boolean)).toHaveLength(1)
  expect([done, answered]).toEqual([['a'], ['{"kind":"said","text":"a!"}']])
  expect(keys).toEqual([{ source: 'inbox', key: 'k1' }])
})

test('one person’s deeds are done in their order, and hold nobody else', async () => {
  const one = anInbox()
  await one.receive('1', typed('hang'))
  await one.receive('2', typed('b'))
  await one.receive('3', { ...typed('', 'mei'), act: { kind: 'pressed', token: 't' } })
  await one.receive('4', { ...typed('', 'mei'), act: { kind: 'submitted', token: 'u', values: { note: 'x' } } })
  await until(() => done.length === 2)
  expect(done).toEqual(['t', 'u {"note":"x"}'])
  for (const end of hanging) end()
  await one.idle()
  expect(done.slice(2)).toEqual(['hang', 'b'])
})

test('what one person did is not overtaken by what they do later, though another process heard that', async () => {
  const killed = anInbox(undefined, beatOf('process of old'))
  await killed.receive('1', typed('hang'))
  await until(() => hanging.length === 1)
  kill(killed)
  const next = anInbox()
  await next.receive('2', typed('b'))
  await next.receive('3', typed('c', 'mei'))
  await until(() => done.length === 1)
  await db
    .update(inbox)
    .set({ payload: typed('left behind') })
    .where(eq(inbox.key, '1'))
  expect(done).toEqual(['c'])
  time.wait(BEAT_LASTS + 1)
  await next.idle()
  expect(done).toEqual(['c', 'left behind', 'b'])
})

test('however much is under way, what people do is kept at once', async () => {
  const one = anInbox()
  const crowd = Array.from({ length: 30 }, (_, at) => String(at))
  for (const user of crowd) expect(await one.receive(user, typed('hang', user))).toBe(true)
  await until(() => hanging.length > 0)
  expect(hanging.length).toBeLessThan(10)
  expect(await db.$count(inbox)).toBe(30)
  while (done.length < 30) {
    for (const end of hanging.splice(0)) end()
    await new Promise(resolve => setImmediate(resolve))
  }
  await one.idle()
})

test.each([
  ['when its lease ends, where nobody heard of it', 30_001, null],
  ['long before, where it was heard of and is no longer', BEAT_LASTS + 1, beatOf('process of old')],
])('a deed that a killed process left is done by the next, %s', async (_, after, heart) => {
  const killed = anInbox(undefined, heart)
  await killed.receive('1', typed('hang'))
  await until(() => hanging.length === 1)
  kill(killed)
  time.wait(after)
  await db.update(inbox).set({ payload: typed('left behind') })
  const next = anInbox()
  await until(() => done.length === 1)
  await next.idle()
  expect(done).toEqual(['left behind'])
  expect(await db.select().from(inbox)).toMatchObject([{ key: '1', payload: null, doneAt: time.now() }])
})

test('what another process is still doing is left to it', async () => {
  await anInbox().receive('1', typed('hang'))
  time.wait(29_000)
  const next = anInbox()
  await next.receive('2', typed('b', 'mei'))
  await until(() => done.length === 1)
  await next.idle()
  expect(done).toEqual(['b'])
})

test('a deed that takes longer than its lease is not begun again by the same process', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const one = anInbox()
    await one.receive('1', typed('hang'))
    await until(() => hanging.length === 1)
    time.wait(30_001)
    vi.advanceTimersByTime(5_000)
    await one.receive('2', typed('b', 'mei'))
    await until(() => done.length === 1)
    const lease = async () => (await db.select().from(inbox))[0]?.leaseUntil.getTime() ?? 0
    while ((await lease()) < time.now().getTime()) {
      vi.advanceTimersByTime(5_000)
      await new Promise(resolve => setImmediate(resolve))
    }
    for (const end of hanging) end()
    await one.idle()
    expect([done, hanging.length]).toEqual([['b', 'hang'], 1])
  } finally {
    vi.useRealTimers()
  }
})

test('a death that is heard while it looks for what was left is looked into as well', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const { promise: slow, resolve: letGo } = Promise.withResolvers<void>()
    let [looks, dies] = [0, () => {}]
    const looked: Db['transaction'] = async (work, how) => {
      looks += 1
      if (looks === 1) await slow
      return db.transaction(work, how)
    }
    const watched = new Proxy(db, {
      get: (target, name) => (name === 'transaction' ? looked : Reflect.get(target, name)),
    })
    const onDeath = (heard: () => void) => {
      dies = heard
    }
    anInbox(undefined, { ...beatOf('process here'), onDeath }, watched)
    dies()
    letGo()
    await until(() => looks === 2)
  } finally {
    vi.useRealTimers()
  }
})

test('an answer that does not arrive undoes nothing', async () => {
  const one = anInbox(() => Promise.reject(new Error('the chat is away')))
  await one.receive('1', typed('a'))
  await one.idle()
  expect(done).toEqual(['a'])
  expect((await db.select().from(inbox))[0]?.doneAt).toEqual(time.now())
})

test('text that no database holds is heard all the same', async () => {
  const one = anInbox()
  await one.receive('1', typed('a\0b \uD83D', 'S\0am'))
  await one.idle()
  expect(done).toEqual(['ab \uFFFD'])
})

test('a stopped inbox finishes what it began', async () => {
  const one = anInbox()
  await one.receive('1', typed('hang'))
  await until(() => hanging.length === 1)
  let stopped = false
  const stopping = one.stop().then(() => {
    stopped = true
  })
  await new Promise(resolve => setImmediate(resolve))
  expect(stopped).toBe(false)
  for (const end of hanging) end()
  await stopping
  expect((await db.select().from(inbox))[0]?.doneAt).toEqual(time.now())
})

const written = (text: string, user = 'sam', thread = 'r1'): Payload => ({
  speaker: { chat: 'memory', user, name: user, channel: 'lumen', roles: [] },
  act: { kind: 'said', message: text, thread, text, at: time.now().toISOString() },
  reply: {},
})

test('what several people write in one thread is taken in the order in which it was heard', async () => {
  const one = anInbox()
  await Promise.all([
    one.receive('1', written('hang')),
    one.receive('2', written('b', 'mei')),
    one.receive('3', written('c')),
    one.receive('4', written('elsewhere', 'mei', 'r2')),
  ])
  await until(() => done.length === 1)
  expect(done).toEqual(['elsewhere'])
  for (const end of hanging) end()
  await one.idle()
  expect(done).toEqual(['elsewhere', 'hang', 'b', 'c'])
})

test('what a killed process heard in a thread is taken before what came after', async () => {
  const killed = anInbox()
  await killed.receive('1', written('hang'))
  await until(() => hanging.length === 1)
  kill(killed)
  const next = anInbox()
  await next.receive('2', written('b', 'mei'))
  await db
    .update(inbox)
    .set({ payload: written('left behind') })
    .where(eq(inbox.key, '1'))
  await new Promise(resolve => setTimeout(resolve, 250))
  expect(done).toEqual([])
  time.wait(30_001)
  await until(() => done.length === 2)
  await next.idle()
  expect(done).toEqual(['left behind', 'b'])
})

test('what another process does in a thread is followed as soon as it is done, without looking for it', async () => {
  const parts = { db, replies: new Map(), log: openLog('silent'), now: time.now, listen: database.listen }
  const [first, second] = [1, 2].map(() => startInbox({ ...parts, desk: aDesk(), pollInterval: 3_600_000 }))
  if (!first || !second) throw new Error('no inbox')
  open.push(first, second)
  await first.receive('1', written('hang'))
  await until(() => hanging.length === 1)
  await second.receive('2', written('b', 'mei'))
  await second.receive('3', written('elsewhere', 'mei', 'r2'))
  await until(() => done.length === 1)
  for (const end of hanging) end()
  await until(() => done.length === 3)
  expect(done).toEqual(['elsewhere', 'hang', 'b'])
})

/** Lets the time pass for which something was put off; not while somebody is at it. */
async function passOver(key: string): Promise<void> {
  const [row] = await db.select().from(inbox).where(eq(inbox.key, key))
  const soon = row && !row.doneAt && row.leaseUntil.getTime() - time.now().getTime() <= 2_000
  if (soon) time.wait(2_001)
  await new Promise(resolve => setTimeout(resolve, 20))
}

test('words that could not be taken are taken again, and what follows waits for them', async () => {
  let fails = 2
  const desk: Desk = {
    ...aDesk(),
    async threadMessage(_, what) {
      const { text } = what as { text: string }
      if (text === 'a' && fails-- > 0) throw new Error('the chat does not answer')
      done.push(text)
      return null
    },
  }
  const one = startInbox({ db, desk, replies: new Map(), log: openLog('silent'), now: time.now })
  open.push(one)
  await one.receive('1', written('a'))
  await one.receive('2', written('b', 'mei'))
  while (done.length < 2) await passOver('1')
  expect(done).toEqual(['a', 'b'])
})

test('words that can never be taken are given up, and their author is told', async () => {
  const desk: Desk = { ...aDesk(), threadMessage: () => Promise.reject(new Error('a bug')) }
  const reply = async (_: Payload, answer: Answer) => void answered.push(JSON.stringify(answer))
  const one = startInbox({ db, desk, replies: new Map([['memory', reply]]), log: openLog('silent'), now: time.now })
  open.push(one)
  await one.receive('1', written('a'))
  await one.idle()
  expect(answered).toEqual([])
  time.wait(10 * 60_000 + 1)
  await until(() => answered.length === 1)
  expect(answered[0]).toContain('Your message could not be delivered')
})

test('what makes the message and what is heard of it is one transaction', async () => {
  const one = anInbox()
  const failing = one.receive('1', async tx => {
    await tx.insert(inbox).values({ key: 'beside', receivedAt: time.now(), leaseUntil: time.now(), doneAt: time.now() })
    throw new Error('the message could not be put up')
  })
  await expect(failing).rejects.toThrow('put up')
  expect(await db.select().from(inbox)).toEqual([])
  expect(await one.receive('1', async () => written('a'))).toBe(true)
  expect(await one.receive('1', async () => written('a'))).toBe(false)
  expect(await one.answered('unknown')).toBeNull()
  await one.idle()
  expect(done).toEqual(['a'])
})

test('what came while a clock was ahead is done when a killed process left it, not at that clock’s time', async () => {
  const killed = anInbox()
  time.wait(DAY)
  await killed.receive('1', typed('hang'))
  await until(() => hanging.length === 1)
  kill(killed)
  time.wait(-DAY)
  await db.update(inbox).set({ payload: typed('left behind') })
  const next = anInbox()
  await until(() => done.length === 1)
  await next.idle()
  expect(done).toEqual(['left behind'])
})

test('words that can never be taken hold up their thread no longer because a clock was ahead', async () => {
  let tries = 0
  const threadMessage: Desk['threadMessage'] = async () => {
    tries += 1
    throw new Error('a bug')
  }
  const reply = async (_: Payload, answer: Answer) => void answered.push(JSON.stringify(answer))
  const replies = new Map([['memory', reply]])
  const one = startInbox({ db, desk: { ...aDesk(), threadMessage }, replies, log: openLog('silent'), now: time.now })
  open.push(one)
  time.wait(DAY)
  await one.receive('1', written('a'))
  await one.idle()
  time.wait(-DAY)
  await until(() => tries === 2)
  await one.idle()
  expect(answered).toEqual([])
  time.wait(10 * 60_000 + 1)
  await until(() => answered.length === 1)
})

test('what another process took a moment after our own look began is left to it', async () => {
  const later = new Date(time.now().getTime() + ITEM_LEASE + 20)
  const row = { key: 'taken', payload: null, receivedAt: time.now(), leaseUntil: later, process: null }
  await db.insert(inbox).values(row)
  const left = await db
    .select()
    .from(inbox)
    .where(isAbandoned(instant(time.now())))
  expect(left).toEqual([])
})
