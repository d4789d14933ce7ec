import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCard, aConsole, ada, mei, type TestedConsole, tom } from '../stage/console/a-console.ts'
import { words } from '../stage/console/reader.ts'

describe('what each person can see', () => {
  let console: TestedConsole
  let secret: string
  beforeAll(async () => {
    console = await aConsole()
    for (const room of ['lamps', 'glass']) await console.chat.directory.openChannel(room)
    const post = (key: string, channel: string, title: string, thread: string | null = null) =>
      console.chat.post({ key, channel, thread, card: aCard({ title }) })
    secret = await post('1', 'orders', 'Margin of order 1042')
    await post('2', 'orders', 'Note for ourselves', secret)
    await post('3', 'lamps', 'Purchase order 1042-A')
    await post('4', 'glass', 'Purchase order 1042-B')
  })
  afterAll(() => console.end())

  it('is every room for staff', async () => {
    const page = await (await console.get('/as/ada/rooms/orders')).text()
    for (const word of ['Margin of order 1042', 'lamps', 'glass', 'Import orders']) expect(page).toContain(word)
  })

  it('is a supplier’s own rooms for its people, and no other name of a room', async () => {
    const page = words(await (await console.get('/as/mei/rooms/lamps')).text())
    expect(page).toContain('Purchase order 1042-A')
    for (const word of ['1042-B', 'Margin', 'orders', 'alerts', 'glass', 'Import']) expect(page).not.toContain(word)
  })

  it.each([
    '/rooms/orders/earlier',
    '/rooms/orders/threads/1',
    '/rooms/orders/threads/1/earlier',
    '/rooms/orders/suggest?text=/',
  ])('is nothing of a staff room at %s for a supplier’s contact', async path => {
    const answer = await console.get(`/as/mei${path}`)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('Margin')
    expect(console.heard).toEqual([])
  })

  it('does not open a thread of a room one may not read through a room one may', async () => {
    for (const path of [`threads/${secret}`, `threads/${secret}/earlier`]) {
      expect(await (await console.get(`/as/mei/rooms/lamps/${path}`)).text()).not.toContain('ourselves')
    }
    expect(await (await console.get(`/as/mei/rooms/lamps?thread=${secret}`)).text()).not.toContain('Margin')
  })

  it.each(['typed', 'press', 'submit'])('lets a supplier’s contact do nothing in a staff room (%s)', async verb => {
    const answer = await console.send(`/as/mei/rooms/orders/${verb}`, { text: '/order cancel 1042', token: 'w1.x' })
    expect(answer.status).toBe(404)
    expect(console.heard).toEqual([])
  })

  it('shows no import to a supplier’s contact', async () => {
    for (const path of ['/as/mei/import', '/as/mei/import/x/refused.csv'])
      expect((await console.get(path)).status).toBe(403)
    expect((await console.send('/as/mei/import', { store: 'x' })).status).toBe(403)
  })

  it('leads away from a room one may not read, and from a person who is gone', async () => {
    const page = { Accept: 'text/html' }
    expect((await console.get('/as/mei/rooms/orders', page)).headers.get('Location')).toBe('/as/mei')
    expect((await console.get('/as/nobody/rooms/lamps', page)).headers.get('Location')).toBe('/')
    expect((await console.send('/as/nobody/rooms/lamps/typed', { text: 'x' })).status).toBe(404)
  })

  it('ends with the room: whoever loses it is refused at the next request', async () => {
    console.admit(ada, { ...mei, channels: [] }, tom)
    expect((await console.send('/as/mei/rooms/lamps/press', { token: 'w1.x' })).status).toBe(404)
    expect((await console.get('/as/mei')).headers.get('Location')).toBe('/as/mei/nowhere')
    expect(await (await console.get('/as/mei/nowhere')).text()).toContain('No room is yours yet')
    console.admit(ada, mei, tom)
  })

  it('begins with the first person, and the next time with whom one was last', async () => {
    expect((await console.get('/')).headers.get('Location')).toBe('/as/ada/welcome')
    const cookie = (await console.get('/as/mei/rooms/lamps')).headers.get('Set-Cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Strict/i)
    const again = (headers: string) =>
      console.get('/', { Cookie: headers }).then(answer => answer.headers.get('Location'))
    expect(await again(cookie.split(';')[0] ?? '')).toBe('/as/mei')
    expect(await again('waybill_person=nobody')).toBe('/as/ada')
  })
})

it('the first page says what to do next, and takes the sample away', async () => {
  const steps = { sample: true, stores: 0, suppliers: 2, people: false }
  const shop = await aConsole({ firstSteps: async () => steps })
  const body = await (await shop.get('/as/ada/welcome')).text()
  for (const words of ['This is a sample shop', 'You have 2 suppliers of your own', 'npm run doctor', 'href="/first"'])
    expect(body).toContain(words)
  expect(body).toContain('/as/ada/rooms/orders?typed=%2Fstore%20connect')
  expect(await (await shop.get('/as/ada/rooms/orders?typed=%2Fstore%20connect')).text()).toContain(
    'value="/store connect"',
  )
  expect((await shop.send('/as/ada/welcome/remove-sample', {})).headers.get('Location')).toBe('/as/ada/welcome')
  expect(shop.heard.at(-1)).toMatchObject({ user: 'ada', channel: 'orders', what: { command: 'store.remove-sample' } })
  shop.answer({ kind: 'refused', text: '7001-A is with it.' })
  expect(await (await shop.send('/as/ada/welcome/remove-sample', {})).text()).toContain('7001-A is with it.')
  expect((await shop.get('/as/mei/welcome')).headers.get('Location')).toBe('/as/mei')
  await shop.end()
})
