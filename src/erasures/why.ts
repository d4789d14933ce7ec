/** Why a customer's data was erased, as a story says it. */
export const WHYS = {
  asked: 'they asked for it',
  store: 'the store asked for it',
  time: 'it was kept long enough',
} as const
export type Why = keyof typeof WHYS

/** Which parts, in words. */
export const ERASED_WHAT = {
  address: 'where it went and to whom',
  words: 'what people wrote about it, and the files',
  all: 'the customer’s data',
} as const
