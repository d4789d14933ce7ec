import type { StoreLink } from '../../src/kernel/shapes/storefront.ts'

type Given = Partial<Pick<StoreLink, 'secrets' | 'completesOrders' | 'notifiesCustomers'>>

/** A connected shop as the house gives it to its integration. */
export function aLink(address: string, given: Given = {}): StoreLink {
  const link = {
    ...{
      store: 'store-1',
      name: 'North',
      address,
      notifiesCustomers: true,
      completesOrders: false,
      settings: {} as StoreLink['settings'],
    },
    secrets: { key: 'ck_owner', secret: 'cs_owner' } as StoreLink['secrets'],
    ...given,
    notes: {} as StoreLink['notes'],
    async note(more: StoreLink['notes']) {
      link.notes = { ...link.notes, ...more }
    },
    async replace(secrets: StoreLink['secrets']) {
      link.secrets = secrets
    },
    reread: async () => link.secrets,
  }
  return link
}
