import type { Persona } from '../../kernel/shapes/persona.ts'
import { slug } from '../../kernel/words/slug.ts'

/** Somebody one can be in the console. */
export type ConsolePerson = Persona

export type People = () => Promise<readonly ConsolePerson[]>

/** Whether what is in a room may be shown to a person. Everything that reads a room asks this. */
export function mayRead(person: ConsolePerson, room: string): boolean {
  return person.channels === 'all' || person.channels.includes(room)
}

/** The person of that name or id, among those whom one can be here. */
export async function findPerson(people: People, named: string): Promise<{ user: string; name: string } | null> {
  const wanted = introduce(named)?.user
  const known = (await people()).find(({ user, name }) => user === wanted || slug(name) === wanted)
  return known ? { user: known.user, name: known.name } : null
}

/** Somebody who was never here, as they will be called: nobody has an account. */
export function introduce(named: string): { user: string; name: string } | null {
  const name = named.trim().replace(/^@/, '')
  const user = slug(name)
  return user ? { user, name } : null
}
