import type pg from 'pg'
import type { Presence } from './db.ts'

/** Any number that nobody else locks: the first half of the locks by which processes are there. */
export const PRESENT = 7_243_120

export type SessionPresence = Presence & {
  /** A session began: what is to be held is held on it. */
  begin(session: pg.Client): Promise<void>
  /** It is over. */
  end(): void
}

/**
 * A lock of PostgreSQL on whatever session there is. The server frees it as soon as it sees that the session is gone.
 * @param needed has a session opened, where there is none.
 */
export function openPresence(needed: () => void): SessionPresence {
  let wanted: string | null = null
  let held: string | null = null
  let session: pg.Client | null = null
  let began: Date | null = null

  const take = async (on: pg.Client, name: string) => {
    await on.query('select pg_advisory_unlock_all()')
    await on.query('select pg_advisory_lock($1, hashtext($2))', [PRESENT, name])
    if (session === on && wanted === name) held = name
  }
  return {
    hold(name) {
      wanted = name
      held = null
      needed()
      // A session that breaks over it is renewed, and takes it then.
      if (session) take(session, name).catch(() => {})
    },
    isHeld: name => held === name,
    since: () => began,
    async begin(on) {
      const { rows } = await on.query<{ now: Date }>('select now()')
      session = on
      began = rows[0]?.now ?? null
      if (wanted) await take(on, wanted)
    },
    end() {
      session = null
      began = null
      held = null
    },
  }
}
