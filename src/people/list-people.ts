import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { SIGN_IN_CHAT } from './add-person.ts'
import { everybody } from './find-person.ts'
import { peopleOn } from './people-on.ts'

export const ListPeople = z.object({})

const MOST = 50

/** Shows who signs in to the console, and who was only invited. */
export async function listPeople({ db, now }: Verb): Promise<Outcome> {
  const [all, personas] = await Promise.all([everybody(db), peopleOn(db, SIGN_IN_CHAT)])
  const titles = new Map(personas.map(({ user, title }) => [user, title]))
  const state = ({ password, invitedUntil }: (typeof all)[number]) => {
    if (password) return 'can sign in'
    return invitedUntil && invitedUntil > now ? 'invited' : 'invited, and the link is too old: /person add again'
  }
  const text =
    all.length > 0
      ? `${count(all.length, 'person', 'people')} of the console.`
      : 'Nobody signs in by name yet: choose a name and password at /first in the console.'
  return {
    text,
    card: {
      audience: 'staff',
      tone: 'neutral',
      title: 'People of the console',
      summary: text,
      lines: all.slice(0, MOST).map(one => ({
        text: one.name,
        detail: `${one.staff ? 'staff' : (titles.get(one.user) ?? 'no supplier')} · ${state(one)}`,
      })),
      ...(all.length > MOST && { context: `The first ${MOST} are shown.` }),
    },
  }
}
