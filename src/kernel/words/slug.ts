import { cut } from './text.ts'

const LONGEST = 60

/** `#Lamp Makers` → `lamp-makers`; letters of any script are kept. Empty when nothing is left. */
export function slug(named: string): string {
  const words = named
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  return cut(words, LONGEST).replaceAll(/^-+|[-…]+$/g, '')
}
