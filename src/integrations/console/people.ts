import { slug } from './slug.ts'

/** Somebody one can be in the console. */
export type ConsolePerson = {
  user: string
  name: string
  /** `staff`, or the supplier's name. */
  title: string
  staff: boolean
  channels: readonly string[] | 'all'
}

export type People = () => Promise<readonly ConsolePerson[]>

/** Whether what is in a room may be shown to a person. Everything that reads a room asks this. */
export function mayRead(person: ConsolePerson, room: string): boolean {
  return person.channels === 'all' || person.channels.includes(room)
}

/** The person of that name or id; anybody can be named, for nobody has an account here. */
export async function findPerson(people: People, named: string): Promise<{ user: string; name: string } | null> {
  const name = named.trim().replace(/^@/, '')
  const user = slug(name)
  if (!user) return null
  const known = (await people()).find(person => person.user === user || slug(person.name) === user)
  return known ? { user: known.user, name: known.name } : { user, name }
}
