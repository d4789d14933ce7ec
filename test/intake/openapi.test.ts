import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { OneSentOrder, SentOrder } from '../../src/integrations/intake/schema.ts'
import { aShop } from '../stage/a-shop.ts'
import { aDoor } from './door.ts'
import { one, sold } from './orders.ts'

const shop = aShop()
type Schema = {
  properties: Record<string, Schema>
  required?: string[]
  additionalProperties?: unknown
  items?: Schema
}
type Description = {
  openapi: string
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
  components: { schemas: Record<string, Schema> }
}

test('what the description promises is what the door does: every address, every field, every answer', async () => {
  const { url, send } = await aDoor(shop)
  const described = (await (await fetch(`${url}/openapi.json`)).json()) as Description
  expect(described.openapi).toBe('3.1.0')
  expect(Object.keys(described.paths)).toEqual(['/intake/{store}'])
  const { OneOrder, Order: order } = described.components.schemas
  expect(Object.keys(order?.properties ?? {})).toEqual(Object.keys(SentOrder.shape))
  expect(OneOrder).toMatchObject({ additionalProperties: false, required: ['schema', 'order'] })
  expect(order).toMatchObject({ additionalProperties: false, properties: { total: { pattern: expect.any(String) } } })
  for (const field of order?.required ?? []) {
    const { [field as keyof SentOrder]: _, ...without } = sold()
    const { errors } = (await send(one(without))).problem()
    expect(errors?.map(({ pointer }) => pointer)).toEqual([`/order/${field}`])
  }
  const answers = [
    await send(one()),
    await send('no'),
    await send(one(), { store: 'nobody' }),
    await send(one(), { method: 'PUT' }),
    await send(one(), { headers: { 'Content-Type': 'text/csv' } }),
    await send(one({})),
  ]
  const promised = described.paths['/intake/{store}']?.post?.responses ?? {}
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 401, 405, 415, 422])
  for (const { status } of answers) expect(promised).toHaveProperty(String(status))
  expect((await fetch(`${url}/openapi.json`, { method: 'POST' })).status).toBe(405)
})

test('fields that the description does not have are refused at every level, so that a typo never loses what it meant', () => {
  const levels = [
    one({ ...sold(), x: 1 }),
    { ...one(), x: 1 },
    one(sold({ shipTo: { ...sold().shipTo, x: 1 } as never })),
  ]
  for (const level of levels) expect(OneSentOrder.safeParse(level).error?.issues[0]?.code).toBe('unrecognized_keys')
})

test('we sign as everybody does: the vector that Standard Webhooks publishes', () => {
  const signature = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw').sign(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_000),
    '{"test": 2432232314}',
  )
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})
