import { readFileSync } from 'node:fs'

/** The settings that a page shows, as systemd reads such a file: a comment behind a value is a part of it. */
export function settingsIn(page: string, filled: Record<string, string>): Record<string, string> {
  const [, block = ''] =
    /```sh\n([\s\S]*?)```/.exec(readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8')) ?? []
  const lines = block.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map(line => {
      const [, name = '', value = ''] = /^([A-Z_]+)=(.*)$/.exec(line) ?? []
      return [name, value.includes('…') ? (filled[name] ?? '') : value]
    }),
  )
}
