import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { count } from '../../../kernel/words/text.ts'
import { drawPage } from '../draw/page.ts'
import { throttle } from './throttle.ts'
import { isVisit } from './who.ts'

const COOKIE = 'waybill_key'
const DAYS = 30

/** The login page, for a console that others than this machine can reach. */
export function loggingIn(secret: string, assets: string): Hono {
  const app = new Hono()
  const guesses = throttle()
  app.get('/login', c => c.html(drawLogin(assets, null)))
  app.post('/login', async c => {
    const who = addressOf(c)
    const wait = guesses.wait(who, performance.now())
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1_000)
      return c.html(drawLogin(assets, `Too many tries. Wait ${count(seconds, 'second')}.`), 429, {
        'Retry-After': String(seconds),
      })
    }
    const { secret: typed } = await c.req.parseBody()
    if (typeof typed !== 'string' || !same(typed, secret))
      return c.html(drawLogin(assets, 'That is not the secret.'), 401)
    guesses.right(who)
    const secure = c.req.header('X-Forwarded-Proto')?.includes('https') ?? false
    setCookie(c, COOKIE, keyFor(secret, Date.now()), {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure,
      maxAge: DAYS * 86_400,
    })
    return c.redirect('/', 303)
  })
  app.post('/logout', c => {
    deleteCookie(c, COOKIE, { path: '/' })
    return c.redirect('/login', 303)
  })
  return app
}

/** Lets in people who have shown the secret; everybody else gets nothing but the login page. */
export function loggedIn(secret: string): MiddlewareHandler {
  return async (c, next) => {
    if (isKey(getCookie(c, COOKIE), secret, Date.now())) return next()
    if (c.req.header('HX-Request')) return c.text('You were signed out.', 401, { 'HX-Redirect': '/login' })
    return isVisit(c) ? c.redirect('/login') : c.text('Sign in first.', 401)
  }
}

/** Says when it was given out, sealed with the secret: changing the secret ends every visit. */
function keyFor(secret: string, at: number): string {
  return `${at}.${createHmac('sha256', secret).update(`waybill console ${at}`).digest('base64url')}`
}

function isKey(key: string | undefined, secret: string, now: number): boolean {
  const at = Number(key?.split('.')[0])
  return key !== undefined && at > now - DAYS * 86_400_000 && at <= now + 60_000 && same(key, keyFor(secret, at))
}

/** In a time that tells nothing of how alike they are. */
function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

function addressOf(c: Context): string {
  return getConnInfo(c).remote.address ?? 'unknown'
}

function drawLogin(assets: string, wrong: string | null) {
  return drawPage(
    'Sign in',
    assets,
    html`<body class="login"><main>
  <form method="post" action="/login">
    <p class="brand"><span class="mark" aria-hidden="true"></span>Waybill</p>
    <h1>Sign in</h1>
    <div class="field">
      <label for="secret">The console’s secret</label>
      <input id="secret" name="secret" type="password" autocomplete="current-password" required autofocus aria-invalid="${String(wrong !== null)}" aria-describedby="wrong">
      <p class="error" id="wrong" role="alert">${wrong}</p>
    </div>
    <button class="primary">Sign in</button>
  </form>
</main></body>`,
  )
}
