import { expect, onTestFinished, test } from 'vitest'
import type { Ask } from '../../src/kernel/asking/command.ts'
import { connectAll } from '../../src/kernel/connecting/connect-all.ts'
import { integration, type Offered } from '../../src/kernel/connecting/integration.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { waybill } from '../../src/kernel/shapes/actor.ts'
import { testDatabase } from '../stage/database.ts'
import { until } from '../stage/until.ts'

test('a burst of what a store tells leaves connections for people, and all of it is taken', async () => {
  const database = await testDatabase()
  onTestFinished(() => database.close())
  const going: (() => void)[] = []
  let [now, most, done] = [0, 0, 0]
  const ask: Ask = async () => {
    most = Math.max(most, ++now)
    await new Promise<void>(resolve => going.push(resolve))
    now -= 1
    return { text: 'Done.' }
  }
  let asked: Ask = ask
  const connect = (offered: Offered) => {
    asked = offered.ask
    return {}
  }
  const none = { chats: new Map(), storefronts: new Map(), feeds: new Map(), mailers: new Map() }
  const store = integration({ name: 'store', title: 'Store', settings: {} })
  const offered = { db: database.db, ask, log: openLog('silent') } as unknown as Offered
  await connectAll({ integrations: [store], plans: [{ integration: store, plan: { connect } }] }, none, offered)
  for (let order = 0; order < 30; order += 1) void asked('order.receive', {}, waybill).then(() => ++done)
  await until(() => {
    for (const go of going.splice(0)) go()
    return done === 30
  })
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThan(6)
})
