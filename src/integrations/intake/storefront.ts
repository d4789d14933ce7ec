import type { Storefront } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { makeKeys } from './doors.ts'

/** A store that only has the JSON door: Waybill makes its keys, and calls nothing there. */
export const intakeStorefront: Storefront = {
  read({ address, key, secret }) {
    if (address || key || secret)
      throw new Refusal('Waybill makes the keys of a JSON door itself. Give it a name only.', 'address')
    const { secret: signing, key: bearer, keyHash } = makeKeys()
    return {
      address: null,
      secrets: { secret: signing, keyHash },
      shownOnce: `Sign with \`${signing}\` (Standard Webhooks), or send \`Authorization: Bearer ${bearer}\`. I show both only now.`,
    }
  },
  look: async ({ name }) => ({ name, findings: [] }),
}
