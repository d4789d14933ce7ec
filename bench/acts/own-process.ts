import { fork } from 'node:child_process'
import { once } from 'node:events'
import { type Bot, type Contestant, openStage, type Told } from './contestant.ts'

export type Name = 'plain bot' | 'outbox bot' | 'Waybill'
export type Question = { id: number; what: keyof Bot | 'spent'; given: unknown[] }
export type Reply = { id: number; answer?: unknown; why?: string }

/** A bot in a process of its own, as it would be: what plays Slack and the store does not keep it busy. */
export async function openInOwnProcess(name: Name, before = 0): Promise<Contestant> {
  const stage = await openStage()
  const { fake, mei } = stage
  const named = (id: string, name: string) => ({ id, name })
  const { orders, lumen, casa } = stage.rooms
  const rooms = {
    orders: named(orders.id, 'orders'),
    lumen: named(lumen.id, 'lumen'),
    casa: named(casa.id, 'casa'),
  }
  const told: Told = { apiUrl: fake.apiUrl, app: fake.app, rooms, mei: named(mei.id, 'mei'), before }
  const process = fork(new URL('process.ts', import.meta.url), [name, JSON.stringify(told)])
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  process.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended`))
  })
  const [hook] = (await Promise.race([once(process, 'message'), once(process, 'exit')])) as [unknown]
  if (typeof hook !== 'string') throw new Error(`${name} did not start`)
  process.on('message', ({ id, answer, why }: Reply) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (why) asked?.reject(new Error(`${name}: ${why}`))
    else asked?.resolve(answer)
  })
  let asked = 0
  const ask = (what: Question['what'], ...given: unknown[]): Promise<unknown> => {
    const question: Question = { id: ++asked, what, given }
    const one = Promise.withResolvers<unknown>()
    waiting.set(question.id, one)
    process.send(question)
    return one.promise
  }
  return {
    ...{ name, hook, ...stage },
    settles: () => ask('settles') as Promise<void>,
    analyze: () => ask('analyze') as Promise<void>,
    orders: () => ask('orders') as Promise<number>,
    async wait(ms) {
      fake.clock.advance(ms)
      await ask('wait', ms)
    },
    forwards: setting => ask('forwards', setting) as Promise<void>,
    spent: () => ask('spent') as ReturnType<Contestant['spent']>,
    async close() {
      process.disconnect()
      await once(process, 'exit')
      await fake.close()
    },
  }
}
