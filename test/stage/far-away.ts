import { connect, createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/** A way to a server of ours on which every byte takes so long, ms, there and back. */
export async function farAway(origin: string, ms: number): Promise<{ origin: string; close(): void }> {
  const { hostname, port } = new URL(origin)
  const sockets = new Set<Socket>()
  const server = createServer(near => {
    const far = connect(Number(port), hostname)
    const ends = [near, far] as const
    for (const [from, to] of [ends, [far, near] as const]) {
      sockets.add(from)
      from.setNoDelay(true)
      from.on('data', bytes => void setTimeout(ms).then(() => to.destroyed || to.write(bytes)))
      from.on('error', () => {})
      from.on('close', () => to.destroy())
    }
  })
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
