import type { Context, MiddlewareHandler } from 'hono'
import type { Accounts } from '../../../kernel/shapes/accounts.ts'
import type { Sessions } from './sessions.ts'

/** How somebody came in. */
export type Visit = {
  /** Who they are; null where they may be anybody: on this machine, or with the one secret. */
  user: string | null
  /** Whether they signed in, so that they can sign out. */
  signedIn: boolean
  /** Whether a first person can be made, who signs in by name. */
  canBeFirst: boolean
  /** Whether they may still be here. */
  lasts(): Promise<boolean>
  /** Signs them out. */
  leave(): Promise<void>
}
export type Visiting = { Variables: { visit: Visit } }

/** What decides who comes in. */
export type SignIn = { accounts: Accounts; sessions: Sessions; secret: string | null }

/** Lets in who signed in; and anybody as long as nothing asks for a name or secret. Others get the page to sign in alone. */
export function admitting({ accounts, sessions, secret }: SignIn): MiddlewareHandler<Visiting> {
  return async (c, next) => {
    const [session, areNeeded] = await Promise.all([sessions.find(c), accounts.areNeeded()])
    if (session && (session.user !== null || !areNeeded)) {
      const lasts = async () =>
        (await sessions.lasts(session)) && (session.user !== null || !(await accounts.areNeeded()))
      c.set('visit', {
        user: session.user,
        signedIn: true,
        canBeFirst: !areNeeded,
        lasts,
        leave: () => sessions.end(c),
      })
      return next()
    }
    if (!areNeeded && secret === null) {
      const lasts = async () => !(await accounts.areNeeded())
      c.set('visit', { user: null, signedIn: false, canBeFirst: true, lasts, leave: () => sessions.end(c) })
      return next()
    }
    if (c.req.header('HX-Request')) return c.text('You were signed out.', 401, { 'HX-Redirect': '/login' })
    return isVisit(c) ? c.redirect('/login') : c.text('Sign in first.', 401)
  }
}

/** A page is being opened, rather than a part of one asked for. */
export function isVisit(c: Context): boolean {
  const page = c.req.header('Accept')?.includes('text/html') && !c.req.header('HX-Request')
  return c.req.method === 'GET' && page === true
}
