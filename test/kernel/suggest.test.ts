import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/commands.ts'
import { readLine } from '../../src/kernel/hearing/grammar.ts'
import { type Complete, suggestFor } from '../../src/kernel/hearing/suggest.ts'
import type { Actor } from '../../src/kernel/shapes/actor.ts'

const person = { chat: 'memory', user: 'u', name: 'U', roomId: null }
const staff: Actor = { side: 'staff', ...person }
const mei: Actor = { side: 'supplier', supplierId: 's', ...person }
const nobody: Actor = { side: 'stranger', ...person }

/** Values as the worst shops name things. */
const NAMES = ['1042', 'Lumen Works', 'Bob "the lamp" Ross', 'a” b', "O'Brien & Co", 'x: y', '«Лампа»', '`tick` `tock`']
const complete: Complete = async (arg, typed) =>
  (arg.choices ?? NAMES.map(value => ({ value, label: value }))).filter(({ value }) => value.startsWith(typed))
const suggest = (line: string, actor: Actor = staff) => suggestFor(line, commands, actor, complete)
const inserts = async (line: string, actor: Actor = staff) => (await suggest(line, actor)).map(({ insert }) => insert)

test('each side is offered its own commands and no others', async () => {
  expect(await inserts('/', staff)).toEqual(expect.arrayContaining(['/order ', '/supplier ', '/po ']))
  expect(await inserts('/', mei)).toEqual([
    '/po ',
    '/tracking ',
    '/late ',
    '/change ',
    '/question ',
    '/parcel ',
    '/complaint ',
    '/return ',
    '/supplier ',
  ])
  expect(await inserts('/order ', mei)).toEqual([])
  expect(await inserts('/po ', mei)).not.toContain('/po send ')
  expect(await inserts('/', nobody)).toEqual(['/supplier '])
})

describe('what is offered replaces what was typed', () => {
  test.each([
    ['', '/order '],
    ['/or', '/order '],
    ['or', '/order '],
    ['/order for', '/order forward '],
    ['/Order FOR', '/Order forward '],
    ['/order forward ', '/order forward 1042 '],
    ['/order forward 10', '/order forward 1042 '],
    ['/order forward 1042 ', '/order forward 1042 supplier:'],
    ['/order forward 1042 sup', '/order forward 1042 supplier:'],
    ['/order forward 1042 supplier:Lu', '/order forward 1042 supplier:"Lumen Works" '],
    ['/order forward 1042 supplier:"Lumen W', '/order forward 1042 supplier:"Lumen Works" '],
    ['/supplier show "Lumen W', '/supplier show "Lumen Works" '],
    ['/supplier add Lumen SHIP', '/supplier add Lumen ship-hours:'],
  ])('%s', async (line, insert) => expect(await inserts(line)).toContain(insert))
})

test('an argument that is there already is not offered again', async () => {
  expect(await inserts('/order forward 1042 supplier:x ')).toEqual(
    (await inserts('/order forward 1042 '))
      .filter(one => !one.endsWith('supplier:'))
      .map(one => one.replace('1042 ', '1042 supplier:x ')),
  )
  const [next] = await inserts('/order note order:1042 ')
  expect(next).not.toMatch(/order:1042 .*order/)
})

test('what is known so far helps with the next: a parcel is chosen among its order’s', async () => {
  const seen: unknown[] = []
  const spying: Complete = async (_arg, _typed, known) => {
    seen.push(known)
    return []
  }
  for (const line of ['/tracking correct 1042-A ', '/tracking correct purchase-order:1042-A '])
    await suggestFor(line, commands, staff, spying)
  expect(seen).toEqual([{ purchaseOrder: '1042-A' }, { purchaseOrder: '1042-A' }])
})

test('whoever only ever takes what is offered is understood at every step', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(staff, mei, nobody),
      fc.array(fc.nat(), { minLength: 1, maxLength: 7 }),
      async (actor, choices) => {
        let line = ''
        for (const choice of choices) {
          const offered = await suggest(line, actor)
          if (offered.length === 0) break
          line = offered[choice % offered.length]?.insert ?? ''
          if (line.endsWith(':')) continue
          expect([line, readLine(line, commands, actor.side).kind]).toEqual([line, expect.any(String)])
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('no half-typed line brings it down', async () => {
  const words = ['/order ', 'forward ', 'supplier:', '"', '“', '\0', '\uD83D', '__proto__ ', 'constructor ', ' ', ':']
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' }))), async parts => {
      for (const { insert, label } of await suggest(parts.join(''))) expect(insert && label).toBeTruthy()
    }),
    { numRuns: 300 },
  )
})
