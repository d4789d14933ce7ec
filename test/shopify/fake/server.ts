import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answering, type Call } from './answering.ts'
import { authorizing } from './authorizing.ts'
import type { Fault } from './faults.ts'
import { FakeShop } from './shop.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const NO_KEY = '[API] Invalid API key or access token (unrecognized login or wrong password)'

export type Shopify = { shop: FakeShop; url: string; close(): Promise<void> }

/** A shop, on a port of this machine. */
export async function openShopify(shop = new FakeShop()): Promise<Shopify> {
  const ask = answering(shop)
  const server = createServer((request, response) => {
    serve(request, response).catch(error => {
      if (!response.headersSent) send(response, 500, String(error?.stack ?? error), 'text/plain')
    })
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://shop')
    const body = await bodyOf(request)
    if (request.method === 'GET' && path === '/admin/oauth/authorize') {
      const page = authorizing(shop, searchParams)
      return send(response, page.status, page.body, 'text/html')
    }
    if (request.method !== 'POST') return send(response, 404, JSON.stringify({ errors: 'Not Found' }))
    if (path === '/admin/oauth/access_token') return token(body, response)
    if (!/^\/admin\/api\/\d{4}-\d\d\/graphql\.json$/.test(path))
      return send(response, 404, JSON.stringify({ errors: 'Not Found' }))
    response.setHeader('x-shopify-api-version', shop.version)
    if (!shop.app.isValid(String(request.headers['x-shopify-access-token'])))
      return send(response, 401, JSON.stringify({ errors: NO_KEY }))
    const answered = await ask(JSON.parse(body) as Call)
    const { body: json, fault, fields } = answered
    if (fields) response.once('finish', () => void shop.faults.at('answered', fields))
    reply(response, json, fault)
  }

  function token(body: string, response: ServerResponse): void {
    const fault = shop.faults.take(['access_token'])
    const form = new URLSearchParams(body)
    const { clientId, clientSecret } = shop.app
    shop.calls.push('access_token')
    if (fault) reply(response, null, fault)
    else if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
      send(
        response,
        401,
        JSON.stringify({ error: 'invalid_client', error_description: 'Client authentication failed' }),
      )
    else {
      const granted = grantedFor(form)
      send(response, granted ? 200 : 400, JSON.stringify(granted ?? { error: 'invalid_request' }))
    }
  }

  function grantedFor(form: URLSearchParams): object | null {
    const { app } = shop
    const [kind, code] = [form.get('grant_type'), form.get('code')]
    if (kind === 'client_credentials') return app.dailyToken()
    if (kind === 'refresh_token') return app.owner.renew(form.get('refresh_token') ?? '')
    // Apps of others’ stores are given none that lasts any more.
    return kind === null && code && form.get('expiring') === '1' ? app.owner.redeem(code) : null
  }

  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    shop,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

function reply(response: ServerResponse, body: unknown, fault: Fault | null): void {
  if (fault === 'reply lost' || fault === 'request lost') response.socket?.destroy()
  else if (fault && fault !== 'throttled') send(response, fault.status, fault.body, fault.type)
  else send(response, 200, JSON.stringify(body))
}

function send(response: ServerResponse, status: number, body: string, type = JSON_TYPE): void {
  response.writeHead(status, { 'content-type': type }).end(body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
