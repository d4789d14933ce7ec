import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { commands } from '../../src/commands.ts'
import { type Arg, type ArgKind, command } from '../../src/kernel/asking/command.ts'
import { readLine, usage, vocabulary } from '../../src/kernel/hearing/grammar.ts'
import { helpCard } from '../../src/kernel/hearing/help.ts'
import type { Side } from '../../src/kernel/shapes/actor.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { stringsIn } from '../stage/strings-in.ts'

const arg = (kind: Arg['kind'], over: Partial<Arg> = {}): Arg => ({ kind, label: '', help: '', ...over })
/** A kind whose values are one word. */
const number: ArgKind = { name: 'number of ours', complete: async () => [], oneWord: true }
const run = async () => ({ text: '' })
const text = z.string()
const shared = { who: ['staff' as const], title: '', does: '', examples: [], run }
const own = {
  'order.note': command({
    ...shared,
    input: z.object({ order: text, note: text, to: text.optional(), shipHours: text.optional() }),
    args: {
      order: arg(number),
      note: arg('long'),
      to: arg('text', { named: true }),
      shipHours: arg('number', { named: true }),
    },
  }),
  'order.forward': command({
    ...shared,
    input: z.object({ order: text, supplier: text.optional() }),
    args: { order: arg(number), supplier: arg('text', { named: true }) },
  }),
  'order.list': command({ ...shared, input: z.object({}), args: {} }),
}
const read = (line: string) => {
  const typed = readLine(line, own, 'staff')
  return typed.kind === 'help' ? { help: typed.noun } : { [typed.name]: typed.input, missing: typed.missing }
}
const note = (line: string) => {
  const typed = readLine(line, own, 'staff')
  return typed.kind === 'command' ? typed.input : null
}

test('a command is read with or without its slash, in any capitals', () => {
  const forward = { 'order.forward': { order: '#1042' }, missing: [] }
  for (const line of [
    '/order forward #1042',
    'order forward #1042',
    '  /Order FORWARD   #1042 ',
    '"order" "forward" #1042',
  ])
    expect(read(line)).toEqual(forward)
})

test('arguments are named in any capitals, with hyphens or without, before, after and in quotes', () => {
  const wanted = { order: '1042', supplier: 'Lumen Works' }
  expect(note('/order forward 1042 supplier:"Lumen Works"')).toEqual(wanted)
  expect(note('/order forward SUPPLIER:“Lumen Works” 1042')).toEqual(wanted)
  expect(note('/order forward supplier:„Lumen Works“ order:1042')).toEqual(wanted)
  for (const key of ['ship-hours', 'shipHours', 'shiphours', 'Ship_Hours'])
    expect(note(`/order note 1042 x ${key}:48`)).toEqual({ order: '1042', note: 'x', shipHours: '48' })
})

describe('the last argument takes the rest of the line as it was written', () => {
  test.each([
    ['/order note 1042 please call "Sam" first', 'please call "Sam" first'],
    ['/order note 1042 two  spaces\nand a line', 'two  spaces\nand a line'],
    ['/order note 1042 "all of it"', 'all of it'],
    ['/order note 1042 don’t ring, it’s Zoë’s', 'don’t ring, it’s Zoë’s'],
    ['/order note 1042 see https://x.de/?a=1:2 at 10:30', 'see https://x.de/?a=1:2 at 10:30'],
    ['/order note 1042 Re: order: 7 is late', 'Re: order: 7 is late'],
    ['/order note 1042 שרה כהן 👩‍👩‍👧‍👦 ring', 'שרה כהן 👩‍👩‍👧‍👦 ring'],
    ['/order note 1042 note:"with a key"', 'with a key'],
    ['/order note 1042 "unclosed and more', 'unclosed and more'],
  ])('%j', (line, wanted) => expect(note(line)).toEqual({ order: '1042', note: wanted }))

  test('and lets a named argument be among it or after it', () => {
    const wanted = { order: '1042', note: 'please call first', to: 'Sam Doe' }
    expect(note('/order note 1042 please call first to:"Sam Doe"')).toEqual(wanted)
    expect(note('/order note 1042 please to:"Sam Doe" call first')).toEqual(wanted)
  })
})

describe('a slip is answered with what was meant', () => {
  test.each([
    ['/oder forward 1042', 'Did you mean /order?'],
    ['/order forwrad 1042', 'Did you mean /order forward?'],
    ['/order forw 1042', 'Did you mean /order forward?'],
    ['/order forward 1042 suplier:Lumen', 'Did you mean “supplier:”?'],
    ['/order note shiphour:1 1042 x', 'Did you mean “ship-hours:”?'],
    ['/elephant', 'There is /order.'],
    ['/order elephant', 'There is /order note, /order forward or /order list.'],
    ['/order list now please', 'I did not understand “now please”. It is written /order list.'],
    [
      '/order forward 1042 Lumen Works',
      'I did not understand “Lumen Works”. It is written /order forward <order> [supplier:…].',
    ],
    ['/order forward 1042 supplier:A supplier:B', '“supplier:” is there twice'],
    ['/__proto__ x', 'There is /order.'],
    ['/order constructor', 'There is /order note'],
  ])('%s', (line, sentence) => {
    expect(() => readLine(line, own, 'staff')).toThrow(Refusal)
    expect(() => readLine(line, own, 'staff')).toThrow(sentence)
  })
})

