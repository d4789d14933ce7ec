import type { Decision } from './decide.ts'

type Foretold = { text: string; outcome: string }

/** What a decision comes to, for who asked. Pure. */
export function foretold(decision: Decision): Foretold {
  switch (decision.does) {
    case 'nothing':
      return { text: decision.text, outcome: 'unchanged' }
    case 'ask':
      return { text: decision.why, outcome: 'differs' }
    case 'pass':
      return { text: decision.why, outcome: 'passed-over' }
    case 'turn away':
      return { text: decision.why, outcome: 'turned-away' }
    case 'update':
      return decision.changed.length > 0
        ? { text: `Order ${decision.order.number} was brought up to date.`, outcome: 'updated' }
        : { text: `Order ${decision.order.number} is here already.`, outcome: 'unchanged' }
    case 'note':
      return { text: decision.text, outcome: 'unchanged' }
    case 'reopen':
      return { text: `Order ${decision.order.number} is open again in the store.`, outcome: 'reopened' }
    case 'cancel':
      return { text: 'It was cancelled in the store.', outcome: 'cancelled' }
    case 'take':
      return { text: 'It comes in.', outcome: 'received' }
  }
}
