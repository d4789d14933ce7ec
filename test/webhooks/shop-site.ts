import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export type Heard = { id: string; type: string; data: Record<string, unknown>; at: Date; signatures: string }
type Answering = (heard: Heard, response: ServerResponse) => void

/** A shop's own server, which verifies what it is sent as Standard Webhooks has it. */
export async function shopSite() {
  const heard: Heard[] = []
  const site = { secret: '', answer: ((_, response) => response.end()) as Answering }
  const server: Server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const headers = request.headers as Record<string, string>
    const at = new Date(Number(headers['webhook-timestamp']) * 1_000)
    const [id = '', signatures = ''] = [headers['webhook-id'], headers['webhook-signature']]
    // By its own clock a shop would also look how old it is; here the time is played.
    const due = site.secret && new Webhook(site.secret).sign(id, at, body)
    if (due && !signatures.split(' ').includes(due)) return response.writeHead(401).end()
    const { type, data } = JSON.parse(body)
    const one = { id, type, data, at, signatures }
    heard.push(one)
    site.answer(one, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const status =
    (code: number, headers: Record<string, string> = {}): Answering =>
    (_, response) =>
      void response.writeHead(code, headers).end('private words of the shop')
  return {
    ...{ heard, origin, status, url: `${origin}/waybill` },
    /** What it verifies with, from the words that staff are shown. */
    trusts(words: string) {
      site.secret = /whsec_[\w+/=]+/.exec(words)?.[0] ?? ''
    },
    answers(answer: Answering) {
      site.answer = answer
    },
    /** All that it heard, as text. */
    words: () => JSON.stringify(heard),
    close: () => new Promise(resolve => server.close(resolve)),
  }
}
export type ShopSite = Awaited<ReturnType<typeof shopSite>>

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const part of request) body += part
  return body
}