test('what is missing is known, so that a form can ask for it', () => {
  expect(read('/order forward')).toEqual({ 'order.forward': {}, missing: ['order'] })
  expect(read('/order note to:Sam')).toEqual({ 'order.note': { to: 'Sam' }, missing: ['order', 'note'] })
})

test('help is asked for in any way people ask', () => {
  for (const line of ['', '   ', '/', 'help', '/help', 'HELP']) expect(read(line)).toEqual({ help: null })
  for (const line of ['/order', '/order help', '/help order', 'help ORDER'])
    expect(read(line)).toEqual({ help: 'order' })
})

test('no line at all brings the parser down: it is read or refused in words', () => {
  const words = [
    '/order',
    'forward',
    'note',
    'supplier:',
    'to:',
    '"',
    '“',
    "'",
    '\0',
    '\uD83D',
    '__proto__',
    'help',
    ' ',
  ]
  const line = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.oneof(fc.constantFrom(...words), fc.string())))
  fc.assert(
    fc.property(line, some => {
      const typed = Array.isArray(some) ? some.join(' ') : some
      for (const side of ['staff', 'supplier', 'stranger'] as const)
        try {
          readLine(typed, commands, side)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
    }),
    { numRuns: 500 },
  )
})

const sides: Side[] = ['staff', 'supplier', 'stranger']

describe.each(sides)('help, parser and table agree for %s', side => {
  const typed = [...vocabulary(commands, side).values()].flatMap(verbs => [...verbs.values()])

  test('every example is read as its own command, with nothing missing', () => {
    for (const name of typed) {
      const { examples } = commands[name as keyof typeof commands]
      expect([name, examples.length]).not.toEqual([name, 0])
      for (const example of examples)
        expect([example, readLine(example, commands, side)]).toMatchObject([
          example,
          { kind: 'command', name, missing: [] },
        ])
    }
  })

  test('help lists every command once, with how it is written', () => {
    const nouns = vocabulary(commands, side)
    const overview = helpCard(commands, side, null).lines ?? []
    expect(overview.map(line => line.text.split(' ')[0])).toEqual([...nouns.keys()].map(noun => `/${noun}`))
    const listed = [...nouns.keys()].flatMap(noun =>
      (helpCard(commands, side, noun).lines ?? []).map(line => line.text),
    )
    expect(listed).toEqual(typed.map(name => usage(name, commands[name as keyof typeof commands])))
  })
})

test('help for a chat that wants names gives every argument with its name', () => {
  const lines = helpCard(commands, 'staff', 'tracking', true).lines ?? []
  const add = lines.find(({ text }) => text.startsWith('/tracking add'))
  expect(add?.text).toContain('purchase-order:…')
  expect(add?.detail).toMatch(/\/tracking add purchase-order:\S+ number:\S+/)
  expect(stringsIn(helpCard(commands, 'staff', null, true))).toContain('/help about:order')
})

test('commands that people do not type are not in anybody’s help', () => {
  const all = sides.map(side => stringsIn(helpCard(commands, side, 'order')))
  expect(all.join()).not.toContain('turn-away')
})

describe('what is named alone is shown', () => {
  test.each([
    ['1042', 'order.show'],
    ['/order 1042', 'order.show'],
    ['order #1042', 'order.show'],
    ['where is 1042?', 'order.show'],
    ['Where’s order №1042@lamps ?', 'order.show'],
    ['what about 1042', 'order.show'],
    ['/po 1042-a', 'po.show'],
    ['where is purchase order 1042-AB?', 'po.show'],
    ['/tracking 1042-A', 'po.show'],
    ['C12', 'case.show'],
    ['/late L7', 'case.show'],
  ])('%s', (line, name) => {
    const typed = readLine(line, commands, 'staff')
    expect(typed).toMatchObject({ kind: 'command', name, missing: [] })
    expect(typed.kind === 'command' && Object.values(typed.input)).toEqual([line.match(/[#№C]?L?\d+[-@\w]*/)?.[0]])
  })

  test('to a supplier only what suppliers may see', () => {
    expect(readLine('L7', commands, 'supplier')).toMatchObject({ name: 'late.show' })
    expect(readLine('where is 1042-A?', commands, 'supplier')).toMatchObject({ name: 'po.show' })
    expect(() => readLine('1042', commands, 'supplier')).toThrow('I don’t know /1042')
  })

  test('nothing is made of a typo, a word or a long number', () => {
    for (const line of [
      '/order forwrad 1042',
      'where is everybody?',
      '/order lisst',
      '9400111899560000000000',
      'where is 1042 and 1043',
    ])
      expect(() => readLine(line, commands, 'staff')).toThrow('I don’t know')
  })
})
