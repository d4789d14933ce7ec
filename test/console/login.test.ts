import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { throttle } from '../../src/kernel/ground/throttle.ts'
import { aConsole, ada, mei, type TestedConsole, tom } from '../stage/console/a-console.ts'

const SECRET = 'correct horse battery staple'
const page = { Accept: 'text/html' }
/** As a browser keeps them. */
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')

describe('a console with one secret', () => {
  let console: TestedConsole
  const login = (secret: string, headers = {}) => console.send('/login', { password: secret }, headers)
  beforeAll(async () => {
    console = await aConsole({ secret: SECRET, hosts: null })
  })
  afterAll(() => console.end())

  it('shows nothing to whoever has not shown the secret', async () => {
    for (const path of ['/', '/as/ada', '/as/ada/rooms/orders', '/as/ada/import', '/as/nobody', '/first']) {
      expect((await console.get(path, page)).headers.get('Location')).toBe('/login')
    }
    expect((await console.get('/as/ada/live')).status).toBe(401)
    expect((await console.get('/as/ada/rooms/orders/suggest?text=/')).status).toBe(401)
    expect((await console.send('/as/ada/rooms/orders/typed', { text: '/order list' })).status).toBe(401)
    expect(console.heard).toEqual([])
  })

  it('lets in with the secret, by a cookie that no script can read and no other site can use', async () => {
    const answer = await login(SECRET)
    expect(answer.headers.get('Location')).toBe('/')
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/HttpOnly; SameSite=Strict/i)
    expect(cookiesOf(answer)).not.toContain(SECRET)
    const headers = { Cookie: cookiesOf(answer) }
    expect(await (await console.get('/as/ada/rooms/orders', headers)).text()).toContain('Sign out')
    expect((await console.send('/as/ada/rooms/orders/typed', { text: '/x' }, headers)).status).toBe(200)
  })

  it('marks the cookie as secure where the visit came over TLS', async () => {
    const answer = await login(SECRET, { 'X-Forwarded-Proto': 'https' })
    expect(answer.headers.get('Set-Cookie')).toContain('Secure')
  })

  it('accepts no cookie that was made up', async () => {
    for (const Cookie of ['waybill_key=', 'waybill_key=x', `waybill_key=${SECRET}`])
      expect((await console.get('/as/ada/live', { Cookie })).status).toBe(401)
  })

  it('signs out on the server: whoever kept the cookie is out too', async () => {
    const Cookie = cookiesOf(await login(SECRET))
    const answer = await console.send('/logout', {}, { Cookie })
    expect(answer.headers.get('Location')).toBe('/login')
    expect(answer.headers.get('Set-Cookie')).toContain('Max-Age=0')
    expect((await console.get('/as/ada/rooms/orders', { Cookie, ...page })).headers.get('Location')).toBe('/login')
  })

  it('makes guessing slow for strangers, and not for a browser that was here before', async () => {
    const Cookie = cookiesOf(await login(SECRET))
    const statuses: number[] = []
    for (let i = 0; i < 8; i++) statuses.push((await login(`guess ${i}`)).status)
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
    expect(statuses.at(-1)).toBe(429)
    const stranger = await login(SECRET)
    expect(Number(stranger.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await stranger.text()).toContain('Too many tries')
    expect((await login(SECRET, { Cookie })).status).toBe(303)
  })
})

