import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { postOutside } from '../../src/kernel/ground/post-outside.ts'
import { isPublicAddress, readOutsideUrl } from '../../src/kernel/ground/public-address.ts'
import { refusalOf } from '../stage/refusal.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
async function site(answer: RequestListener) {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://shop.test:${(server.address() as AddressInfo).port}`
}
const here = async () => [{ address: '127.0.0.1', family: 4 }]
const origin = (url: string) => new URL(url).origin

describe('nobody can make Waybill call into a private network', () => {
  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.8.8.8', '169.254.169.254'],
    ...['168.63.129.16', '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.168.1.1', '198.18.0.1', '224.0.0.1'],
    ...['255.255.255.255', '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1'],
    ...['64:ff9b::7f00:1', '64:ff9b::808:808', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001:0:7f00:1::', 'fc00::1'],
    ...['fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '2001:db8::1', '100::1', '4000::1', 'x', ''],
  ])('%s', ip => expect(isPublicAddress(ip)).toBe(false))

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e'])(
    'while %s is public',
    ip => expect(isPublicAddress(ip)).toBe(true),
  )

  test.each([
    ['http://shop.example/', 'I only send to https addresses.'],
    ['https://shop.example:8443/', 'I only send to port 443, unless WEBHOOK_ORIGINS allows https://shop.example:8443.'],
    ['https://sam:secret@shop.example/', 'must not have a name and password'],
    ['https://127.0.0.1/', 'is in a private network'],
    ['https://2130706433/', 'is in a private network'],
    ['https://0x7f.1/', 'is in a private network'],
    ['https://[::ffff:169.254.169.254]/', 'is in a private network'],
    ['file:///etc/passwd', 'I only send to https addresses.'],
    ['shop.example', 'That isn’t an address.'],
  ])('%s is refused as it is typed', (typed, said) => {
    expect(refusalOf(() => readOutsideUrl(typed, []))).toContain(said)
  })

  test('a name that leads inside is refused, also where only one of its addresses does', async () => {
    const post = { url: 'https://shop.example/', headers: {}, body: '', allowed: [] }
    for (const inside of ['127.0.0.1', '::1', '::ffff:10.0.0.1'])
      await expect(
        postOutside(post, async () => [
          { address: '93.184.215.14', family: 4 },
          { address: inside, family: inside.includes(':') ? 6 : 4 },
        ]),
      ).rejects.toThrow('shop.example is in a private network')
    await expect(postOutside(post, async () => [])).rejects.toThrow('shop.example has no address in the internet.')
  })
})

test('what was looked at is what is called: a name that leads elsewhere a moment later changes nothing', async () => {
  const seen: (string | undefined)[] = []
  const url = await site((request, response) => {
    seen.push(request.headers.host)
    response.end()
  })
  let asked = 0
  const answer = await postOutside({ url, headers: {}, body: 'x', allowed: [origin(url)] }, async () =>
    asked++ === 0 ? await here() : [{ address: '192.0.2.1', family: 4 }],
  )
  expect([answer.status, asked, seen]).toEqual([200, 1, [new URL(url).host]])
})

test('a redirect is not followed, and nothing of an answer is read', async () => {
  let inside = 0
  const hidden = await site((_, response) => {
    inside++
    response.end('secret')
  })
  const url = await site((_, response) => {
    response.writeHead(302, { Location: hidden, 'Retry-After': '7' })
    response.write('x'.repeat(1_000_000))
  })
  const answer = await postOutside({ url, headers: {}, body: '{}', allowed: [origin(url), origin(hidden)] }, here)
  expect([answer, inside]).toEqual([{ status: 302, retryAfter: '7' }, 0])
})

test('an address that does not answer is an error, so that it is tried again', async () => {
  const url = await site((_, response) => response.destroy())
  await expect(postOutside({ url, headers: {}, body: '', allowed: [origin(url)] }, here)).rejects.toThrow()
  const stopping = new AbortController()
  const slow = await site(() => stopping.abort())
  const post = { url: slow, headers: {}, body: '', allowed: [origin(slow)], signal: stopping.signal }
  await expect(postOutside(post, here)).rejects.toThrow()
})
