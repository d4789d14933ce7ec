import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const IMPORTED = /(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g
const asked = new Map<string, Map<string, boolean>>()

/** Whether a file imports one of that name, however many files lie between. */
export function reaches(file: string, name: RegExp): boolean {
  const known = asked.get(name.source) ?? new Map<string, boolean>()
  asked.set(name.source, known)
  const before = known.get(file)
  if (before !== undefined) return before
  known.set(file, false)
  const found = name.test(file) || imports(file).some(next => reaches(next, name))
  known.set(file, found)
  return found
}

/** The files of ours that a file imports itself. */
export function imports(file: string): readonly string[] {
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(IMPORTED)].map(([, path = '']) => join(file, '..', path))
}