describe('a console whose people sign in by name', () => {
  let console: TestedConsole
  const passwords = new Map([
    ['ada', 'analytical engine'],
    ['mei', 'lanterns and lamps'],
  ])
  const login = (name: string, headers = {}) =>
    console.send('/login', { name, password: passwords.get(name) ?? 'a guess' }, headers)
  beforeAll(async () => {
    const accounts = {
      areNeeded: async () => true,
      check: async (name: string, password: string) => (passwords.get(name) === password ? name : null),
      invited: async (key: string) => (key === 'once' ? 'Tom' : null),
      join: async () => 'tom',
      joinFirst: async () => 'eve',
    }
    console = await aConsole({ secret: SECRET, hosts: null, accounts, proxies: ['127.0.0.1'] })
  })
  afterAll(() => console.end())

  it('is each by themselves: no other person’s address, and no secret of all', async () => {
    expect((await console.send('/login', { password: SECRET })).status).toBe(401)
    const headers = { Cookie: cookiesOf(await login('mei')), ...page }
    expect((await console.get('/', headers)).headers.get('Location')).toBe('/as/mei')
    expect((await console.get('/as/mei/rooms/orders', headers)).status).toBe(302)
    expect((await console.get('/as/ada/rooms/orders', headers)).headers.get('Location')).toBe('/')
    expect((await console.send('/as/ada/rooms/orders/typed', { text: '/x' }, headers)).status).toBe(302)
    expect((await console.get('/first', headers)).headers.get('Location')).toBe('/')
    expect(console.heard).toEqual([])
  })

  it('ends with the person: removed, they are out at the next look, and sign in no more', async () => {
    const headers = { Cookie: cookiesOf(await login('mei')), ...page }
    console.admit(ada, tom)
    expect((await console.get('/as/mei', headers)).headers.get('Location')).toBe('/')
    expect((await console.get('/', headers)).headers.get('Location')).toBe('/login')
    expect((await login('mei')).status).toBe(401)
    console.admit(ada, mei, tom)
    expect((await console.get('/', headers)).headers.get('Location')).toBe('/login')
  })

  it('locks out at one account and from one place alone, as a trusted proxy tells it', async () => {
    const from = (address: string) => ({ 'X-Forwarded-For': address })
    for (let i = 0; i < 7; i++) await console.send('/login', { name: 'tom', password: 'x' }, from('203.0.113.7'))
    expect((await login('tom', from('203.0.113.7'))).status).toBe(429)
    expect((await login('tom', from('198.51.100.1'))).status).toBe(401)
    expect((await login('ada', from('203.0.113.7'))).status).toBe(303)
  })

  it('swaps an invitation for a password of one’s own', async () => {
    expect(await (await console.get('/join/once')).text()).toContain('Welcome, Tom')
    expect((await console.get('/join/twice')).status).toBe(410)
    const joined = await console.send('/join/once', { password: 'glass and sand' })
    expect((await console.get('/', { Cookie: cookiesOf(joined) })).headers.get('Location')).toBe('/as/tom')
  })
})

describe('guessing', () => {
  const at = (account: string, from: string, isKnown = false) => ({ account, from, isKnown })

  it('costs twice as long each time, up to a quarter of an hour', () => {
    const guesses = throttle()
    let now = 1_000_000
    const waits: number[] = []
    for (let i = 0; i < 40; i++) {
      const wait = guesses.wait(at('ada', 'here'), now)
      if (wait > 0) waits.push(wait)
      now += wait
    }
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(Math.max(...waits)).toBe(15 * 60_000)
  })

  it('slows down strangers at that account, from however many places, and nobody else', () => {
    const guesses = throttle()
    for (let i = 0; i < 100; i++) guesses.wait(at('ada', `stranger ${i}`), 0)
    expect(guesses.wait(at('ada', 'a new browser'), 0)).toBeGreaterThan(0)
    expect(guesses.wait(at('ada', 'her own browser', true), 0)).toBe(0)
    expect(guesses.wait(at('tom', 'here'), 0)).toBe(0)
    expect(guesses.wait(at('ada', 'a new browser'), 61_000)).toBe(0)
  })

  it('is forgiven once it was right', () => {
    const guesses = throttle()
    for (let i = 0; i < 6; i++) guesses.wait(at('ada', 'here'), 0)
    expect(guesses.wait(at('ada', 'here'), 0)).toBeGreaterThan(0)
    guesses.right(at('ada', 'here'))
    expect(guesses.wait(at('ada', 'here'), 0)).toBe(0)
  })
})
