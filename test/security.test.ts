import { readFileSync } from 'node:fs'
import { subMonths } from 'date-fns/subMonths'
import { expect, test } from 'vitest'

type Locked = { version?: string; dev?: boolean; license?: string; hasInstallScript?: boolean; resolved?: string }
const read = (file: string) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))
const packages: Record<string, Locked> = read('package-lock.json').packages
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? ''

/** Licences that ask for no more than their text; MPL’s is of files that are used as they are. */
const FREE =
  /^(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|MPL-2\.0|\(MIT OR EUPL-1\.1\+\))$/
/** Free as well, and named in their own way: DejaVu’s fonts, and what the lock file says nothing of (MIT). */
const OWN_WAY = ['dejavu-fonts-ttf', 'buildcheck', 'cpu-features', 'png-js', 'ssh2']

test('a package that would run a script when it is installed is named, with whether it may', () => {
  const { allowScripts } = read('package.json')
  const scripted = Object.entries(packages).flatMap(([path, one]) => (one.hasInstallScript ? [nameOf(path)] : []))
  expect(scripted.filter(name => typeof allowScripts[name] !== 'boolean')).toEqual([])
  expect(Object.keys(allowScripts).filter(name => allowScripts[name])).toEqual(['node'])
})

test('everything that is installed with Waybill is free to use, and comes from no named host', () => {
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev)
  const unfree = installed.filter(([path, { license }]) => !FREE.test(license ?? '') && !OWN_WAY.includes(nameOf(path)))
  expect(unfree.map(([path]) => path)).toEqual([])
  expect(Object.values(packages).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([])
})

test('docs/security.md has each of our dependencies as it is installed, with its licence and age, and a reason for the old', () => {
  const page = readFileSync(new URL('../docs/security.md', import.meta.url), 'utf8')
  const asOf = /^As of (\d{4}-\d{2}-\d{2}):$/m.exec(page)?.[1] ?? ''
  const rows = [...page.matchAll(/^\| `([^`]+)` \| (\S+) \| ([^|]+) \| (\d{4}-\d{2}-\d{2}) \| .* \|$/gm)]
  const own = Object.keys(read('package.json').dependencies).map(name => {
    const { version, license } = packages[`node_modules/${name}`] ?? {}
    return [name, version, license]
  })
  expect(rows.map(([, name, version, licence]) => [name, version, licence])).toEqual(own)
  const limit = subMonths(new Date(asOf), 18).toISOString().slice(0, 10)
  const unexplained = rows.filter(([row, , , , since = '']) => since < limit && row.endsWith('|  |'))
  expect(unexplained.map(([, name]) => name)).toEqual([])
  expect(rows.filter(([, , , , since = '']) => since > asOf)).toEqual([])
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev)
  expect(page).toContain(`They bring ${installed.length} packages in all:`)
})
