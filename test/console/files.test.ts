import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { keyOfPicture } from '../../src/kernel/ground/picture-key.ts'
import { PNG } from '../chats/contract.ts'
import { aCard, aConsole, type TestedConsole } from '../stage/console/a-console.ts'

let console: TestedConsole
let message: string
let picture: string
let page: string
beforeAll(async () => {
  const lamp = keyOfPicture('https://cdn.example/lamp.png?width=90')
  console = await aConsole({ pictures: async key => (key === lamp ? { type: 'image/png', bytes: PNG } : null) })
  picture = await keepFile(console.db, { name: 'Späte “Lampen”.png', bytes: PNG }, new Date())
  page = await keepFile(console.db, { name: 'a.png', bytes: Buffer.from('<script>alert(1)</script>') }, new Date())
  const card = aCard({ picture: { file: picture, alt: 'Late' }, files: [{ file: page, name: 'a.png' }] })
  await console.chat.directory.openChannel('#lamps')
  await console.chat.directory.openChannel('#glass')
  message = await console.chat.post({ key: 'lamps 1', channel: 'lamps', thread: null, card })
})
afterAll(() => console.end())

const at = (who: string, room: string, file: string, of = message) =>
  `/as/${who}/rooms/${room}/messages/${of}/files/${file}`

describe('a file in the console', () => {
  it.each(['ada', 'mei'])('is shown to %s, who may read its room', async who => {
    const answer = await console.get(at(who, 'lamps', picture))
    expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), PNG)).toBe(0)
    expect(answer.headers.get('Content-Type')).toBe('image/png')
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(answer.headers.get('Content-Disposition')).toBe(
      "inline; filename*=UTF-8''Sp%C3%A4te%20%E2%80%9CLampen%E2%80%9D.png",
    )
  })

  it('is nothing to whoever may not read its room, by whatever room they name', async () => {
    for (const path of [at('tom', 'lamps', picture), at('tom', 'glass', picture), at('nobody', 'lamps', picture)])
      expect((await console.get(path)).status).toBe(404)
  })

  it('is nothing where the message does not show it', async () => {
    const other = await keepFile(console.db, { name: 'b.png', bytes: PNG }, new Date())
    const bare = await console.chat.post({ key: 'lamps 2', channel: 'lamps', thread: null, card: aCard() })
    const paths = [at('ada', 'lamps', other), at('ada', 'lamps', picture, bare), at('ada', 'lamps', picture, '99999')]
    for (const path of [...paths, at('ada', 'lamps', "'--"), at('ada', 'lamps', picture, 'x')])
      expect((await console.get(path)).status).toBe(404)
  })

  it('is downloaded, never opened, when it is no picture, whatever it is called', async () => {
    const answer = await console.get(at('mei', 'lamps', page))
    expect(answer.headers.get('Content-Type')).toBe('application/octet-stream')
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment;/)
  })

  it('is seen where it stands when it is a picture by its contents, and its name is a link to all of it', async () => {
    const svg = await keepFile(console.db, { name: 'b.svg', bytes: Buffer.from('<svg onload="x()"/>') }, new Date())
    const files = [
      { file: picture, name: 'crack' },
      { file: page, name: 'a.png' },
      { file: svg, name: 'b.svg' },
    ]
    const where = { key: 'lamps 3', channel: 'lamps', thread: null }
    const id = await console.chat.post({ ...where, card: aCard({ files }) })
    const seen = await (await console.get('/as/mei/rooms/lamps')).text()
    const own = seen.match(new RegExp(`<img src="[^"]*/messages/${id}/files/[^"]*"`, 'g'))
    expect(own).toEqual([expect.stringContaining(picture)])
    console.answer({ kind: 'shown', card: aCard({ files }) })
    const answer = await (await console.send('/as/ada/rooms/lamps/typed', { text: '/case show' })).text()
    expect(answer.match(/<img src="[^"]*\/lent\//g)).toHaveLength(1)
    const [, path = ''] = /<img src="([^"]*)"/.exec(answer) ?? []
    expect((await console.get(path)).headers.get('Content-Type')).toBe('image/png')
  })

  it('of a private answer is there for its asker alone', async () => {
    console.answer({ kind: 'shown', card: aCard({ files: [{ file: page, name: 'transcript.txt' }] }) })
    const markup = await (await console.send('/as/ada/rooms/lamps/typed', { text: '/case transcript' })).text()
    const [, path = ''] = /href="([^"]*\/lent\/[^"]*)"/.exec(markup) ?? []
    expect((await console.get(path)).status).toBe(200)
    expect((await console.get(path.replace('/as/ada/', '/as/mei/'))).status).toBe(404)
    expect((await console.get(`${path}x`)).status).toBe(404)
  })
})

describe('a form with files in the console', () => {
  const submit = (body: FormData) =>
    fetch(`${console.address}/as/ada/rooms/orders/submit`, {
      method: 'POST',
      body,
      headers: { Origin: console.address, 'Sec-Fetch-Site': 'same-origin' },
    })

  it('asks for files in parts, and says which fields take them', async () => {
    const fields = [{ name: 'photos', label: 'Photos', kind: 'file' as const, required: true }]
    console.answer({ kind: 'form', form: { token: 'w1.f', title: 'Add proof', submit: 'Add', fields } })
    const markup = await (await console.send('/as/ada/rooms/orders/press', { token: 'w1.f' })).text()
    expect(markup).toMatch(/<form[^>]*hx-encoding="multipart\/form-data"/)
    expect(markup).toMatch(/<input[^>]*name="value:photos"[^>]*type="file"[^>]*multiple/)
  })

  it('refuses more than fits before any of it is read further', async () => {
    const body = new FormData()
    body.set('value:photos', new File([new Uint8Array(33 * 1_024 * 1_024)], 'film.mov'))
    const answer = await submit(body)
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('at most 8 MB each')
  })

  it('forgets a file as soon as the form is answered', async () => {
    const body = new FormData()
    body.set('token', 'w1.f')
    body.append('value:photos', new File(['a'], 'a.txt'))
    await submit(body)
    const [attachment] = console.sent.at(-1)?.photos ?? []
    if (!attachment) throw new Error('no file came to the desk')
    await expect(console.chat.files.fetch(attachment)).rejects.toThrow('not here any more')
  })
})

describe('a product’s picture in the console', () => {
  const url = 'https://cdn.example/lamp.png?width=90'
  const at = (who: string) => `/as/${who}/rooms/lamps/pictures/${keyOfPicture(url)}`

  it('is Waybill’s own address, so that its store hears of no reader, and no page loads from anywhere else', async () => {
    await console.chat.post({
      ...{ key: 'lamps 9', channel: 'lamps', thread: null },
      card: aCard({ lines: [{ text: 'Lamp', image: url }] }),
    })
    const shown = await console.get('/as/mei/rooms/lamps')
    const html = await shown.text()
    expect(html).toContain(`src="${at('mei')}"`)
    expect(html).not.toContain('cdn.example')
    expect(shown.headers.get('Content-Security-Policy')).toContain("img-src 'self' data:;")
    const answer = await console.get(at('mei'))
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png'])
  })

  it('is shown to nobody who is not here, and is missing where there is none', async () => {
    expect((await console.get(at('nobody'))).status).toBe(404)
    expect((await console.get(at('tom'))).status).toBe(404)
    expect((await console.get('/as/mei/rooms/lamps/pictures/x')).status).toBe(404)
  })
})
