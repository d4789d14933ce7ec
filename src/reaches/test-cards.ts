import { calledRoom } from '../kernel/asking/room.ts'
import type { Card, CardLine, Phrase, Tone } from '../kernel/shapes/card.ts'
import { anotherWay } from './another-way.ts'
import type { TestedWay, TestView } from './find-test.ts'

/** What the supplier gets: a press on it comes back the way that all others do. */
export function testCard({ id, supplier }: TestView): Card {
  return {
    audience: { supplierId: supplier.id },
    tone: 'neutral',
    title: 'A test from the shop',
    summary: 'This is a test: there is nothing to ship. Press the button, so that the shop knows it arrived.',
    buttons: [{ label: 'It arrived', command: 'supplier.confirm-test', input: { test: id }, style: 'primary' }],
    watched: true,
  }
}

/** Shows staff how far the test is, way by way. */
export function testStaffCard({ supplier, ways }: TestView): Card {
  const states = ways.map(stateOf)
  return {
    audience: 'staff',
    tone: toneOf(states),
    title: `Test for ${supplier.name}`,
    summary: worst(states) === 'sent' && states.includes('answered') ? PARTLY : WORDS[worst(states)],
    lines: ways.map(lineOf),
    buttons: [
      { label: 'Test again', command: 'supplier.test-reach', input: { supplier: supplier.id } },
      anotherWay(supplier.id),
    ],
    context: 'Sent means that the other side took it. That somebody reads it only their press shows.',
  }
}

const ORDER = ['stopped', 'sending', 'sent', 'answered'] as const
type TestState = (typeof ORDER)[number]

const WORDS: Readonly<Record<TestState, string>> = {
  stopped: 'The test could not be sent.',
  sending: 'The test is on its way.',
  sent: 'The test was sent. Nobody has pressed its button yet.',
  answered: 'The test arrived, and was answered.',
}

const PARTLY = 'The test was sent, and answered from some of these.'

const stateOf = ({ postedAt, why, answeredBy }: TestedWay): TestState =>
  answeredBy ? 'answered' : postedAt ? 'sent' : why ? 'stopped' : 'sending'
const worst = (states: readonly TestState[]) => ORDER.find(state => states.includes(state)) ?? 'sending'
const TONES: Readonly<Record<TestState, Tone>> = {
  ...{ stopped: 'bad', sending: 'waiting', sent: 'waiting', answered: 'good' },
}
const toneOf = (states: readonly TestState[]) => TONES[worst(states)]

function lineOf(way: TestedWay): CardLine {
  const { room, postedAt, why, answeredBy } = way
  const sent: Phrase = postedAt ? ['Sent ', { at: postedAt.toISOString() }] : why ? `Not sent: ${why}` : 'On its way'
  return { text: calledRoom(room), detail: answeredBy ? [sent, ` · answered by ${answeredBy}`].flat() : sent }
}
