import type { WebSocket } from 'ws'

/** Where a connection can be cut: before the upgrade, before HELLO, before READY or RESUMED, right after it. */
export type Stage = 'connect' | 'hello' | 'identify' | 'ready'

/** What never travels: it is what a torn connection looks like. */
const TORN = 1006

/** The cuts that a test has ordered. */
export class Cuts {
  #ordered: { stage: Stage; code: number; left: number }[] = []

  order(stage: Stage, code = TORN, times = 1): void {
    this.#ordered.push({ stage, code, left: times })
  }

  /** Cuts the connection, if one was ordered for this stage. */
  at(stage: Stage, cut: (code: number) => void): boolean {
    const found = this.#ordered.find(order => order.stage === stage && order.left > 0)
    if (!found) return false
    found.left -= 1
    cut(found.code)
    return true
  }
}

export function shut(socket: WebSocket, code = TORN): void {
  if (code === TORN) socket.terminate()
  else socket.close(code)
}
