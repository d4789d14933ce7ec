import { keyOfPicture } from '../../kernel/ground/picture-key.ts'
import type { WorkTable } from '../../kernel/shapes/work.ts'
import type { ConsolePerson } from './people.ts'

/** Who one is stands in the address, so that two windows can be two people side by side. */
export const AS = '/as/:person'

export function home({ user }: ConsolePerson): string {
  return `/as/${encodeURIComponent(user)}`
}

/** The work page, as one sees it from a room: who one is there decides what it shows. */
export function workPath(person: ConsolePerson, room: string, table: WorkTable): string {
  return `${roomPath(person, room)}/work/${table}`
}

/** The first page of the staff. */
export function welcomePath(person: ConsolePerson): string {
  return `${home(person)}/welcome`
}

export function roomPath(person: ConsolePerson, room: string): string {
  return `${home(person)}/rooms/${encodeURIComponent(room)}`
}

/** Where pictures of products are, as one sees them from a room. */
export const productsIn = (room: string) => (url: string) => `${room}/pictures/${keyOfPicture(url)}`
