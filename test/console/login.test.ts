import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { throttle } from '../../src/integrations/console/receive/throttle.ts'
import { aConsole, type TestedConsole } from '../stage/console/a-console.ts'

const SECRET = 'correct horse battery staple'

describe('a console with a secret', () => {
  let console: TestedConsole
  const page = { Accept: 'text/html' }
  const login = (secret: string) => console.send('/login', { secret })
  const cookieOf = (answer: Response) => answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  beforeAll(async () => {
    console = await aConsole({ secret: SECRET, hosts: null })
  })
  afterAll(() => console.end())

  it('shows nothing to whoever has not shown the secret', async () => {
    for (const path of ['/', '/as/ada', '/as/ada/rooms/orders', '/as/ada/import', '/as/nobody']) {
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
    expect(answer.headers.get('Set-Cookie')).toMatch(/HttpOnly; SameSite=Strict/i)
    expect(answer.headers.get('Set-Cookie')).not.toContain(SECRET)
    const headers = { Cookie: cookieOf(answer) }
    expect((await console.get('/as/ada/rooms/orders', headers)).status).toBe(200)
    expect(await (await console.get('/as/ada/rooms/orders', headers)).text()).toContain('Sign out')
    expect((await console.send('/as/ada/rooms/orders/typed', { text: '/x' }, headers)).status).toBe(200)
  })

  it('marks the cookie as secure where the visit came over TLS', async () => {
    const answer = await console.send('/login', { secret: SECRET }, { 'X-Forwarded-Proto': 'https' })
    expect(answer.headers.get('Set-Cookie')).toContain('Secure')
  })

  it('accepts no cookie that was altered, made up, or sealed with another secret', async () => {
    const key = cookieOf(await login(SECRET))
    const [name, value = ''] = key.split('=')
    const [at = '', seal = ''] = value.split('.')
    const forged = [
      `${name}=`,
      `${name}=${at}.`,
      `${name}=${Number(at) + 1}.${seal}`,
      `${name}=${at}.${seal}x`,
      `${name}=NaN.${seal}`,
    ]
    for (const Cookie of forged) expect((await console.get('/as/ada/live', { Cookie })).status).toBe(401)
    const other = await aConsole({ secret: 'another', hosts: null })
    expect((await other.get('/as/ada/rooms/orders', { Cookie: key })).status).toBe(401)
    await other.end()
  })

  it('signs out', async () => {
    const answer = await console.send('/logout', {}, { Cookie: cookieOf(await login(SECRET)) })
    expect(answer.headers.get('Location')).toBe('/login')
    expect(answer.headers.get('Set-Cookie')).toContain('Max-Age=0')
  })

  it('refuses a wrong secret, and makes guessing slow', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 8; i++) statuses.push((await login(`guess ${i}`)).status)
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
    expect(statuses.at(-1)).toBe(429)
    const right = await login(SECRET)
    expect(right.status).toBe(429)
    expect(Number(right.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await right.text()).toContain('Too many tries')
  })
})

describe('guessing', () => {
  it('costs twice as long each time, up to a quarter of an hour', () => {
    const guesses = throttle()
    let now = 1_000_000
    const waits: number[] = []
    for (let i = 0; i < 40; i++) {
      const wait = guesses.wait('here', now)
      if (wait > 0) waits.push(wait)
      now += wait
    }
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(Math.max(...waits)).toBe(15 * 60_000)
  })

  it('does not slow down anybody else, until all together guess too much', () => {
    const guesses = throttle()
    for (let i = 0; i < 10; i++) guesses.wait('attacker', 0)
    expect(guesses.wait('owner', 0)).toBe(0)
    for (let i = 0; i < 100; i++) guesses.wait(`attacker ${i}`, 0)
    expect(guesses.wait('owner', 0)).toBeGreaterThan(0)
    expect(guesses.wait('owner', 61_000)).toBe(0)
  })

  it('is forgiven once it was right', () => {
    const guesses = throttle()
    for (let i = 0; i < 6; i++) guesses.wait('here', 0)
    expect(guesses.wait('here', 0)).toBeGreaterThan(0)
    guesses.right('here')
    expect(guesses.wait('here', 0)).toBe(0)
  })
})
