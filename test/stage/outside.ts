import type { OutsideSystems } from '../../src/kernel/asking/command.ts'
import { openSeal } from '../../src/kernel/ground/seal.ts'

/** A key that seals, of 32 bytes. */
export const KEY = Buffer.alloc(32, 7).toString('base64')

/** No store is known. */
export const nothingOutside = (): OutsideSystems => ({
  ...{
    storefronts: new Map(),
    reaches: new Map(),
    feeds: new Map(),
    mailers: new Map(),
    seal: openSeal(KEY),
    publicUrl: null,
  },
  ...{ ownUrl: () => '', origins: [] },
})
