import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOfPicture } from '../../src/kernel/ground/picture-key.ts'
import type { Form } from '../../src/kernel/shapes/form.ts'
import { aCard, aConsole, type TestedConsole } from '../stage/console/a-console.ts'
import { words } from '../stage/console/reader.ts'

const EVIL = `"><img src=x onerror=alert(1)><script>alert(1)</script>' onclick='x`
const form: Form = {
  token: 'w1.form',
  title: `Add tracking ${EVIL}`,
  submit: EVIL,
  fields: [
    { name: 'number', label: `Number ${EVIL}`, kind: 'text', required: true, hint: EVIL, value: EVIL },
    {
      name: 'carrier',
      label: 'Carrier',
      kind: 'select',
      required: false,
      choices: [{ value: EVIL, label: EVIL, detail: EVIL }],
    },
    { name: 'note', label: 'Note', kind: 'long', required: false, value: `\n</textarea>${EVIL}` },
  ],
}

describe('a room’s page', () => {
  let console: TestedConsole
  const post = (key: string, card = {}, thread: string | null = null) =>
    console.chat.post({ key, channel: 'orders', thread, card: aCard(card) })
  const type = (text: string) => console.send('/as/ada/rooms/orders/typed', { text })
  beforeAll(async () => {
    console = await aConsole()
  })
  afterAll(() => console.end())

  it('says what to try where nothing is', async () => {
    expect(words(await (await console.get('/as/ada/rooms/support')).text())).toContain('Nothing here yet')
  })

  it('brings what is typed to the desk as it was typed, and the answer back in private', async () => {
    console.answer({ kind: 'said', text: 'Two orders <b>wait</b>.' })
    const answer = await type('  /order list “new” & old  ')
    expect(console.heard.pop()).toEqual({
      how: 'typed',
      user: 'ada',
      channel: 'orders',
      what: '  /order list “new” & old  ',
    })
    expect(answer.headers.get('Waybill-Answer')).toBe('note')
    const body = await answer.text()
    expect(words(body)).toContain('Two orders <b>wait</b>.')
    expect(words(body)).toContain('Only you see this')
    expect(body).not.toContain('<b>')
  })

  it('brings a press and a form to the desk', async () => {
    await console.send('/as/ada/rooms/orders/press', { token: 'w1.go' })
    expect(console.heard.pop()).toMatchObject({ how: 'pressed', what: 'w1.go' })
    await console.send('/as/ada/rooms/orders/submit', {
      token: 'w1.form',
      'value:number': ' LX1 ',
      'value:token': 'mine',
      stray: 'x',
    })
    expect(console.heard.pop()).toMatchObject({
      how: 'submitted',
      what: { token: 'w1.form', values: { number: ' LX1 ', token: 'mine' } },
    })
  })

  it('says a refusal in the sentence it was given', async () => {
    console.answer({ kind: 'refused', text: 'Order 1042 was cancelled by Grace.' })
    const answer = await type('/order hold 1042')
    expect(answer.headers.get('Waybill-Answer')).toBe('refused')
    expect(words(await answer.text())).toContain('Order 1042 was cancelled by Grace.')
  })

  it.each([
    ['typed', { text: '/order list' }],
    ['press', { token: 'w1.go' }],
    ['submit', { token: 'w1.form', 'value:number': 'x' }],
  ])('shows a refusal of what was done by %s to who did it, and to nobody who reads the room', async (how, fields) => {
    await console.chat.directory.openChannel('lamps')
    console.answer({ kind: 'refused', text: `Not by ${how}.` })
    const answer = await console.send(`/as/mei/rooms/lamps/${how}`, fields)
    expect(answer.headers.get('Waybill-Answer')).toBe('refused')
    expect(words(await answer.text())).toContain(`Not by ${how}.`)
    for (const user of ['ada', 'mei'])
      expect(words(await (await console.get(`/as/${user}/rooms/lamps`)).text()), user).not.toContain(`Not by ${how}.`)
  })

  it('shows a form with a label and a hint for each field, all of it as text', async () => {
    console.answer({ kind: 'form', form })
    const answer = await type('/tracking add')
    expect(answer.headers.get('Waybill-Answer')).toBe('form')
    const body = await answer.text()
    expect(body).not.toMatch(/<img|<script|' onclick/)
    expect(body.match(/<\/textarea>/g)).toHaveLength(1)
    expect(body.match(/<label for="field-\d"/g)).toHaveLength(3)
    expect(body).toContain('aria-describedby="field-0-hint"')
    expect(words(body)).toContain(`Number ${EVIL}`)
  })

  it('offers those of the staff who are here, where a form asks for one of them', async () => {
    const person = { name: 'person', label: 'Person', kind: 'person', staff: true, required: true } as const
    console.answer({ kind: 'form', form: { token: 'w1.g', title: 'Give a case', submit: 'Give', fields: [person] } })
    const page = await (await console.send('/as/ada/rooms/orders/press', { token: 'w1.x' })).text()
    expect(page).toMatch(/<select[^>]*name="value:person"/)
    expect(page.match(/<option value="[^"]+"/g)).toEqual(['<option value="ada"'])
  })

  it('lets several be ticked where a form offers a list, and sends all that are', async () => {
    const choices = ['1042', '1043', '1044'].map(label => ({ value: `id-${label}`, label }))
    const orders = {
      name: 'orders',
      label: 'Orders',
      kind: 'many',
      choices,
      value: 'id-1043',
      required: false,
    } as const
    console.answer({ kind: 'form', form: { token: 'w1.m', title: 'Choose', submit: 'Choose', fields: [orders] } })
    const page = await (await console.send('/as/ada/rooms/orders/press', { token: 'w1.x' })).text()
    expect(page).toMatch(/<legend>.*Orders/)
    expect(page.match(/type="checkbox"/g)).toHaveLength(3)
    expect(page).toMatch(/value="id-1043" checked/)
    const ticked = new URLSearchParams([
      ['token', 'w1.m'],
      ['value:orders', 'id-1042'],
      ['value:orders', 'id-1044'],
    ])
    await fetch(`${console.address}/as/ada/rooms/orders/submit`, {
      ...{ method: 'POST', body: ticked, headers: { Origin: console.address, 'Sec-Fetch-Site': 'same-origin' } },
    })
    expect(console.heard.at(-1)?.what).toEqual({ token: 'w1.m', values: { orders: 'id-1042 id-1044' } })
  })

  it('puts what is wrong beside its field and keeps what was typed', async () => {
    console.answer({ kind: 'errors', form, errors: { number: 'That is no number.', other: 'And something else.' } })
    const body = await (
      await console.send('/as/ada/rooms/orders/submit', { token: 'w1.form', 'value:number': 'typed <1>' })
    ).text()
    expect(body).toContain('value="typed &lt;1&gt;"')
    expect(body).toMatch(/id="field-0-error" role="alert"><bdi>That is no number\./)
    expect(body).toContain('aria-describedby="field-0-error field-0-hint"')
    expect(words(body)).toContain('And something else.')
  })

  it('completes as text, never as markup', async () => {
    const body = await (await console.get('/as/ada/rooms/orders/suggest?text=%2For')).text()
    expect(console.heard.pop()).toMatchObject({ how: 'suggest', what: '/or' })
    expect(body).toContain('data-insert="/order list"')
    expect(words(body)).toContain('Open <orders>')
  })

  it('names each button with the card it belongs to', async () => {
    await post('named', { title: 'Order 7', presses: [{ label: 'Hold', token: 'w1.h' }] })
    expect(await (await console.get('/as/ada/rooms/orders')).text()).toContain('aria-label="Hold: Order 7"')
  })

  it('fetches no picture but from a safe address', async () => {
    const images = [
      'https://cdn.example/a.png',
      'http://cdn.example/b.png',
      'javascript:alert(1)',
      '/as/ada',
      '//evil.example/c.png',
    ]
    await post('pictures', { lines: images.map(image => ({ text: 'Lamp', image })) })
    const page = await (await console.get('/as/ada/rooms/orders')).text()
    const shown = `/as/ada/rooms/orders/pictures/${keyOfPicture('https://cdn.example/a.png')}`
    expect([...page.matchAll(/<img src="([^"]*)"/g)].map(([, src]) => src)).toEqual([shown])
  })

  it('opens a room of thousands with the newest fifty, and gives the earlier ones page by page, each once', async () => {
    for (let i = 0; i < 120; i++) await post(`many-${i}`, { title: `Number ${i}.` })
    let path: string | undefined = '/as/ada/rooms/orders'
    const pages: string[] = []
    while (path) {
      const page: string = await (await console.get(path)).text()
      pages.unshift(page)
      path = page.match(/hx-get="([^"]*before=\d+)"/)?.[1]
    }
    const titles = [...pages.join('').matchAll(/<h3><bdi>(Number \d+\.)/g)].map(([, title]) => title)
    expect(titles).toEqual(Array.from({ length: 120 }, (_, i) => `Number ${i}.`))
    expect(pages.at(-1)?.match(/<li class="message"/g)).toHaveLength(50)
  })

  it('counts replies below their root and shows them in the thread, not in the room', async () => {
    const root = await post('root', { title: 'Root' })
    await post('reply 1', { title: 'First reply' }, root)
    await post('reply 2', { title: 'Second reply' }, root)
    const page = words(await (await console.get('/as/ada/rooms/orders')).text())
    expect(page).toContain('2 replies')
    expect(page).not.toContain('First reply')
    const thread = words(await (await console.get(`/as/ada/rooms/orders/threads/${root}`)).text())
    expect(thread.indexOf('Root')).toBeLessThan(thread.indexOf('First reply'))
    expect(thread.indexOf('First reply')).toBeLessThan(thread.indexOf('Second reply'))
  })

  it('tells a bug as a bug, in a sentence, and records it', async () => {
    const people = async () => Promise.reject(new Error('the database is gone'))
    const broken = await aConsole({ people })
    const answer = await broken.get('/')
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('it was recorded')
    expect(broken.mistakes).toHaveLength(1)
    await broken.end()
  })
})
