import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aCard, aConsole, ada, mei, type TestedConsole, tom } from '../stage/console/a-console.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { until } from '../stage/until.ts'

type Told = { event: string; id?: string; data: Record<string, unknown> }

describe('the live stream', () => {
  let console: TestedConsole
  const open: AbortController[] = []
  const post = (key: string, channel: string, card = {}, thread: string | null = null) =>
    console.chat.post({ key, channel, thread, card: aCard(card) })

  beforeEach(async () => {
    console = await aConsole()
    await console.chat.directory.openChannel('lamps')
    await console.chat.directory.openChannel('glass')
  })
  afterEach(async () => {
    for (const stream of open.splice(0)) stream.abort()
    await console.end()
  })

  /** Listens as a page does, and gives what it is told until something fits. */
  async function listen(user: string, room: string, since: number, headers: Record<string, string> = {}) {
    const stop = new AbortController()
    open.push(stop)
    const side = await pageSide(user)
    const path = `/as/${user}/live?room=${room}&since=${since}&side=${side}`
    const answer = await fetch(console.address + path, { headers, signal: stop.signal })
    const told: Told[] = []
    const reading = (async () => {
      let rest = ''
      for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const parts = (rest + chunk).split('\n\n')
        rest = parts.pop() ?? ''
        told.push(...parts.map(parse))
      }
      return 'ended'
    })().catch(() => 'broken')
    const untilTold = async (fits: (told: Told) => boolean) => {
      await until(() => told.some(fits))
      return told
    }
    return { told, until: untilTold, ended: reading, stop: () => stop.abort() }
  }

  async function pageSide(user: string): Promise<string> {
    const home = (await console.get(`/as/${user}`)).headers.get('Location') ?? ''
    return (await (await console.get(home)).text()).match(/data-side="([^"]*)"/)?.[1] ?? ''
  }

  it('tells a new card and a changed one as they happen', async () => {
    const stream = await listen('ada', 'orders', 0)
    const ref = await post('1', 'orders', { title: 'Order 1' })
    await stream.until(({ event }) => event === 'at')
    await console.chat.edit(ref, {
      key: '1',
      channel: 'orders',
      thread: null,
      card: aCard({ title: 'Order 1 went out' }),
    })
    const told = await stream.until(({ data }) => String(data.html).includes('went out'))
    expect(told.filter(({ event }) => event === 'message').map(({ data }) => data.id)).toEqual([
      Number(ref),
      Number(ref),
    ])
  })

  it('catches up after a break: all that changed meanwhile, in order, each once', async () => {
    const first = await listen('ada', 'orders', 0)
    const ref = await post('1', 'orders')
    const at = (await first.until(({ event }) => event === 'at')).find(({ event }) => event === 'at')
    first.stop()
    await post('2', 'orders', { title: 'While away' })
    await console.chat.edit(ref, {
      key: '1',
      channel: 'orders',
      thread: null,
      card: aCard({ title: 'Changed while away' }),
    })
    await post('3', 'orders', { title: 'Also while away' })
    const again = await listen('ada', 'orders', 0, { 'Last-Event-ID': at?.id ?? '' })
    const told = (await again.until(({ event }) => event === 'at')).filter(({ event }) => event === 'message')
    expect(told.map(({ data }) => /<h3><bdi>([^<]*)/.exec(String(data.html))?.[1])).toEqual([
      'Changed while away',
      'While away',
      'Also while away',
    ])
  })

  it('tells nothing twice to a page that has everything', async () => {
    await post('1', 'orders')
    const page = await (await console.get('/as/ada/rooms/orders')).text()
    const revision = Number(page.match(/data-revision="(\d+)"/)?.[1])
    const stream = await listen('ada', 'orders', revision)
    await post('2', 'orders', { title: 'The only news' })
    const told = await stream.until(({ event }) => event === 'at')
    expect(told.filter(({ event }) => event === 'message')).toHaveLength(1)
  })

  it('tells a root again when it is replied to, for the count below it', async () => {
    const root = await post('1', 'orders', { title: 'Root' })
    const stream = await listen('ada', 'orders', 1)
    await post('2', 'orders', { title: 'Reply' }, root)
    const told = (await stream.until(({ event }) => event === 'at')).filter(({ event }) => event === 'message')
    expect(told.map(({ data }) => data.thread)).toEqual([null, Number(root)])
    expect(told[0]?.data.html).toContain('1 reply')
  })

  it('tells of another room only that there is something', async () => {
    const stream = await listen('ada', 'orders', 0)
    const ref = await post('1', 'lamps', { title: 'Elsewhere' })
    const told = await stream.until(({ event }) => event === 'message')
    expect(told.find(({ event }) => event === 'message')?.data).toEqual({ room: 'lamps', id: Number(ref) })
  })

  it('tells a supplier’s contact nothing of rooms that are not theirs, not even that they exist', async () => {
    const stream = await listen('mei', 'orders', 0)
    await post('1', 'orders', { title: 'Margin' })
    await post('2', 'glass', { title: 'For others' })
    await post('3', 'lamps', { title: 'For Mei' })
    const told = await stream.until(({ event }) => event === 'at')
    expect(told.filter(({ event }) => event === 'message').map(({ data }) => data.room)).toEqual(['lamps'])
    expect(stringsIn(told)).not.toMatch(/Margin|For others|glass/)
  })

  it('stops telling of a room the moment it is lost', async () => {
    const stream = await listen('mei', 'lamps', 0)
    await post('1', 'lamps', { title: 'Still theirs' })
    await stream.until(({ event }) => event === 'message')
    console.admit(ada, { ...mei, channels: [] }, tom)
    await post('2', 'lamps', { title: 'No longer theirs' })
    const told = await stream.until(({ event, data }) => event === 'sidebar' && !String(data.html).includes('lamps'))
    expect(stringsIn(told)).not.toContain('No longer')
    console.admit(ada)
    await post('3', 'orders')
    expect(await stream.ended).toBe('ended')
    expect(stream.told.at(-1)?.event).toBe('gone')
  })

  it('shows a room in the sidebar when it is opened', async () => {
    const stream = await listen('ada', 'orders', 0)
    await console.chat.directory.openChannel('#candles')
    const told = await stream.until(({ event }) => event === 'sidebar')
    expect(told.at(-1)?.data.html).toContain('candles')
  })

  it('asks for a fresh page instead of telling hundreds one by one', async () => {
    for (let i = 0; i < 210; i++) await post(`${i}`, 'orders')
    const stream = await listen('ada', 'orders', 0)
    const told = await stream.until(({ event }) => event === 'at')
    expect(told.map(({ event }) => event)).toEqual(['stale', 'at'])
  })

  it('ends when the server stops', async () => {
    const stream = await listen('ada', 'orders', 0)
    console.close()
    expect(await stream.ended).toBe('ended')
  })
})

function parse(part: string): Told {
  const lines = part
    .split('\n')
    .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const)
  const { event = '', data = '{}', ...rest } = Object.fromEntries(lines)
  return { event, ...rest, data: event === 'at' ? {} : JSON.parse(data) }
}
