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
