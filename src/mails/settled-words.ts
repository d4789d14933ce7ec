import type { SettledHow, StaffMail } from './tables.ts'

const SAID: Readonly<Record<SettledHow, (number: string) => string>> = {
  opened: number => `opened ${number}`,
  added: number => `added it to ${number}`,
  photos: number => `added its photos to ${number}`,
  replied: () => 'answered it',
  nothing: () => 'needed no case for it',
}

/** `Sam opened C12`; null while nobody has done anything about it. */
export function settledWords({ settledBy, settledHow }: StaffMail, number: string | null): string | null {
  return settledBy && `${settledBy} ${SAID[settledHow ?? 'nothing'](number ?? 'the case')}`
}
