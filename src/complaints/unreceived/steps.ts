/**
 * What is done, in this order, when tracking shows a parcel as delivered and the customer does not have it. Payment
 * providers and carriers ask for the proof of each.
 */
export const STEPS = {
  wait: {
    next: 'Wait: carriers sometimes say delivered before they are there',
    done: 'waited for the carrier',
    press: 'Don’t wait',
    asks: [],
    proof: 'Waited',
  },
  neighbours: {
    next: 'Ask the customer to look around, and to ask neighbours and everybody at the address',
    done: 'asked the customer to look around and ask the neighbours',
    press: 'Customer looked',
    asks: ['note', 'files'],
    proof: 'What the customer found',
  },
  carrier: {
    next: 'Ask the carrier to look into it, and write down its inquiry number',
    done: 'asked the carrier to look into it',
    press: 'Asked the carrier',
    asks: ['reference', 'note', 'files'],
    proof: 'Inquiry at the carrier',
  },
  claim: {
    next: 'Send it to the supplier while its claim window is open',
    done: 'claimed it from the supplier',
    press: 'Send to supplier',
    asks: [],
    proof: 'Claim',
  },
  inquiry: {
    next: 'Hear what the carrier found: where it was delivered, and who signed',
    done: 'heard what the carrier found',
    press: 'Carrier answered',
    asks: ['note', 'files'],
    proof: 'The carrier’s answer',
  },
  affidavit: {
    next: 'Get the customer’s signed statement that they do not have it',
    done: 'got the customer’s signed statement',
    press: 'Add the statement',
    asks: ['files', 'note'],
    proof: 'The customer’s statement',
  },
} as const
export type Step = keyof typeof STEPS
export const stepNames = Object.keys(STEPS) as [Step, ...Step[]]
