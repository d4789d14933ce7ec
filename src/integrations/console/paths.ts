import type { ConsolePerson } from './people.ts'

/** Who one is stands in the address, so that two windows can be two people side by side. */
export const AS = '/as/:person'

export function home({ user }: ConsolePerson): string {
  return `/as/${encodeURIComponent(user)}`
}

export function roomPath(person: ConsolePerson, room: string): string {
  return `${home(person)}/rooms/${encodeURIComponent(room)}`
}
