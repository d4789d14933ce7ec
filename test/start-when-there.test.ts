import { expect, test } from 'vitest'
import { open } from '../src/kernel/ground/open.ts'
import { Refusal } from '../src/kernel/words/refusal.ts'
import { startWhenThere } from '../src/start-when-there.ts'

const database = { url: 'postgres://waybill:hunter2@127.0.0.1:1/waybill', folder: null }
const patience = { longest: 60_000, between: 5 }

/** Starts as told, one try after the other, and keeps what it is told. */
async function starts(tries: readonly (() => Promise<string>)[], longest = patience.longest) {
  const heard: string[] = []
  const left = [...tries]
  const next = () => (left.length > 1 ? left.shift() : left[0])?.() ?? Promise.reject(new Error('no more tries'))
  const parts = { database, notify: (said: string) => void heard.push(said), signal: new AbortController().signal }
  const outcome = await startWhenThere(next, { ...parts, patience: { ...patience, longest } }).catch(error => error)
  return { outcome, heard }
}
const unserved = () => open(database).then(() => 'open')
const cutOff = () =>
  Promise.reject(
    new Error('Failed query: select 1', {
      cause: Object.assign(new Error('terminating connection'), { code: '57P01' }),
    }),
  )

test('a database that is restarted while Waybill starts is waited for, which is said once', async () => {
  const { outcome, heard } = await starts([unserved, cutOff, unserved, async () => 'started'])
  expect(outcome).toBe('started')
  expect(heard).toEqual([expect.stringMatching(/nothing listens there.* I keep trying, for a minute\.$/)])
  expect(heard.join()).not.toContain('hunter2')
})

test('one that stays away ends the start in words', async () => {
  const { outcome, heard } = await starts([cutOff], 20)
  expect(outcome).toBeInstanceOf(Refusal)
  expect(outcome.message).toContain('is being stopped')
  expect(heard).toHaveLength(1)
})

test('what waiting does not mend is said at once', async () => {
  const wrong = () => Promise.reject(Object.assign(new Error('password'), { code: '28P01' }))
  expect(await starts([wrong, async () => 'started'])).toMatchObject({ outcome: { code: '28P01' }, heard: [] })
})

test('who ends it meanwhile waits no longer', async () => {
  const ending = new AbortController()
  const parts = { database, notify: () => ending.abort(), signal: ending.signal }
  const waiting = startWhenThere(unserved, { ...parts, patience: { longest: 60_000, between: 50_000 } })
  await expect(waiting).rejects.toThrow(/nothing listens there/)
})
