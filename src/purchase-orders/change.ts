/** What may change after forwarding; the supplier accepts or refuses it. */
export type ChangeKind = 'cancel' | 'address' | 'quantity' | 'details'

export const CHANGE_TITLES: Readonly<Record<ChangeKind, string>> = {
  cancel: 'Please cancel',
  address: 'Ship-to changed',
  quantity: 'Quantities changed',
  details: 'Details changed',
}
export const changeKinds = Object.keys(CHANGE_TITLES) as [ChangeKind, ...ChangeKind[]]
