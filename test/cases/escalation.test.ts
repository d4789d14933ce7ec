import { expect, test } from 'vitest'
import { kinds } from '../../src/case-kinds.ts'
import { readSteps, remindersOf, stepInWords, writeSteps } from '../../src/cases/escalation.ts'
import { lateKind } from '../../src/late/kind.ts'

const ola = { chat: 'memory', user: 'ola', name: 'Ola' }

test('a escalation is written as people say it, and reads back as the same', () => {
  const steps = readSteps(
    'supplier 4 working hours x2, Owner after 8 hours; person 1 day ×3, staff 2 working days',
    ola,
  )
  expect(steps).toEqual([
    { to: 'supplier', after: { amount: 4, unit: 'working hours' }, times: 2 },
    { to: 'owner', after: { amount: 8, unit: 'hours' }, times: 1 },
    { to: ola, after: { amount: 24, unit: 'hours' }, times: 3 },
    { to: 'staff', after: { amount: 2, unit: 'working days' }, times: 1 },
  ])
  expect(readSteps(writeSteps(steps), ola)).toEqual(steps)
  expect(steps.map(stepInWords)).toEqual([
    'the supplier after 4 working hours, up to 2 times',
    'the owner after 8 hours',
    'Ola after 24 hours, up to 3 times',
    'the staff after 2 working days',
  ])
  for (const { escalation } of kinds) expect(readSteps(writeSteps(escalation), null)).toEqual(escalation)
})

test('silence can be chosen', () => {
  expect(readSteps('none', null)).toEqual([])
  expect(writeSteps([])).toBe('none')
})

test.each([
  ['boss 4 hours', 'I can’t read the step “boss 4 hours”'],
  ['supplier', 'I can’t read the step “supplier”'],
  ['supplier soon', '“soon” isn’t a time I can read'],
  ['supplier 4 hours x0', 'leave the step out'],
  ['supplier 4 hours x999', 'That would remind 999 times; the limit is 20'],
  ['person 4 hours', 'Who is the person?'],
  ['supplier 1 hour x12, staff 1 hour x12', 'the limit is 20'],
])('“%s” is refused in words', (written, sentence) => {
  expect(() => readSteps(written, null)).toThrow(sentence)
})

test('a supplier is not reminded of what is ours to do', () => {
  const whom = (side: 'supplier' | 'staff' | 'customer') => remindersOf(lateKind.escalation, side).map(({ to }) => to)
  expect(whom('supplier')).toEqual(['supplier', 'supplier', 'owner', 'staff', 'staff'])
  expect(whom('staff')).toEqual(['owner', 'staff', 'staff'])
  expect(whom('customer')).toEqual(['owner', 'staff', 'staff'])
})
