import { describe, expect, test } from 'vitest'
import { allSettings, parseSettings } from '../src/config.ts'
import { integrations } from '../src/integrations/index.ts'
import { isLoopback } from '../src/kernel/ground/http.ts'
import { Refusal } from '../src/kernel/words/refusal.ts'

const read = (environment: Record<string, string>) => parseSettings(environment, integrations)
/** What the settings ask for, by name. */
const planned = (environment: Record<string, string>) => read(environment).plans.map(one => one.integration.name)

/** Plans hold functions, which are never the same twice. */
const plainly = ({ plans: _, integrations: __, ...config }: ReturnType<typeof read>) => config

function refusal(environment: Record<string, string>): string {
  try {
    read(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    return (error as Refusal).message
  }
  throw new Error('it was taken')
}

test('nothing set is a bot of one’s own: embedded, on this machine alone, with its console', () => {
  expect(read({})).toMatchObject({
    database: { url: null, folder: '.data' },
    host: '127.0.0.1',
    port: 3_000,
    logLevel: 'warn',
  })
  expect(planned({})).toEqual(['shopify', 'woocommerce', 'api', 'files', 'sample', 'portal', 'console'])
})

test('a setting left empty, as .env files and compose do, is one that is not set', () => {
  for (const blank of ['', '  '])
    expect(read(Object.fromEntries(Object.keys(allSettings(integrations)).map(name => [name, blank])))).toMatchObject(
      plainly(read({})),
    )
})

test('what is set is taken', () => {
  const url = 'postgres://waybill:secret@db.example:5432/waybill'
  const given = {
    DATABASE_URL: url,
    PORT: ' 8080 ',
    HOST: ' localhost ',
    CONSOLE: 'off',
    LOG_LEVEL: 'silent',
  }
  expect(read(given)).toMatchObject({ database: { url }, port: 8_080, host: 'localhost' })
  expect(planned(given)).toEqual(['shopify', 'woocommerce', 'api', 'files', 'sample', 'portal'])
  expect(read({ DATABASE_URL: 'postgresql://db/waybill' }).database.url).toBe('postgresql://db/waybill')
})

describe('each mistake is said in words that name the setting, and never shows its value', () => {
  test.each([
    ['DATABASE_URL', 'mysql://root:hunter2@db/x', 'must be an address such as postgres://'],
    ['DATABASE_URL', 'hunter2', 'must be an address such as postgres://'],
    ['PORT', 'hunter2', 'must be a number from 0 to 65535'],
    ['PORT', '99999999', 'must be a number from 0 to 65535'],
    ['PORT', '-7654321', 'must be a number from 0 to 65535'],
    ['PORT', '3000.57721', 'must be a number from 0 to 65535'],
    ['CONSOLE', 'hunter2', 'must be on or off'],
    ['CONSOLE_SECRET', 'hunter2', 'must have at least 12 characters'],
    ['LOG_LEVEL', 'hunter2', 'must be debug, info, warn, error or silent'],
    ['HOST', '203.0.113.77', 'set CONSOLE_SECRET'],
  ])('%s=%s', (name, value, sentence) => {
    const said = refusal({ [name]: value })
    expect(said).toMatch(new RegExp(`^ {2}${name} .*${sentence}`, 'm'))
    expect(said).not.toContain(value)
  })
})

test('all mistakes are said at once', () => {
  const said = refusal({ PORT: 'x', LOG_LEVEL: 'loud', CONSOLE: 'maybe', HOST: '0.0.0.0', DATABASE_URL: 'here' })
  for (const name of ['PORT', 'LOG_LEVEL', 'CONSOLE', 'HOST', 'DATABASE_URL'])
    expect(said).toMatch(new RegExp(`^ {2}${name} `, 'm'))
})

test('a console that others could reach is refused without a secret', () => {
  for (const host of ['0.0.0.0', '::', '192.168.1.4', 'example.com', '127.0.0.1.example.com'])
    expect(refusal({ HOST: host })).toContain('CONSOLE_SECRET')
  expect(planned({ HOST: '0.0.0.0', CONSOLE_SECRET: 'long enough for it' })).toContain('console')
  expect(planned({ HOST: '0.0.0.0', CONSOLE: 'off' })).not.toContain('console')
  for (const host of ['127.0.0.1', '127.0.0.2', 'localhost', '::1']) expect(read({ HOST: host }).host).toBe(host)
})

test('only this machine is this machine', () => {
  expect(['127.0.0.1', '::1', 'localhost'].every(isLoopback)).toBe(true)
  expect(['', '0.0.0.0', '128.0.0.1', 'localhost.example', '::ffff:10.0.0.1'].some(isLoopback)).toBe(false)
})
