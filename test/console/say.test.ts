import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readPage } from '../../src/integrations/console/messages.ts'
import type { Attachment } from '../../src/kernel/shapes/thread-message.ts'
import { aCard, aConsole, type TestedConsole } from '../stage/console/a-console.ts'
import { words } from '../stage/console/reader.ts'

let console: TestedConsole
let root: string
let last = 0

beforeAll(async () => {
  console = await aConsole()
  await console.chat.directory.openChannel('lamps')
})
beforeEach(async () => {
  last += 1
  console.heard.length = 0
  root = await console.chat.post({ key: `root ${last}`, channel: 'lamps', thread: null, card: aCard() })
})
afterAll(() => console.end())

const say = (user: string, text: string, headers = {}) =>
  console.send(`/as/${user}/rooms/lamps/threads/${root}/say`, { text }, headers)
const thread = async () => (await readPage(console.db, { room: 'lamps', thread: Number(root) })).messages
const shown = async (user: string) =>
  words(await (await console.get(`/as/${user}/rooms/lamps/threads/${root}`)).text()).replaceAll(/\s+/g, ' ')
const only = async () => {
  const [message, ...more] = await thread()
  if (!message || more.length > 0) throw new Error(`${more.length + 1} messages`)
  return message
}

test('what one writes in a thread stands there for all who read it, and is heard', async () => {
  const answer = await say('mei', 'They left <today>')
  expect([answer.status, await answer.text()]).toEqual([200, ''])
  expect(await shown('ada')).toMatch(/Mei Lin.*They left <today>/)
  const { id } = await only()
  expect(console.heard).toMatchObject([
    { how: 'threadMessage', user: 'mei', channel: 'lamps', what: { kind: 'said', message: String(id), thread: root } },
  ])
})

test('what was not answered and is sent again stands and is heard once', async () => {
  const once = { 'Waybill-Once': 'ab'.repeat(16) }
  await Promise.all([say('mei', 'Once', once), say('mei', 'Once', once)])
  await say('mei', 'Once', once)
  await only()
  expect(console.heard).toHaveLength(1)
})

test('a private answer is shown beside the box, to its author alone', async () => {
  console.answer({ kind: 'refused', text: 'This did not reach Lumen.' })
  const answer = await say('ada', 'Call 031')
  expect(answer.headers.get('Waybill-Answer')).toBe('refused')
  expect(words(await answer.text())).toContain('This did not reach Lumen.')
  expect(await shown('mei')).not.toContain('did not reach')
})

test('an edit that stays in the room is saved: the dialog closes, and its author is told what became of it', async () => {
  await say('ada', 'Hello')
  const { id } = await only()
  console.answer({ kind: 'refused', text: 'Lumen still sees the earlier words.' })
  const answer = await console.send(`/as/ada/rooms/lamps/words/${id}/edit`, { text: 'Call 031' })
  expect(answer.headers.get('Waybill-Answer')).toBe('note')
  expect(words(await answer.text())).toContain('Lumen still sees the earlier words.')
})

test('a command in a thread is a command, and nobody reads it', async () => {
  await say('ada', '/order list')
  expect(console.heard).toMatchObject([{ how: 'typed', user: 'ada', what: '/order list' }])
  expect(await thread()).toEqual([])
})

test('one changes and deletes one’s own words, and nobody else’s', async () => {
  await say('mei', 'On Monday')
  const { id } = await only()
  const own = (user: string, verb: string, text = '') =>
    console.send(`/as/${user}/rooms/lamps/words/${id}/${verb}`, { text })
  expect((await own('ada', 'edit', 'On Friday')).status).toBe(404)
  expect((await own('ada', 'delete')).status).toBe(404)
  expect((await own('mei', 'edit', ' ')).status).toBe(422)
  expect((await console.get(`/as/ada/rooms/lamps/words/${id}/edit`)).status).toBe(404)
  expect(await (await console.get(`/as/mei/rooms/lamps/words/${id}/edit`)).text()).toContain('On Monday')
  await own('mei', 'edit', 'On Tuesday')
  expect(await shown('ada')).toMatch(/edited.*On Tuesday/)
  await own('mei', 'delete')
  expect(await shown('ada')).toContain('Deleted by its author.')
  expect((await own('mei', 'edit', 'Back')).status).toBe(404)
  const kinds = console.heard.map(({ what }) => (what as { kind: string }).kind)
  expect(kinds).toEqual(['said', 'edited', 'deleted'])
})

