import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PNG } from '../chats/contract.ts'
import { clientOf } from './bolt.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'

let slack: FakeSlack
let channel: string
beforeEach(async () => {
  slack = await startSlack({ timing: { ...brisk, processing: 1_500 } })
  channel = slack.channel('orders').id
})
afterEach(() => slack.close())

const client = () => clientOf(slack)
const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'taken',
    error => String(error.data.error),
  )
const put = async (url = '', body: Uint8Array = PNG) =>
  (await fetch(url, { method: 'POST', body: new Blob([new Uint8Array(body)]) })).status
async function begin(name = 'a.png', bytes: Uint8Array = PNG) {
  const { upload_url: url, file_id: id = '' } = await client().files.getUploadURLExternal({
    filename: name,
    length: bytes.length,
  })
  return { url, id, done: () => client().files.completeUploadExternal({ files: [{ id }] }) }
}
const show = (id: string) =>
  refused(
    client().chat.postMessage({
      channel,
      text: 'a',
      blocks: [{ type: 'image', slack_file: { id }, alt_text: 'a' }],
    }),
  )

describe('the fake Slack refuses what Slack refuses of files', () => {
  it('takes the bytes of an upload once, and as many as were announced', async () => {
    const { url } = await begin()
    expect([await put(url), await put(url)]).toEqual([200, 404])
    expect(await put((await begin()).url, Buffer.from('fewer'))).toBe(400)
  })

  it('completes an upload once, and none without its bytes', async () => {
    const { url, done } = await begin()
    expect(await refused(done())).toBe('file_not_found')
    await put(url)
    expect([await refused(done()), await refused(done())]).toEqual(['taken', 'file_not_found'])
  })

  it('knows nothing of an upload that was not completed', async () => {
    const { url, id } = await begin()
    await put(url)
    expect(await refused(client().files.info({ file: id }))).toBe('file_not_found')
  })

  it('shows no picture before it has looked at it, none that is no picture, and none that is unknown', async () => {
    const { url, id, done } = await begin()
    await put(url)
    await done()
    expect(await show(id)).toBe('invalid_blocks')
    slack.clock.advance(1_500)
    expect(await show(id)).toBe('taken')
    const text = await begin('a.txt', Buffer.from('a'))
    await put(text.url, Buffer.from('a'))
    await text.done()
    slack.clock.advance(1_500)
    expect([await show(text.id), await show('F000')]).toEqual(['invalid_blocks', 'invalid_blocks'])
  })

  it('shares a file only where the bot is, and under a root', async () => {
    const closed = slack.channel('closed', { bot: false }).id
    const { url, id } = await begin()
    await put(url)
    const share = (where: { channel_id: string; thread_ts: string }) =>
      refused(client().files.completeUploadExternal({ files: [{ id }], ...where }))
    expect(await share({ channel_id: closed, thread_ts: '1700000000.000100' })).toBe('not_in_channel')
    expect(await share({ channel_id: channel, thread_ts: '1700000000.000100' })).toBe('invalid_thread_ts')
  })

  it('lets the bot read what people send where it is, and nothing from where it is not', async () => {
    const sam = slack.person('sam')
    const [inside, outside] = [true, false].map(bot => slack.channel(`bot-${bot}`, { members: [sam], bot }))
    const send = (room = inside) => sam.says(room ?? '', 'Look', { files: [{ name: 'a.png', bytes: PNG }] }).seen
    const [id = ''] = send().files
    const { file } = await client().files.info({ file: id })
    const kind = async () => {
      const headers = { authorization: `Bearer ${slack.app.botToken}` }
      const { status, headers: told } = await fetch(file?.url_private_download ?? '', { headers })
      return [status, told.get('content-type')]
    }
    expect(await kind()).toEqual([200, 'image/png'])
    if (inside) slack.rooms.remove(inside, 'bot', sam)
    expect(await kind()).toEqual([200, 'text/html'])
    expect(await refused(client().files.info({ file: id }))).toBe('file_not_found')
    const [other = ''] = send(outside).files
    expect(await refused(client().files.info({ file: other }))).toBe('file_not_found')
  })

  it('tells whole files of our own people, ids of another organisation’s, and tombstones of what was deleted', async () => {
    const [sam, mei] = [slack.person('sam'), slack.person('mei', { kind: 'external' })]
    const room = slack.channel('shared', { members: [sam, mei] })
    slack.app.events.add('message.channels')
    const told = (who = sam) => {
      const { seen, delivery } = who.says(room, 'Look', { files: [{ name: 'a.png', bytes: PNG }] })
      return { seen, event: (delivery?.payload as { event?: { subtype?: string; files?: object[] } })?.event }
    }
    const ours = told()
    expect(ours.event).toMatchObject({
      subtype: 'file_share',
      files: [{ name: 'a.png', size: PNG.length, mode: 'hosted' }],
    })
    const theirs = told(mei)
    const [id = ''] = theirs.seen.files
    expect(theirs.event?.files).toEqual([{ id, mode: 'file_access', file_access: 'check_file_info' }])
    expect((await client().files.info({ file: id })).file).toMatchObject({ name: 'a.png', size: PNG.length })
    mei.deletesFile(theirs.seen, 'a.png')
    expect(await refused(client().files.info({ file: id }))).toBe('file_deleted')
    expect(() => sam.deletesFile(theirs.seen, 'a.png')).toThrow('no file a.png')
  })

  it('asks for the scopes, and shows whoever has no token the page where one signs in', async () => {
    const { url, id, done } = await begin()
    await put(url)
    await done()
    const { file } = await client().files.info({ file: id })
    const get = async (authorization: string) =>
      (await fetch(file?.url_private_download ?? '', { headers: { authorization } })).headers.get('content-type')
    expect(await get(`Bearer ${slack.app.botToken}`)).toBe('image/png')
    expect(await get('Bearer nobody')).toBe('text/html')
    slack.app.scopes.delete('files:read')
    expect(await get(`Bearer ${slack.app.botToken}`)).toBe('text/html')
    expect(await refused(client().files.info({ file: id }))).toBe('missing_scope')
    slack.app.scopes.delete('files:write')
    expect(await refused(begin())).toBe('missing_scope')
  })
})
