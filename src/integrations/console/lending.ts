import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Reads } from '../../kernel/ground/db.ts'
import { picturesAmong } from '../../kernel/pages/pictures.ts'
import type { Attached } from '../../kernel/shapes/card.ts'

/** Files of private answers: each for the one person who was answered, for a while, by an address that nobody can guess. */
export type Lending = {
  lend(user: string, file: string): string
  find(user: string, key: string): string | null
}

/** How long a private answer can be downloaded from, ms. */
const LASTS = 60 * 60_000
const MOST = 1_000

export function lending(): Lending {
  const lent = new Map<string, { user: string; file: string; until: number }>()
  return {
    lend(user, file) {
      const oldest = lent.keys().next().value
      if (lent.size >= MOST && oldest !== undefined) lent.delete(oldest)
      const key = randomBytes(18).toString('base64url')
      lent.set(key, { user, file, until: performance.now() + LASTS })
      return key
    },
    find(user, key) {
      const found = lent.get(key)
      return found && found.user === user && performance.now() < found.until ? found.file : null
    },
  }
}

/** What every request knows of files. */
export type Remembered = {
  lending: Lending
  picturesAmong: (files: readonly Attached[]) => Promise<ReadonlySet<string>>
}

/** Lets each request lend and find, and tell pictures from other files. */
export function remembering(db: Reads, all: Lending): MiddlewareHandler<{ Variables: Remembered }> {
  return (c, next) => {
    c.set('lending', all)
    c.set('picturesAmong', files => picturesAmong(db, files))
    return next()
  }
}