test('only one’s own words bear buttons to change them', async () => {
  await say('mei', 'Mine')
  expect(await shown('mei')).toMatch(/Mine\s+Edit\s+Delete/)
  expect(await shown('ada')).not.toMatch(/Mine\s+Edit/)
})

test('nothing is written in a closed thread, in a room that is not one’s own, or below a reply', async () => {
  expect((await console.send(`/as/tom/rooms/lamps/threads/${root}/say`, { text: 'Hello' })).status).toBe(404)
  expect((await console.send(`/as/ada/rooms/orders/threads/${root}/say`, { text: 'Hello' })).status).toBe(404)
  await say('mei', 'A reply')
  const { id } = await only()
  expect((await console.send(`/as/mei/rooms/lamps/threads/${id}/say`, { text: 'Hello' })).status).toBe(404)
  await console.chat.threads.close(root, 'lamps')
  const answer = await say('mei', 'Too late')
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('closed')])
  expect(await thread()).toHaveLength(1)
})

test('files go along with what one writes, and are for whoever may read the room', async () => {
  const body = new FormData()
  body.set('text', '')
  body.append('files', new File(['all of it'], 'packing list.txt'))
  body.append('files', new File([], ''))
  const headers = { Origin: console.address, 'Sec-Fetch-Site': 'same-origin' }
  const at = `/as/mei/rooms/lamps/threads/${root}/say`
  expect((await fetch(console.address + at, { method: 'POST', body, headers })).status).toBe(200)
  const { id, files } = await only()
  expect(files).toMatchObject([{ name: 'packing list.txt' }])
  const address = (user: string) => `/as/${user}/rooms/lamps/messages/${id}/files/${files[0]?.file}`
  expect(await shown('ada')).toContain('packing list.txt')
  expect(await (await console.get(address('ada'))).text()).toBe('all of it')
  expect((await console.get(address('tom'))).status).toBe(404)
  const [heard] = console.heard.map(({ what }) => what as { attachments: Attachment[] })
  const [attachment] = heard?.attachments ?? []
  expect(new TextDecoder().decode(attachment && (await console.chat.files.fetch(attachment)))).toBe('all of it')
  await console.send(`/as/mei/rooms/lamps/words/${id}/delete`, {})
  expect((await console.get(address('ada'))).status).toBe(404)
})

test('what is too long is refused in words, and nobody is shown a beginning that looks like all of it', async () => {
  const long = `${'word '.repeat(2_000)}and the end`
  const sentence = 'This is 10,011 characters long, and a message takes 10,000. Send it in parts.'
  const answer = await say('mei', long)
  expect([answer.status, await answer.text(), await thread()]).toEqual([422, sentence, []])
  await say('mei', long.slice(0, 9_999))
  const { id, words: kept } = await only()
  expect(kept).toHaveLength(9_999)
  const edit = await console.send(`/as/mei/rooms/lamps/words/${id}/edit`, { text: long })
  expect([edit.status, await edit.text()]).toEqual([422, sentence])
  expect(await (await console.get(`/as/mei/rooms/lamps/threads/${root}`)).text()).not.toMatch(/<textarea[^>]*maxlength/)
})

test('what is too large or too many is refused in words, and nothing of it stands there', async () => {
  const headers = { Origin: console.address, 'Sec-Fetch-Site': 'same-origin' }
  const send = (files: readonly File[]) => {
    const body = new FormData()
    body.set('text', 'Look')
    for (const file of files) body.append('files', file)
    return fetch(`${console.address}/as/mei/rooms/lamps/threads/${root}/say`, { method: 'POST', body, headers })
  }
  const large = await send([new File([new Uint8Array(9 * 1_024 * 1_024)], 'large.bin')])
  expect([large.status, await large.text()]).toEqual([422, expect.stringContaining('larger than 8 MB')])
  const many = await send(Array.from({ length: 11 }, (_, index) => new File(['x'], `${index}.txt`)))
  expect([many.status, await many.text()]).toEqual([422, expect.stringContaining('At most 10')])
  expect(await thread()).toEqual([])
})
