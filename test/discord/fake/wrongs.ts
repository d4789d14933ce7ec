import { Refused } from './refused.ts'

export type Path = readonly (string | number)[]
type Said = { code: string; message: string }
type Tree = { [key: string]: Tree | Said[] }

/** What is wrong with a body, gathered into the tree of code 50035. docs: reference, "Error Messages". */
export class Wrongs {
  #tree: Tree = {}
  #any = false

  add(path: Path, code: string, message: string): void {
    this.#any = true
    let at = this.#tree
    for (const step of path) {
      at[step] ??= {}
      at = at[step] as Tree
    }
    at._errors = [...((at._errors as Said[]) ?? []), { code, message }]
  }

  get any(): boolean {
    return this.#any
  }

  /** Refuses the body, unless nothing is wrong with it. */
  settle(): void {
    if (this.#any) throw new Refused(400, { message: 'Invalid Form Body', code: 50035, errors: this.#tree })
  }
}

/** Refuses a body for one thing. */
export function wrong(path: Path, code: string, message: string): Refused {
  const wrongs = new Wrongs()
  wrongs.add(path, code, message)
  try {
    wrongs.settle()
  } catch (refused) {
    if (refused instanceof Refused) return refused
  }
  throw new Error('a wrong that is not wrong')
}
