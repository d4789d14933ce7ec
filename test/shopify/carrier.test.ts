import { expect, test } from 'vitest'
import { companyOf, isFollowed, makesLinks } from '../../src/integrations/shopify/fulfilling/carrier.ts'
import data from '../../src/integrations/shopify/fulfilling/carriers.json' with { type: 'json' }
import { trackingOf } from '../../src/integrations/shopify/fulfilling/tracking.ts'
import { carriers } from '../../src/shipments/carriers.ts'
import { wholeSchemas } from './whole-schemas.ts'

test('every carrier of Shopify’s has the name that Shopify writes, or customers get a number that leads nowhere', () => {
  expect(data.listed.length).toBeGreaterThan(100)
  for (const { schema } of wholeSchemas()) {
    const type = schema.getType('FulfillmentTrackingInfo')
    const said = type && 'getFields' in type ? (type.getFields().company?.description ?? '') : ''
    expect([...said.matchAll(/^ +\* ([^*].*)$/gm)].map(([, name]) => name)).toEqual(data.listed)
    const words = said.replaceAll(/\s+/g, ' ')
    expect(data.inSomeCountries.filter(name => !words.includes(name))).toEqual([])
  }
  const every = [...data.listed, ...data.inSomeCountries]
  expect([...Object.values(data.ours), ...data.followed].filter(name => !every.includes(name))).toEqual([])
})

test.each([
  ['ups', 'UPS', 'UPS'],
  ['yunexpress', 'YunExpress', 'YunExpress'],
  ['nz_post', 'NZ Post', 'New Zealand Post'],
  ['lasership', 'LaserShip', 'Lasership'],
  ['inpost', 'InPost', 'Inpost'],
  ['other', 'yun express', 'YunExpress'],
  ['other', 'SENDLE', 'Sendle'],
  ['yanwen', 'Yanwen', 'Yanwen'],
])('%s, “%s” here, is %s there', (code, name, company) => {
  expect(companyOf({ code, name })).toBe(company)
})

test('every number has a link that leads somewhere: Shopify’s own, the carrier’s page, or one for all carriers', () => {
  for (const carrier of carriers) {
    const { company, numbers, urls } = trackingOf([{ carrier, number: 'AB 1/2', url: null }])
    expect(numbers).toEqual(['AB 1/2'])
    if (!urls) expect(makesLinks(company ?? '')).toBe(true)
    else expect(urls).toEqual(['https://t.17track.net/en#nums=AB%201%2F2'])
  }
})

test('carriers that Shopify follows itself are known, so that nobody is mailed twice', () => {
  expect([isFollowed({ code: 'ups', name: 'UPS' }), isFollowed({ code: 'yunexpress', name: 'YunExpress' })]).toEqual([
    true,
    false,
  ])
})
