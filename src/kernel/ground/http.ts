import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { Refusal } from '../words/refusal.ts'

/**
 * How long a visitor may take, ms, until all headers and until the whole request is here, so that sockets that were opened
 * and left cost nothing; and how often that is looked at. A photo over a slow line takes a minute.
 */
export const PATIENCE = { headersTimeout: 10_000, requestTimeout: 120_000, connectionsCheckingInterval: 2_000 }

/**
 * Listens on one address.
 * @param others what answers the paths that are not the app's, by path.
 * @param patience how long a request may take to come in.
 * @throws Refusal when the port is taken or may not be used.
 */
export async function listen(
  app: Hono,
  host: string,
  port: number,
  others: ReadonlyMap<string, RequestListener> = new Map(),
  patience = PATIENCE,
): Promise<{ url: string; close(): Promise<void> }> {
  const all = getRequestListener(app.fetch)
  const server = createServer(patience, (request, response) => {
    const path = request.url?.split('?')[0]?.replace(/(?<=.)\/$/, '') ?? '/'
    return (others.get(path) ?? all)(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(refuse(error, host, port)))
    server.listen(port, host, resolve)
  })
  const { port: chosen } = server.address() as AddressInfo
  const shown = host.includes(':') ? `[${host}]` : host
  return { url: `http://${shown}:${chosen}`, close: () => close(server) }
}

function refuse(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Refusal(`Port ${port} is taken. Stop the program that listens there, or set PORT to another.`)
  if (error.code === 'EACCES') return new Refusal(`Port ${port} may not be used here. Set PORT to one above 1023.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new Refusal(`${host} isn’t an address of this machine. Fix HOST.`)
  return error
}

/** Lets requests under way finish, and cuts what is merely kept open. */
async function close(server: Server): Promise<void> {
  const closed = new Promise(resolve => server.close(resolve))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), 3_000)
  await closed
  clearTimeout(cut)
}

/** Whether nobody but this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
