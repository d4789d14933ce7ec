import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { clientAddress } from '../../../kernel/ground/client-address.ts'
import { isSameSecret } from '../../../kernel/ground/same-secret.ts'
import { type Guesser, throttle } from '../../../kernel/ground/throttle.ts'
import { readForm } from '../../../kernel/pages/read-form.ts'
import { slug } from '../../../kernel/words/slug.ts'
import { count } from '../../../kernel/words/text.ts'
import { drawLogin } from '../draw/login.ts'
import type { People } from '../people.ts'
import type { SignIn } from './visit.ts'

export type LoggingIn = SignIn & { people: People; assets: string; proxies: readonly string[] }

/** The page to sign in: by name and password once anybody can, before that with the one secret. */
export function loggingIn(house: LoggingIn): Hono {
  const { accounts, sessions, assets, secret } = house
  const app = new Hono()
  const guesses = throttle()
  app.get('/login', async c => {
    const byName = await accounts.areNeeded()
    return byName || secret !== null ? c.html(drawLogin(assets, { byName })) : c.redirect('/')
  })
  app.post('/login', async c => {
    const byName = await accounts.areNeeded()
    const { name, password } = await readForm(c)
    const typed = { name: typeof name === 'string' ? name : '', password: typeof password === 'string' ? password : '' }
    const who = await guesserOf(house, c, byName ? slug(typed.name) : null)
    const wait = guesses.wait(who, performance.now())
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1_000)
      const wrong = `Too many tries. Wait ${count(seconds, 'second')}.`
      return c.html(drawLogin(assets, { byName, wrong, name: typed.name }), 429, { 'Retry-After': String(seconds) })
    }
    const found = byName ? await signInByName(house, typed) : signInBySecret(house, typed.password)
    if (!found) {
      const wrong = byName ? 'That name and password don’t go together.' : 'That is not the secret.'
      return c.html(drawLogin(assets, { byName, wrong, name: typed.name }), 401)
    }
    guesses.right(who)
    await sessions.begin(c, found.user)
    return c.redirect('/', 303)
  })
  app.post('/logout', async c => {
    await sessions.end(c)
    return c.redirect('/login', 303)
  })
  return app
}

type Typed = { name: string; password: string }

/** A contact who acts for nobody any more is nobody here. */
async function signInByName({ accounts, people }: LoggingIn, typed: Typed): Promise<{ user: string } | null> {
  const user = await accounts.check(typed.name, typed.password)
  return user !== null && (await people()).some(one => one.user === user) ? { user } : null
}

function signInBySecret({ secret }: SignIn, typed: string): { user: null } | null {
  return secret !== null && isSameSecret(typed, secret) ? { user: null } : null
}

/** Names that nobody has count together, so that inventing them makes nobody forgotten. */
async function guesserOf(house: LoggingIn, c: Context, user: string | null): Promise<Guesser> {
  const exists = user === null || (await house.people()).some(one => one.user === user)
  const device = exists ? await house.sessions.deviceOf(c, user) : null
  const account = exists ? `of ${user ?? 'all'}` : 'of nobody'
  const address = getConnInfo(c).remote.address ?? ''
  const from = device ?? clientAddress(address, c.req.header(), house.proxies)
  return { account, from, isKnown: device !== null }
}
