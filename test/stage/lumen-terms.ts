import type { Terms } from '../../src/suppliers/terms.ts'

/** Monday to Friday, nine to six in Shanghai: eight working hours to acknowledge, four working days to ship, one to be scanned. */
export const LUMEN_TERMS: Terms = {
  calendar: {
    zone: 'Asia/Shanghai',
    days: [1, 2, 3, 4, 5],
    opens: '09:00',
    closes: '18:00',
    cutoff: '15:00',
    closed: ['2026-11-11'],
  },
  acknowledge: { amount: 8, unit: 'working hours' },
  ship: { amount: 4, unit: 'working days' },
  rules: [],
  scan: { amount: 1, unit: 'working days' },
  claim: null,
  returnTo: null,
  handling: null,
}
