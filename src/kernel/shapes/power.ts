/** What a shop may keep to some of its staff, with how a sentence names it: `Only Ola may refund customers.` */
export const POWERS = {
  refund: 'refund customers',
  cancel: 'cancel orders',
  terms: 'change what a supplier promises',
  roles: 'say who may do what, and add or remove people',
} as const

export type Power = keyof typeof POWERS

/** What somebody may not do here, with the names of those who may. */
export type Withheld = Readonly<Partial<Record<Power, readonly string[]>>>
