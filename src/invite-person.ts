import type { Config } from './config.ts'
import { openHouse } from './house.ts'
import { openLog } from './kernel/ground/log.ts'
import { open } from './kernel/ground/open.ts'
import { waybill } from './kernel/shapes/actor.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { slug } from './kernel/words/slug.ts'

/** `npm start -- person Ola`: answers a link for one of the staff, for a shop where nobody can sign in any more. */
export async function invitePerson(
  { database: where, publicUrl }: Pick<Config, 'database' | 'publicUrl'>,
  name: string,
): Promise<string> {
  const id = slug(name)
  if (!id) throw new Refusal('Write: npm start -- person Ola')
  const database = await open(where)
  try {
    const { ask } = openHouse({ database, log: openLog('error'), publicUrl, counted: () => {} })
    return (await ask('person.add', { person: { chat: 'console', id, name: name.trim() } }, waybill)).text
  } finally {
    await database.close()
  }
}
