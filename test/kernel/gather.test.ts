import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Ask, command } from '../../src/kernel/asking/command.ts'
import { gathering } from '../../src/kernel/asking/gather.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { system } from '../stage/bot.ts'
import { until } from '../stage/until.ts'

const take = command({
  ...{ input: z.object({}), who: ['system'], title: 'Take', does: 'Take.', args: {}, examples: [] },
  together: all => ({ command: 'take-many', input: { all: all.map(({ input }) => input) } }),
  run: async () => ({ text: '' }),
})

type One = { n: number }
const answer = ({ n }: One) => ({ text: `${n}`, outcome: n === 13 ? 'refused' : 'taken' })

/** A door behind which nothing is done before it is let. `asked` are the numbers of each ask. */
function aDoor(breaks = Number.NaN) {
  const asked: number[][] = []
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  const ask: Ask = async (name, input) => {
    const all = name === 'take' ? [input as One] : (input as { all: One[] }).all
    asked.push(all.map(({ n }) => n))
    await opened
    if (all.some(({ n }) => n === breaks)) throw new Error('the database is gone')
    const each = all.map(answer)
    return name === 'take-many' ? { text: '', each } : (each[0] ?? { text: '' })
  }
  const gathered = gathering({ take }, ask)
  const deliver = (n: number) => gathered('take', { n }, system, { source: 'shop', key: `${n}` })
  return { asked, deliver, open, ask: gathered }
}

test('of a burst the first is asked at once, and the rest together in their order', async () => {
  const { asked, deliver, open } = aDoor()
  const all = [1, 2, 3, 4, 5].map(deliver)
  open()
  expect((await Promise.all(all)).map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5'])
  expect(asked).toEqual([[1], [2, 3, 4, 5]])
})

test('one that takes long does not hold up those behind it, and no more than two are under way', async () => {
  const { asked, deliver, open } = aDoor()
  const all = [1, 2, 3].map(deliver)
  await until(() => asked.length === 2, 'the others to be asked')
  all.push(deliver(4))
  expect(asked).toEqual([[1], [2, 3]])
  open()
  await Promise.all(all)
  expect(asked).toEqual([[1], [2, 3], [4]])
})

test('one of a burst that is refused is refused alone', async () => {
  const { deliver, open } = aDoor()
  const all = [1, 2, 13, 4].map(deliver)
  open()
  await expect(all[2]).rejects.toThrow(Refusal)
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
})

test('one of a burst that breaks keeps none of the others out', async () => {
  const { deliver, open } = aDoor(3)
  const all = [1, 2, 3, 4, 5].map(deliver)
  open()
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
})

test('what people ask waits behind no burst', async () => {
  const { asked, deliver, open, ask } = aDoor()
  const burst = [1, 2, 3, 4].map(deliver)
  const person = ask('take', { n: 99 }, system)
  expect(asked).toEqual([[1], [99]])
  open()
  await Promise.all([...burst, person])
})
