import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCard, aConsole, type TestedConsole } from '../stage/console/a-console.ts'

const TYPED = '/as/ada/rooms/orders/typed'

describe('the console’s doors', () => {
  let console: TestedConsole
  beforeAll(async () => {
    console = await aConsole()
  })
  afterAll(() => console.end())

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a neighbour of the same site', { 'Sec-Fetch-Site': 'same-site' }],
    ['nowhere', { 'Sec-Fetch-Site': 'none' }],
  ])('take no command from a page of %s', async (_, headers) => {
    const answer = await console.send(TYPED, { text: '/order list' }, headers)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('did not come from a page of Waybill')
    expect(console.heard).toEqual([])
  })

  it.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
    ['no origin at all', {}],
  ])('take no command from %s where the browser says nothing of the site', async (_, headers) => {
    const answer = await fetch(console.address + TYPED, {
      method: 'POST',
      body: new URLSearchParams({ text: 'x' }),
      headers,
    })
    expect(answer.status).toBe(403)
    expect(console.heard).toEqual([])
  })

  it('say of a form that did not arrive whole what to do, and count no bug', async () => {
    const headers = { Origin: console.address, 'Content-Type': 'multipart/form-data; boundary=cut' }
    const answer = await fetch(console.address + TYPED, { method: 'POST', body: '--cut\r\nContent-Disp', headers })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('reload the page, and send it again')
    expect(console.mistakes).toEqual([])
  })

  it('take a command from our own page in an older browser', async () => {
    const headers = { Origin: console.address }
    const answer = await fetch(console.address + TYPED, {
      method: 'POST',
      body: new URLSearchParams({ text: '/x' }),
      headers,
    })
    expect(answer.status).toBe(200)
    expect(console.heard.pop()).toMatchObject({ how: 'typed', user: 'ada', channel: 'orders', what: '/x' })
  })

  it.each(['evil.example', 'localhost.evil.example', '169.254.169.254'])(
    'answer nothing to the host %j, even where it leads to this machine',
    async host => {
      for (const path of ['/', '/as/ada/rooms/orders', '/as/ada/live']) {
        const { status, body } = await asHost(console.address, path, host)
        expect(status).toBeGreaterThanOrEqual(400)
        expect(body).not.toContain('Ada')
      }
    },
  )

  it('tell browsers to run nothing but our own files and to show us in no frame', async () => {
    const { headers } = await console.get('/as/ada/rooms/orders')
    const policy = headers.get('Content-Security-Policy') ?? ''
    for (const rule of ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"])
      expect(policy).toContain(rule)
    expect(policy).not.toContain('unsafe')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Cache-Control')).toBe('no-store')
  })

  it('hold no inline script, style or event in any page', async () => {
    await console.chat.post({ key: 'k', channel: 'orders', thread: null, card: aCard() })
    const page = await (await console.get('/as/ada/rooms/orders')).text()
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/i)
  })

  it('serve our own files for good, under an address that changes with them', async () => {
    const page = await (await console.get('/as/ada/rooms/orders')).text()
    const files = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
    expect(files.length).toBeGreaterThan(4)
    for (const path of [...files, files[0]?.replace(/[^/]+$/, 'htmx.js') ?? '']) {
      const answer = await console.get(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Cache-Control')).toContain('immutable')
    }
    expect((await console.get(`${files[0]}/../../../package.json`)).status).toBe(404)
    expect((await console.get(files[0]?.replace(/[^/]+$/, '..%2findex.ts') ?? '')).status).toBe(404)
  })

  it('refuse more than a command, with a sentence', async () => {
    const answer = await console.send(TYPED, { text: 'x'.repeat(300_000) })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('shorter')
  })
})

/** `fetch` does not let one lie about the host. */
function asHost(address: string, path: string, host: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(address + path, { headers: { Host: host } }, answer => {
      let body = ''
      answer.on('data', chunk => {
        body += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    asked.on('error', reject).end()
  })
}
