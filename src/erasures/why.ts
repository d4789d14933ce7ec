/** Why a customer's data was erased, as a story says it. */
export const WHYS = {
  asked: 'staff were asked to',
  store: 'the store asked for it',
  time: 'it had been kept long enough',
} as const
export type Why = keyof typeof WHYS
